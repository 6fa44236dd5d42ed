import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { budgetLine, judgeBudgets, readBudgets } from './budgets.js';
import { COMPARISON_HEADER, compare, comparisonLine } from './compare.js';
import { measurePart } from './measure-parts.js';
import { type Options, readOptions } from './options.js';
import type { Bench } from './part.js';
import { COMPARED_PARTS, PARTS } from './parts.js';
import { HEADER, lineOf, type Row } from './row.js';
import { closeAll } from './scene/still-open.js';

/** What went wrong may quote all that the program said. */
const LONGEST_ERROR = 3_000;

/** Measures what is asked for and prints it: rows on standard output, how far it is on standard error. */
async function main(): Promise<void> {
  const options = readOptions(PARTS, process.argv.slice(2));
  const report = await reportOf(options);
  if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(report, null, 1)}\n`);
}

function reportOf(options: Options): Promise<unknown> {
  if (options.budgets) return measureBudgets(options);
  return options.against === null ? measure(options) : measurePairs(options, options.against);
}

/** Measures no more than what has a budget; the exit code is 1 if one of them does not hold. */
async function measureBudgets(options: Options) {
  const rows: Row[] = [];
  for (const part of COMPARED_PARTS) {
    rows.push(...(await measurePart(part, { ...benchOf(options, part.name), scale: 'budgets' }, options.runs)));
  }
  const judged = judgeBudgets(rows, readBudgets());
  for (const one of judged) console.log(budgetLine(one));
  if (judged.some(({ holds }) => !holds)) process.exitCode = 1;
  return judged;
}

/** A part that fails takes nothing from the others; the exit code is 1 then. */
async function measure(options: Options): Promise<readonly Row[]> {
  console.log(HEADER);
  const rows: Row[] = [];
  for (const part of options.parts) {
    const bench = benchOf(options, part.name);
    bench.say(`the machine's load is ${loadavg()[0]?.toFixed(1)}`);
    try {
      const measured = await measurePart(part, bench, options.runs);
      for (const row of measured) console.log(lineOf(row));
      rows.push(...measured);
    } catch (error) {
      tellFailure(part.name, error);
    }
  }
  return rows;
}

async function measurePairs(options: Options, against: string) {
  const parts = COMPARED_PARTS.filter((part) => options.parts.includes(part));
  const ours = { ...benchOf(options, 'ours'), scale: 'pair' as const };
  const theirs = { ...benchOf(options, 'theirs'), scale: 'pair' as const, program: against };
  const comparisons = await compare(parts, { ours, theirs }, options.pairs);
  console.log(COMPARISON_HEADER);
  for (const one of comparisons) console.log(comparisonLine(one));
  return comparisons;
}

function benchOf({ program, scale, triggers, minutes }: Options, name: string): Bench {
  return { program, scale, triggers, minutes, say: (text) => console.error(`${name}: ${text}`) };
}

function tellFailure(who: string, error: unknown): void {
  console.error(`${who}: ${`${error instanceof Error ? error.message : error}`.slice(0, LONGEST_ERROR)}`);
  process.exitCode = 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void closeAll().finally(() => process.exit(130)));
}
try {
  await main();
} catch (error) {
  tellFailure('bench', error);
}
