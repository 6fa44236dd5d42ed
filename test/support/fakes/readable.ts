import { decodeBody, encodeBody } from '../../../src/adapters/store/decode/stored-body.js';
import type { Shape } from '../../../src/domain/json-shape.js';

/** The body as the store would give it back; throws where the store could not read what it has written. */
export function asStored<T extends object>(body: T, shape: Shape<T>): T {
  const stored = decodeBody(encodeBody(body), shape);
  if (!stored.ok) throw new Error(`the store could not read this again: ${stored.problem}`);
  return stored.value;
}
