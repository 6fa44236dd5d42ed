import { setTimeout as pause } from 'node:timers/promises';
import { FreePorts } from './free-port.js';
import { Random } from './random.js';
import { SAVE_KINDS, type SaveKind, save } from './save-kinds.js';
import { SaveStage } from './save-stage.js';

/** Between the start of the process and the moment at which it listens. */
const INSTANTS = 50;
/** How long an edit may take to become live before it counts as missed, in milliseconds; the start is part of it. */
const PATIENCE_MS = 30_000;
const LOOK_MS = 10;

/** What became of edits that were saved while the program started. */
export interface EarlySaveReport {
  readonly edits: number;
  /** The edits that did not become live, each in words. */
  readonly missed: readonly string[];
  /** From the start of the process until it listens, as measured before, in milliseconds. */
  readonly startMs: number;
  readonly holds: boolean;
}

/** Starts the program again and again, and saves the file at another instant of each start, in all ways that there are. */
export async function playEarlySaves(
  edits: number,
  seed: number,
  say: (line: string) => void,
  parallel = 2,
): Promise<EarlySaveReport> {
  const random = new Random(seed);
  const ports = new FreePorts();
  const kinds = SAVE_KINDS.filter((kind) => kind !== 'unchanged' && kind !== 'symlink swap');
  const missed: string[] = [];
  const starts: number[] = [];
  let next = 0;
  const hand = async () => {
    await using stage = await SaveStage.prepare('plain', await ports.take());
    const startMs = await startTime(stage);
    starts.push(startMs);
    for (let edit = next++; edit < edits; edit = next++) {
      const kind = kinds[random.below(kinds.length)] ?? 'rename';
      const afterMs = ((edit % INSTANTS) / INSTANTS) * startMs;
      const trouble = await saveEarly(stage, { kind, afterMs, version: 2 * edit + 2, random });
      if (trouble !== null) missed.push(`${kind}, ${Math.round(afterMs)} ms after the start: ${trouble}`);
      if ((edit + 1) % 50 === 0) say(`  ${edit + 1} of ${edits} edits during a start, ${missed.length} missed`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, hand));
  return { edits, missed, startMs: Math.max(...starts), holds: missed.length === 0 };
}

/** The report in lines. */
export function earlySaveLines({ edits, missed, startMs }: EarlySaveReport): readonly string[] {
  const over = `${INSTANTS} instants of a start of ${Math.round(startMs)} ms`;
  return [
    `${edits} edits saved during a start, over ${over}: ${missed.length} missed`,
    ...missed.map((one) => `  ✗ ${one}`),
  ];
}

interface EarlySave {
  readonly kind: SaveKind;
  readonly afterMs: number;
  readonly version: number;
  readonly random: Random;
}

/** What kept the edit from becoming live, or `null`. */
async function saveEarly(stage: SaveStage, { kind, afterMs, version, random }: EarlySave): Promise<string | null> {
  const program = stage.launch();
  try {
    await pause(afterMs);
    const { file } = stage;
    await save(kind, { file, text: stage.version(version), between: stage.version(version - 1), random });
    const deadline = performance.now() + PATIENCE_MS;
    while (!(await stage.isLive(version))) {
      if (program.exitCode !== null)
        return `the program ended with ${program.exitCode}: ${stage.rig.output.slice(-500)}`;
      if (performance.now() > deadline) return 'not live';
      await pause(LOOK_MS);
    }
    return null;
  } finally {
    program.kill('SIGKILL');
    await stage.rig.ended(program);
  }
}

/** The longest of three starts, so that the instants reach beyond the moment at which most of them listen. */
async function startTime(stage: SaveStage): Promise<number> {
  const times: number[] = [];
  for (let start = 0; start < 3; start++) {
    const began = performance.now();
    const program = stage.launch();
    while (!(await stage.isLive(0))) await pause(LOOK_MS);
    times.push(performance.now() - began);
    program.kill('SIGKILL');
    await stage.rig.ended(program);
  }
  return Math.max(...times);
}
