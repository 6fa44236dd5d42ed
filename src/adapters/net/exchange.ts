import type { Socket } from 'node:net';
import { Client } from 'undici';
import type { OutboundRequest, OutboundResponse } from '../../application/ports/http/outbound.js';
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
    const answer = await client.request({ method, path, headers, body, reset: true });
    const head = { status: answer.statusCode, headers: joined(answer.headers) };
    if (maxBytes !== null) return { ...head, body: await answer.body.bytes() };
    answer.body.on('error', () => undefined);
    return { ...head, body: new Uint8Array(0) };
  } finally {
    socket.destroy();
  }
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));
}
