import { KINDS } from './ledger.js';
import type { Stage } from './stage.js';
import type { Sums } from './verdict.js';

const SUMS = ['runs', 'kills', 'unanswered', 'run', 'told', 'repeated', 'lost', 'startedTwice', 'hanging'] as const;

/** An account as plain JSON. */
export interface AccountJson {
  readonly sums: Readonly<Record<(typeof SUMS)[number], number>>;
  readonly accepted: readonly (readonly [string, number])[];
  readonly complaints: readonly string[];
}

/** What one part of the harness has seen so far. */
export class Account {
  readonly name: string;
  runs = 0;
  kills = 0;
  /** Calls that were carried out and never answered. */
  unanswered = 0;
  run = 0;
  told = 0;
  repeated = 0;
  lost = 0;
  startedTwice = 0;
  hanging = 0;
  readonly accepted = new Map<string, number>();
  readonly complaints: string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /**
   * Adds what one stage has come to, and answers what is wrong with it. Each message may be repeated once for each kill and
   * for each of the `unanswered` calls.
   */
  add(what: string, stage: Stage, sums: Sums, unanswered = 0): readonly string[] {
    const { run, told, lost, startedTwice, hanging, accepted } = sums;
    const repeated = sums.repeats.length;
    const allowed = stage.kills + unanswered;
    const tooMany =
      sums.mostRepeats > allowed ? [`repeated more than ${allowed} times: ${sums.repeats.join(', ')}`] : [];
    const complaints = [...sums.complaints, ...tooMany, ...stage.oddities].map((text) => `${what}: ${text}`);
    const all = { runs: 1, kills: stage.kills, unanswered, run, told, repeated, lost, startedTwice, hanging };
    this.merge({ sums: all, accepted: [...accepted], complaints });
    return complaints;
  }

  /** Something else is not as it should be. */
  complain(what: string, text: string): void {
    this.complaints.push(`${what}: ${text}`);
  }

  /** All in all there may be no more repeats than kills and unanswered calls. */
  get holds(): boolean {
    return this.complaints.length === 0 && this.repeated <= this.kills + this.unanswered;
  }

  /** Everything in it, as another process can take it over with `merge`. */
  toJSON(): AccountJson {
    const { runs, kills, unanswered, run, told, repeated, lost, startedTwice, hanging, complaints } = this;
    const sums = { runs, kills, unanswered, run, told, repeated, lost, startedTwice, hanging };
    return { sums, accepted: [...this.accepted], complaints };
  }

  /** Adds another account. */
  merge({ sums, accepted, complaints }: AccountJson): void {
    for (const name of SUMS) this[name] += sums[name];
    for (const [kind, count] of accepted) this.accepted.set(kind, (this.accepted.get(kind) ?? 0) + count);
    this.complaints.push(...complaints);
  }

  /** How many were accepted of each kind, in words. */
  get acceptedText(): string {
    const parts = KINDS.flatMap((kind) => (this.accepted.has(kind) ? [`${this.accepted.get(kind)} ${kind}`] : []));
    return parts.join(', ');
  }

  get acceptedCount(): number {
    return [...this.accepted.values()].reduce((sum, count) => sum + count, 0);
  }
}

const COLUMNS = ['kills', 'accepted', 'run', 'told', 'repeated', 'lost', 'twice', 'hanging'] as const;

/** A table of all parts, with the sums and what was accepted below. */
export function table(accounts: readonly Account[]): readonly string[] {
  const rows = accounts.map((one) => ({ name: one.name, cells: cellsOf(one) }));
  const sums = COLUMNS.map((_, column) => rows.reduce((sum, row) => sum + (row.cells[column] ?? 0), 0));
  const line = (name: string, cells: readonly (string | number)[]) =>
    name.padEnd(34) + cells.map((cell) => `${cell}`.padStart(10)).join('');
  return [
    line('', COLUMNS),
    ...rows.map(({ name, cells }) => line(name, cells)),
    line('all', sums),
    '',
    ...accounts.map((one) => `accepted in ${one.name}: ${one.acceptedText}`),
  ];
}

function cellsOf(one: Account): readonly number[] {
  return [one.kills, one.acceptedCount, one.run, one.told, one.repeated, one.lost, one.startedTwice, one.hanging];
}
