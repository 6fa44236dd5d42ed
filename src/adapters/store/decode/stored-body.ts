import { isJsonObject, type Shape, type ShapeFault } from '../../../domain/json-shape.js';
import { fail, ok, type Result } from '../../../domain/result.js';

/** The version of what is written; it rises when what was written before can't be read as what is written now. */
const VERSION = 1;

/** An object as it is stored: with the version of its form under `v`. What JSON doesn't know is left out. */
export function encodeBody(body: object): string {
  return JSON.stringify({ v: VERSION, ...body });
}

/** What was stored, without its version; fails with what is wrong, in a few words. What says no version is of the first. */
export function decodeBody<T extends object>(text: string, shape: Shape<T>): Result<T, string> {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return fail('not JSON');
  }
  if (!isJsonObject(stored)) return fail('not an object');
  const { v: version = 1, ...body } = stored;
  if (version !== VERSION) return fail(`version ${JSON.stringify(version)}, not ${VERSION}`);
  const fault: ShapeFault = [];
  return shape(body, fault) ? ok(body) : fail(`bad or missing: ${fault.join('.')}`);
}

/** What was stored, without its version; `other` where that can't be read. */
export function decodedOr<T extends object, Other>(text: unknown, shape: Shape<T>, other: Other): T | Other {
  const body = typeof text === 'string' ? decodeBody(text, shape) : fail('no text');
  return body.ok ? body.value : other;
}
