import { isJsonObject, isNumber } from '../../../domain/json-shape.js';

/** A JSON object of unknown shape; engines add and drop fields without notice, so every field is read as optional. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value if it is a JSON object, else an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The value if it is an array, else an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value if it is a text with something in it, else `null`. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The value if it is a finite number, else `null`. */
export function numberOf(value: unknown): number | null {
  return isNumber(value) ? value : null;
}

/** More than any run costs, takes or uses; sums of such figures stay exact. */
const MOST = 1e12;

/** The value if it can be how much of something was used, else `null`: a budget counts what agents say of themselves. */
export function amountOf(value: unknown): number | null {
  const amount = numberOf(value);
  return amount !== null && amount >= 0 && amount <= MOST ? amount : null;
}
