import type { AdapterHost } from '../hosting/adapter-host.js';
import type { HttpApi, ServerSlice } from '../ports/http/http-server.js';
import type { AppConfig } from '../values/app-config.js';
import type { ReloadPart } from './config-reloader.js';

/** The server for webhooks, as far as the configuration decides on it. A first start may go on without its port. */
export function serverPart(servers: AdapterHost<ServerSlice, HttpApi>): ReloadPart {
  return {
    name: 'server',
    stage: (config, first) => servers.stage(sliceOf(config), { mayComeLater: first }),
  };
}

/** No server is wanted where nothing would be answered but `/health`, unless that is asked for. */
function sliceOf({ triggers }: AppConfig): ServerSlice | null {
  const { always, ...slice } = triggers.server;
  const needed = triggers.enabled && triggers.webhooks.some((hook) => hook.enabled);
  return needed || always ? slice : null;
}
