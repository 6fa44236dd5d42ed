import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Part, Scale } from './part.js';

const OWN_PROGRAM = fileURLToPath(new URL('../../../bin/untether.js', import.meta.url));

/** What the bench is asked to do. */
export interface Options {
  readonly parts: readonly Part[];
  /** The built program. */
  readonly program: string;
  readonly scale: Scale;
  /** How often each part is measured; what is printed is the median. */
  readonly runs: number;
  readonly minutes: number;
  /** The numbers of triggers that are measured; `null` for the usual ones. */
  readonly triggers: readonly number[] | null;
  /** Where everything is written as JSON. */
  readonly json: string | null;
  /** Measure only what has a budget, and judge it. */
  readonly budgets: boolean;
  /** Another built program to compare with. */
  readonly against: string | null;
  /** How often the two are measured, one right after the other. */
  readonly pairs: number;
}

/** Reads the command line; throws a sentence about what is wrong with it. Of the parts, those not asked for are left out. */
export function readOptions(all: readonly Part[], args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      runs: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '10' },
      triggers: { type: 'string' },
      json: { type: 'string' },
      budgets: { type: 'boolean', default: false },
      program: { type: 'string' },
      against: { type: 'string' },
      pairs: { type: 'string', default: '7' },
    },
  });
  return {
    parts: named(all, values.only),
    program: values.program === undefined ? OWN_PROGRAM : programAt(values.program),
    scale: values.quick ? 'quick' : 'full',
    runs: positive('runs', values.runs),
    minutes: positive('minutes', values.minutes, /^\d+(\.\d+)?$/),
    triggers: values.triggers?.split(',').map((count) => positive('triggers', count)) ?? null,
    json: values.json ?? null,
    budgets: values.budgets,
    against: values.against === undefined ? null : programAt(values.against),
    pairs: positive('pairs', values.pairs),
  };
}

function named(all: readonly Part[], only: string | undefined): readonly Part[] {
  if (only === undefined) return all;
  const names = only.split(',');
  const unknown = names.find((name) => !all.some((part) => part.name === name));
  if (unknown !== undefined) {
    const known = all.map(({ name, measures }) => `  ${name.padEnd(9)} ${measures}`).join('\n');
    throw new Error(`--only ${unknown}: there is no such part. These are there:\n${known}`);
  }
  return all.filter(({ name }) => names.includes(name));
}

function positive(name: string, text: string, form = /^\d+$/): number {
  if (!form.test(text) || Number(text) === 0) throw new Error(`--${name} ${text}: give a number above 0`);
  return Number(text);
}

/** A program may be given as its own path or as the directory that it was built in. */
function programAt(path: string): string {
  const there = resolve(path);
  const program = existsSync(there) && statSync(there).isDirectory() ? join(there, 'bin/untether.js') : there;
  if (!existsSync(program)) throw new Error(`${program}: there is no such program`);
  return program;
}
