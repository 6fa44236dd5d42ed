import { unescape as percentDecoded } from 'node:querystring';
import type { OutboundProblem, OutboundRequest } from '../../application/ports/http/outbound.js';
import { fail, ok, type Result } from '../../domain/result.js';

/** Whom a request goes to, and what it says before its body. */
export interface Target {
  readonly url: URL;
  /** A name, or an address without the brackets that a URL has around one of IPv6. */
  readonly host: string;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Headers that say how a request is carried, or to whom. */
const own =
  /^(?:host|content-length|transfer-encoding|connection|keep-alive|proxy-connection|upgrade|expect|te|trailer)$/;
/** A token and a field value of RFC 9110, sections 5.6.2 and 5.5. */
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The target of a request that is well formed. */
export function targetOf(request: OutboundRequest): Result<Target, OutboundProblem> {
  const url = URL.parse(request.url);
  if (url === null) return fail({ kind: 'bad-url' });
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== 'http' && scheme !== 'https') return fail({ kind: 'unsupported-scheme', scheme });
  const given = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers)) {
    const key = name.toLowerCase();
    const why = objection(key, value) ?? (given.has(key) ? 'twice' : null);
    if (why !== null) return fail({ kind: 'bad-header', name, why });
    given.set(key, value);
  }
  const headers = {
    'user-agent': 'untether',
    ...authorization(url),
    ...Object.fromEntries(given),
    'accept-encoding': 'identity',
  };
  return ok({ url, host: url.hostname.replace(/^\[|\]$/g, ''), headers });
}

function objection(name: string, value: string): 'name' | 'value' | 'own' | null {
  if (!headerName.test(name)) return 'name';
  if (!headerValue.test(value)) return 'value';
  return own.test(name) ? 'own' : null;
}

function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const credentials = `${percentDecoded(username)}:${percentDecoded(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}
