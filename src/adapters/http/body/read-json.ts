import { isTooDeepJson } from '../../../domain/json-levels.js';

/** What JSON says; `undefined` for what is none, or is nested too deep to be walked, stored or made a prompt of. */
export function readJson(text: string): unknown {
  if (isTooDeepJson(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
