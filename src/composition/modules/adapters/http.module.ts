import { ContainerModule } from 'inversify';
import { httpKind } from '../../../adapters/http/http-kind.js';
import { provideFrom } from '../../wiring/token.js';
import { T, the } from '../../wiring/tokens.js';

/** The server that deliveries of webhooks come in by, and that says how the program is. */
export const httpModule = new ContainerModule((options) => {
  provideFrom(options, T.httpKind, httpKind, {
    ...the('generations', 'gate', 'healthCheck', 'metrics', 'clock', 'alarm', 'journal'),
    intake: T.webhooks,
    vault: T.fileVault,
  });
});
