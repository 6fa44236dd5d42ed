import { isJsonObject } from '../../../domain/json-shape.js';

/** An object from outside, whose members may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object, or `null` if it is none. */
export function fieldsOf(value: unknown): Fields | null {
  return isJsonObject(value) ? value : null;
}

/** The value as an integer that a number holds exactly, or `null` if it is none. */
export function integerOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** The value as a text, or `null` if it is none. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The value as a list, empty if it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
