import { isJsonObject } from '../../domain/json-shape.js';

/** The entries of a JSON object; none if it is something else. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

/** A JSON object's own field. */
export function fieldOf(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The text without blanks around it, or `null` if there is none. */
export function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}

/** The whole number, or `null`. */
export function integerOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** Two whole numbers with a colon between them, as chats and what is in them are named; `null` for any other text. */
export function pairOf(name: string): readonly [number, number] | null {
  const [, left, right] = /^(-?\d{1,15}):(-?\d{1,15})$/.exec(name) ?? [];
  return left === undefined || right === undefined ? null : [Number(left), Number(right)];
}
