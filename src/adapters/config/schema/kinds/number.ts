import { fail, ok, type Result } from '../../../../domain/result.js';
import type { Complaint } from '../../faults/fault.js';
import { describe, type TreeValue } from '../../toml/tree.js';
import type { Kind } from './kind.js';

/** Limits of a number, inclusive unless the name says otherwise. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  /** The number must be greater than this. */
  readonly above?: number;
}

/** A whole number; text and fractions are taken too if they say one exactly. */
export function integer(bounds: Bounds = {}): Kind<number> {
  return numeric('whole number', 'integer', bounds, (raw) => {
    if (typeof raw === 'string' && /^\s*[+-]?\d+\s*$/.test(raw)) return safe(BigInt(raw.trim().replace(/^\+/, '')));
    if (typeof raw === 'number' && Number.isSafeInteger(raw)) return raw;
    return typeof raw === 'bigint' ? safe(raw) : null;
  });
}

/** A whole number, written as one. */
export function strictInteger(bounds: Bounds = {}): Kind<number> {
  return numeric('whole number', 'integer', bounds, (raw) => (typeof raw === 'bigint' ? safe(raw) : null));
}

/** A number, perhaps with a fraction; text is taken if it says one. */
export function decimal(bounds: Bounds = {}): Kind<number> {
  return numeric('number', 'number', bounds, (raw) => {
    if (typeof raw === 'string' && /^\s*[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/.test(raw)) return finite(Number(raw));
    return typeof raw === 'number' ? finite(raw) : typeof raw === 'bigint' ? safe(raw) : null;
  });
}

function numeric(
  noun: string,
  type: string,
  bounds: Bounds,
  numberIn: (raw: TreeValue) => number | null,
): Kind<number> {
  const hint = `Write a ${noun}${inWords(bounds)} without quotes.`;
  return {
    type: `${type}${inShort(bounds)}`,
    textual: false,
    read(raw): Result<number, Complaint> {
      const value = numberIn(raw);
      if (value === null) return fail({ message: `Expected a ${noun}, but this is ${what(raw)}.`, hint });
      if (within(value, bounds)) return ok(value);
      return fail({ message: `${value} is out of range.`, hint });
    },
  };
}

function what(raw: TreeValue): string {
  if (typeof raw === 'bigint') return 'too large a number';
  return typeof raw === 'number' && !Number.isFinite(raw) ? 'not finite' : describe(raw);
}

function within(value: number, { min = -Infinity, max = Infinity, above = -Infinity }: Bounds): boolean {
  return value >= min && value <= max && value > above;
}

function inWords({ min, max, above }: Bounds): string {
  const least = above !== undefined ? `above ${above}` : min !== undefined ? `of at least ${min}` : '';
  if (max === undefined) return least === '' ? '' : ` ${least}`;
  if (above !== undefined) return ` above ${above} and up to ${max}`;
  return min === undefined ? ` of at most ${max}` : ` from ${min} to ${max}`;
}

function inShort({ min, max, above }: Bounds): string {
  if (above !== undefined) return max === undefined ? `, > ${above}` : `, > ${above}, ≤ ${max}`;
  if (min === undefined) return max === undefined ? '' : `, ≤ ${max}`;
  return max === undefined ? `, ≥ ${min}` : `, ${min}–${max}`;
}

function safe(value: bigint): number | null {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : null;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
