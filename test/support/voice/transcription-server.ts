import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A recording as a server for transcriptions gets it. */
export interface AskedToTranscribe {
  readonly path: string | undefined;
  readonly key: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };
}

/** What a server answers: a transcript, another status, or nothing at all. */
export type TranscriptionAnswer =
  | { readonly text: string }
  | { readonly status: number; readonly body?: string }
  | 'silence'
  | 'hang-up';

/** A server with OpenAI's interface for transcriptions, on loopback. */
export class TranscriptionServer implements AsyncDisposable {
  /** Every request, in order. */
  readonly asked: AskedToTranscribe[] = [];
  /** What is answered next; the last one stays. */
  readonly answers: TranscriptionAnswer[] = [{ text: '' }];
  readonly #server = createServer(async (request, response) => {
    this.asked.push(await read(request));
    this.#server.emit('asked');
    const [answer = 'silence'] = this.answers;
    if (this.answers.length > 1) this.answers.shift();
    if (answer === 'silence') return;
    if (answer === 'hang-up') return void request.socket.destroy();
    const { status, body } = 'text' in answer ? { status: 200, body: JSON.stringify(answer) } : answer;
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });

  /** Opens it on any free port. */
  static async open(...answers: readonly TranscriptionAnswer[]): Promise<TranscriptionServer> {
    const server = new TranscriptionServer();
    if (answers.length > 0) server.answers.splice(0, 1, ...answers);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  /** What the configuration calls it. */
  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** Resolves when it has got so many requests. */
  async reached(requests: number): Promise<void> {
    while (this.asked.length < requests) await once(this.#server, 'asked');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

async function read(request: IncomingMessage): Promise<AskedToTranscribe> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(await buffer(request)), { headers }).formData();
  const fields = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  const file = form.get('file');
  if (!(file instanceof File)) throw new Error('there is no file in the form');
  return {
    path: request.url,
    key: request.headers.authorization,
    fields: Object.fromEntries(fields),
    file: { name: file.name, mime: file.type, bytes: await file.bytes() },
  };
}
