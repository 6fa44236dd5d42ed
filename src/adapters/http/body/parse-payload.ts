import { isJsonObject } from '../../../domain/json-shape.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import { formPayload } from './form-payload.js';
import { headerParameters } from './header-parameters.js';
import { readJson } from './read-json.js';

/** What is wrong with a body. */
export type PayloadProblem = 'unsupported-charset' | 'bad-json' | 'bad-form';

/** More fields than anybody fills in. */
const MOST_FIELDS = 1_000;

/** What bodies may be written in, by the names that senders give it, and how the standard calls that. */
const CHARSETS: ReadonlyMap<string, 'utf-8' | 'latin1'> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['iso-8859-1', 'latin1'],
  ['latin1', 'latin1'],
]);

/**
 * What a body says. A form that is not multipart is `formPayload`; everything else has to be JSON, whatever its type is
 * called: an object as it is, any other value under `_body`. Nothing at all is an empty object. JSON that is called a form,
 * as `curl -d` does, is JSON.
 */
export function parsePayload(
  body: Buffer,
  contentType: string | undefined,
): Result<Readonly<Record<string, unknown>>, PayloadProblem> {
  const type = headerParameters(contentType ?? '');
  const charset = CHARSETS.get(type?.parameters.get('charset')?.toLowerCase() ?? 'utf-8');
  if (charset === undefined) return fail('unsupported-charset');
  if (body.length === 0) return ok({});
  const decode = (bytes: Buffer) => new TextDecoder(charset, { fatal: true }).decode(bytes);
  if (type?.value !== 'application/x-www-form-urlencoded') return parseJson(body, decode);
  const json = looksLikeJson(body) ? parseJson(body, decode) : null;
  return json?.ok ? json : parseForm(body, decode);
}

/** No form that anybody fills in begins like this. */
function looksLikeJson(body: Buffer): boolean {
  return /^\s*[[{]/.test(body.toString('latin1', 0, 100));
}

type Decode = (bytes: Buffer) => string;

function parseJson(body: Buffer, decode: Decode): Result<Readonly<Record<string, unknown>>, PayloadProblem> {
  try {
    const value = readJson(decode(body));
    if (value === undefined) return fail('bad-json');
    return ok(isJsonObject(value) ? value : { _body: value });
  } catch {
    return fail('bad-json');
  }
}

/** https://url.spec.whatwg.org/#urlencoded-parsing, but for bytes that are no text: they are refused. */
function parseForm(body: Buffer, decode: Decode): Result<Readonly<Record<string, unknown>>, PayloadProblem> {
  const pairs = body.toString('latin1').split('&', MOST_FIELDS + 1);
  if (pairs.length > MOST_FIELDS) return fail('bad-form');
  try {
    const fields = pairs
      .filter((pair) => pair !== '')
      .map((pair): [string, string] => {
        const [name = '', ...value] = pair.split('=');
        return [decode(unescaped(name)), decode(unescaped(value.join('=')))];
      });
    return ok(formPayload(fields));
  } catch {
    return fail('bad-form');
  }
}

function unescaped(text: string): Buffer {
  const bytes = text.replaceAll('+', ' ').replaceAll(/%([0-9a-f]{2})/gi, (_whole, hex: string) => {
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
  return Buffer.from(bytes, 'latin1');
}
