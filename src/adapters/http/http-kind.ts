import { createServer, type Server } from 'node:http';
import type { AdapterKind, Running } from '../../application/hosting/adapter-kind.js';
import type { HttpApi, ServerSlice } from '../../application/ports/http/http-server.js';
import type { OpenProblem } from '../../application/values/reload/rejected-reading.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { sameValue } from '../../domain/same-value.js';
import type { HttpDeps } from './http-listener.js';

/** How long a request may take to arrive, its headers by themselves, and how often Node looks for those that took longer. */
const TIMEOUTS = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 1_000 };

/** How servers for webhooks are opened and compared: a server is its host and port. */
export function httpKind(deps: HttpDeps): AdapterKind<ServerSlice, HttpApi> {
  return {
    name: 'http',
    identity,
    equal: (a, b) => sameValue(a, b),
    contend: (a, b) => a.port === b.port && a.port !== 0,
    open: (slice) => open(slice, deps),
  };
}

async function open(slice: ServerSlice, deps: HttpDeps): Promise<Result<Running<ServerSlice, HttpApi>, OpenProblem>> {
  // Loaded only where a listener is wanted: most of what it needs is a web framework.
  const { HttpListener } = await import('./http-listener.js');
  const server = createServer(TIMEOUTS);
  const cause = await bind(server, slice);
  if (cause !== null) return fail(bindProblem(slice, cause));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : slice.port;
  return ok(new HttpListener({ server, port }, slice, deps));
}

function bind(server: Server, { host, port }: ServerSlice): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen({ host, port }, () => {
      server.off('error', resolve);
      resolve(null);
    });
  });
}

function bindProblem({ host, port }: ServerSlice, { code, message }: NodeJS.ErrnoException): OpenProblem {
  if (code === 'EADDRINUSE') {
    return {
      kind: 'taken',
      key: 'triggers.server.port',
      message: `Port ${port} of ${host} is in use by another program.`,
      hint: 'Stop that program, or choose another port.',
    };
  }
  if (code === 'EACCES') {
    return {
      kind: 'refused',
      key: 'triggers.server.port',
      message: `This program may not listen on port ${port}.`,
      hint: 'Choose a port above 1023.',
    };
  }
  return {
    kind: code === 'EADDRNOTAVAIL' || code === 'EAI_AGAIN' ? 'unreachable' : 'refused',
    key: 'triggers.server.host',
    message: `Can't listen on ${host} (${code ?? message}).`,
    hint: 'Give an address of this machine, such as 127.0.0.1.',
  };
}

function identity({ host, port }: ServerSlice): string {
  return `${host}:${port}`;
}
