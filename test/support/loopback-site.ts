import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request as the server got it. */
export interface AskedOfSite {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real HTTP server on loopback that does what a test says. */
export class LoopbackSite implements AsyncDisposable {
  readonly #server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString();
    this.asked.push({ method: request.method, path: request.url, headers: request.headers, body });
    this.#server.emit('asked');
    await this.answer(response);
  });

  /** Every request, in order. */
  readonly asked: AskedOfSite[] = [];

  /** What is done with a request; until it is set it is answered 200. */
  answer: (response: ServerResponse) => unknown = (response) => response.end();

  /** Opens it on an address of loopback and any free port, or the one that is given. */
  static async open(address = '127.0.0.1', port = 0): Promise<LoopbackSite> {
    const site = new LoopbackSite();
    site.#server.listen(port, address);
    await once(site.#server, 'listening');
    return site;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Resolves when it has got so many requests. */
  async reached(requests: number): Promise<void> {
    while (this.asked.length < requests) await once(this.#server, 'asked');
  }

  /** Resolves with the next response that is to be given. */
  nextResponse(): Promise<ServerResponse> {
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
