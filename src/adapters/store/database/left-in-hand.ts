import { readFileSync } from 'node:fs';
import type { RowId } from '../../../domain/ids.js';

/** What a process had in hand when it died. */
export interface LeftInHand {
  /** Names the process; `null` if it said nothing about itself. */
  readonly process: string | null;
  readonly rows: readonly RowId[];
  readonly parcels: readonly number[];
}

/** Reads what a `WorkInHandFile` has noted as taken more often than left; nothing where there is no such file. */
export function leftInHand(path: string): LeftInHand {
  let process: string | null = null;
  const held = new Map<string, number>();
  for (const [, own, sign, name = ''] of textOf(path).matchAll(/^(?:=([0-9a-f]{32})|([+-])(p?\d{1,15}))$/gm)) {
    if (own !== undefined) {
      process = own;
      held.clear();
    } else held.set(name, (held.get(name) ?? 0) + (sign === '+' ? 1 : -1));
  }
  const left = [...held].flatMap(([name, times]) => (times > 0 ? name : []));
  return {
    process,
    rows: left.filter((name) => !name.startsWith('p')).map(Number),
    parcels: left.filter((name) => name.startsWith('p')).map((name) => Number(name.slice(1))),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
