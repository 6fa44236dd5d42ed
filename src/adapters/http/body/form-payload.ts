import { isJsonObject } from '../../../domain/json-shape.js';
import { readJson } from './read-json.js';

/** The names that a payload keeps for what the program itself says of a form. */
const RESERVED: readonly string[] = ['form', 'file', 'files'];

/**
 * What a form says: all its fields under `form`, and each also under its plain name, as templates of the program that this
 * one replaces expect; only `form`, `file` and `files` are never a sender's to set there. The last field of a name counts.
 * Where the field `payload` is a JSON object, as GitHub and Slack post it, the form says that object instead of its fields.
 */
export function formPayload(fields: Iterable<readonly [string, string]>): Readonly<Record<string, unknown>> {
  const all = [...fields];
  const form: Readonly<Record<string, string>> = Object.fromEntries(all);
  const object = Object.hasOwn(form, 'payload') ? jsonObject(form['payload'] ?? '') : null;
  const said = object ?? Object.fromEntries(all);
  const plain = Object.entries(said).filter(([name]) => !RESERVED.includes(name));
  return { ...Object.fromEntries(plain), form };
}

function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  if (!/^\s*\{/.test(text)) return null;
  const parsed = readJson(text);
  return isJsonObject(parsed) ? parsed : null;
}
