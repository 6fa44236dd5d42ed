import { setTimeout as pause } from 'node:timers/promises';
import { FreePorts } from './free-port.js';
import { Random } from './random.js';
import { SAVE_KINDS, type SaveKind, save } from './save-kinds.js';
import { type Layout, SaveStage } from './save-stage.js';

/** How long a save may take to become live before it counts as missed, in milliseconds. */
const PATIENCE_MS = 60_000;
/** How long the same content may stay without effect, in milliseconds. */
const UNCHANGED_MS = 120;
/**
 * What the promise covers on any machine: pauses below the settle time. Longer ones are waited for by the pauses before them,
 * but only by those that the program was awake to see.
 */
const SETTLE_MS = 20;

/** What became of the saves of one kind. */
export interface SaveTally {
  readonly kind: SaveKind;
  count: number;
  missed: number;
  torn: number;
  /** Written with longer pauses than the promise covers; what they did to it is not held against it. */
  beyond: number;
  /** From the end of the save, in milliseconds. */
  readonly liveMs: number[];
}

/** What became of all of them. */
export interface SaveReport {
  readonly tallies: readonly SaveTally[];
  /** What was told of saves in progress as if they were mistakes. */
  readonly falseAlarms: readonly string[];
  readonly holds: boolean;
}

/** Saves the configuration of the running program so often in all the ways that there are, in an order of chance. */
export async function playSaves(
  saves: number,
  seed: number,
  say: (line: string) => void,
  {
    kinds = SAVE_KINDS,
    settleMs = SETTLE_MS,
  }: { readonly kinds?: readonly SaveKind[]; readonly settleMs?: number } = {},
): Promise<SaveReport> {
  const random = new Random(seed);
  const tallies = kinds.map((kind) => ({ kind, count: 0, missed: 0, torn: 0, beyond: 0, liveMs: [] }));
  const ports = new FreePorts();
  const each = Array.from({ length: saves }, (_, index) => tallies[index % tallies.length]).filter(
    (one) => one !== undefined,
  );
  const falseAlarms: string[] = [];
  for (const layout of ['plain', 'mounted'] as const) {
    const mine = each.filter(({ kind }) => layoutOf(kind) === layout);
    if (mine.length === 0) continue;
    await using stage = await SaveStage.open(layout, await ports.take(), { settleMs });
    for (const [index, tally] of shuffled(mine, random).entries()) {
      await playOne(stage, tally, index + 1, random);
      if ((index + 1) % 100 === 0) say(`  ${index + 1} of ${mine.length} saves, the file ${layout}`);
    }
    falseAlarms.push(...stage.falseAlarms);
  }
  return { tallies, falseAlarms, holds: tallies.every(({ missed, torn }) => missed + torn === 0) };
}

/** The report as a table. */
export function saveTable({ tallies, falseAlarms }: SaveReport): readonly string[] {
  const line = (cells: readonly (string | number)[]) =>
    cells.map((cell, column) => (column === 0 ? `${cell}`.padEnd(24) : `${cell}`.padStart(10))).join('');
  const sum = (name: 'count' | 'missed' | 'torn' | 'beyond') => tallies.reduce((all, one) => all + one[name], 0);
  const all = tallies.flatMap(({ liveMs }) => liveMs);
  return [
    line(['save', 'count', 'missed', 'torn', 'beyond', 'median ms', 'most ms']),
    ...tallies.map((one) =>
      line([one.kind, one.count, one.missed, one.torn, one.beyond, median(one.liveMs), most(one.liveMs)]),
    ),
    line(['all', sum('count'), sum('missed'), sum('torn'), sum('beyond'), median(all), most(all)]),
    `told as a mistake while it was being saved: ${falseAlarms.length}`,
    ...falseAlarms.map((text) => `  ${text.replaceAll('\n', ' ')}`),
  ];
}

async function playOne(stage: SaveStage, tally: SaveTally, number: number, random: Random): Promise<void> {
  const generation = await stage.generation();
  const isUnchanged = tally.kind === 'unchanged';
  // Two versions a save, so that a burst has one to be overtaken.
  const [between, next] = [2 * number - 1, 2 * number];
  const it = { file: stage.file, between: stage.version(between), random };
  const gaps = await save(tally.kind, { ...it, text: stage.version(next) });
  tally.count++;
  if (isUnchanged) {
    await pause(UNCHANGED_MS);
    if ((await stage.generation()) !== generation) tally.torn++;
    // The next save counts on this one's version.
    await save('rename', { ...it, text: stage.version(next) });
    await becomesLive(stage, next);
    return;
  }
  const saved = performance.now();
  const seen = await becomesLive(stage, next);
  if (seen.live) tally.liveMs.push(performance.now() - saved);
  else tally.missed++;
  const most = generation + (tally.kind === 'two in a burst' ? 2 : 1);
  const torn = seen.torn || (await stage.generation()) > most;
  const beyond = !isCovered(gaps);
  if (beyond) tally.beyond++;
  else if (torn) tally.torn++;
  await pause(random.between(0, 30));
}

async function becomesLive(
  stage: SaveStage,
  version: number,
): Promise<{ readonly live: boolean; readonly torn: boolean }> {
  const deadline = performance.now() + PATIENCE_MS;
  let torn = false;
  while (performance.now() < deadline) {
    if (await stage.isLive(version)) return { live: true, torn };
    torn ||= await stage.isTorn(version);
  }
  return { live: false, torn };
}

/** The first gap lies before the first piece: the file is empty until then, which is no configuration. */
function isCovered(gaps: readonly number[]): boolean {
  return gaps.slice(1).every((gap) => gap < SETTLE_MS);
}

function layoutOf(kind: SaveKind): Layout {
  return kind === 'symlink swap' ? 'mounted' : 'plain';
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function median(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]?.toFixed(1) ?? '-';
}

function most(values: readonly number[]): string {
  return values.length === 0 ? '-' : Math.max(...values).toFixed(1);
}
