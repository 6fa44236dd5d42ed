import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
/** The value below which the given part of all lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** `name: value unit`, aligned for reading. */
export function line(name: string, value: number, unit: string): string {
  const shown = value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);
  return `${name.padEnd(52)} ${shown.padStart(10)} ${unit}`;
}

/** How long a program that nothing happens to has given spare memory back for sure. */
export const QUIET_MS = 35_000;

/** What the system counts as a program's memory, as Linux tells it. */
export function residentMb({ pid }: ChildProcess): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}
