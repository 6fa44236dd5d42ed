import { once } from 'node:events';
import { chmodSync, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ControlApi } from '../../application/ports/config/control.js';
import type { Journal } from '../../application/ports/system/journal.js';
import { claimSocketPath, releaseSocketPath, socketPath } from './socket-place.js';

/** Where a control server listens. */
export interface ControlPlace {
  readonly stateDirectory: string;
  /** For a socket whose path in the state directory would be too long. */
  readonly shortDirectory: string;
}

/** Answers other programs of the same user, as HTTP over a Unix-domain socket that only its owner can open. */
export class ControlServer {
  readonly #server: Server;
  readonly #stateDirectory: string;
  readonly #path: string;

  private constructor(server: Server, stateDirectory: string, path: string) {
    this.#server = server;
    this.#path = path;
    this.#stateDirectory = stateDirectory;
  }

  /** Rejects where it can't listen. Only for the process that holds the state directory's lock. */
  static async open({ stateDirectory, shortDirectory }: ControlPlace, desk: ControlApi, journal: Journal) {
    const path = claimSocketPath(stateDirectory, shortDirectory);
    const server = createServer((request, response) => void answer(request, response, desk, journal));
    server.listen(path);
    await once(server, 'listening');
    chmodSync(path, 0o600);
    server.on('error', (cause) => journal.record({ name: 'control.failed', level: 'warn', cause }));
    return new ControlServer(server, stateDirectory, path);
  }

  /** Whether others can still find it: its socket may be deleted while it listens. */
  get isReachable(): boolean {
    return existsSync(this.#path) && socketPath(this.#stateDirectory) === this.#path;
  }

  /** Listens no more and ends every connection. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    releaseSocketPath(this.#stateDirectory);
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, desk: ControlApi, journal: Journal) {
  try {
    const body = await bodyFor(`${request.method} ${request.url}`, desk);
    response.writeHead(body === null ? 404 : 200, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(body));
  } catch (cause) {
    journal.record({ name: 'control.failed', level: 'error', cause });
    response.writeHead(500, { connection: 'close' }).end();
  }
}

async function bodyFor(asked: string, desk: ControlApi): Promise<unknown> {
  switch (asked) {
    case 'POST /reload':
      return desk.reload(false);
    case 'POST /reload?apply':
      return desk.reload(true);
    case 'GET /status':
      return desk.status();
    default:
      return null;
  }
}
