import type { Socket } from 'node:net';
import { Client } from 'undici';
import type { MultipartForm, OutboundRequest, OutboundResponse } from '../../application/ports/http/outbound.js';
import type { Target } from './target.js';

/** Asks over the socket, reads the answer and ends the socket; rejects when the socket is destroyed meanwhile. */
export async function exchange(
  { url, headers }: Target,
  { method, body, maxBytes }: OutboundRequest,
  socket: Socket,
): Promise<OutboundResponse> {
  const client = new Client(url.origin, {
    // Called back at once, it would not go on.
    connect: (_, connected) => queueMicrotask(() => connected(null, socket)),
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    ...(maxBytes === null ? {} : { maxResponseSize: maxBytes }),
  });
  try {
    const path = url.pathname + url.search;
    const carried = await carriedBody(body);
    const answer = await client.request({
      ...{ method, path, reset: true },
      headers: { ...headers, ...carried.headers },
      body: carried.body,
    });
    const head = { status: answer.statusCode, headers: joined(answer.headers) };
    if (maxBytes !== null) return { ...head, body: await answer.body.bytes() };
    answer.body.on('error', () => undefined);
    return { ...head, body: new Uint8Array(0) };
  } finally {
    socket.destroy();
  }
}

interface CarriedBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/** A form as the runtime itself writes one, with a boundary that nobody can know before. */
async function carriedBody(body: Uint8Array | MultipartForm | null): Promise<CarriedBody> {
  if (body === null || body instanceof Uint8Array) return { headers: {}, body };
  const { fields, file } = body;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append(file.field, new File([new Uint8Array(file.bytes)], file.name, { type: file.mime }));
  const written = new Response(form);
  const type = written.headers.get('content-type') ?? '';
  return { headers: { 'content-type': type }, body: await written.bytes() };
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));
}
