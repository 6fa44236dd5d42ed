import type { OutboundRequest } from '../../../src/application/ports/http/outbound.js';

/** A request of a server on loopback; only what matters for a test has to be given. */
export function outboundRequest(change: Partial<OutboundRequest> = {}): OutboundRequest {
  return {
    method: 'GET',
    url: 'http://127.0.0.1/',
    headers: {},
    body: null,
    timeoutMs: 15_000,
    maxBytes: 1_024,
    allow: ['127.0.0.0/8'],
    ...change,
  };
}

/** The body of a request as text; a form is none. */
export function bodyText(body: OutboundRequest['body'] | undefined): string {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : '';
}
