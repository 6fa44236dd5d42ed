import type { Alarm } from '../../domain/ports/alarm.js';
import type { ConfigSource, GoodReading, Reading } from '../ports/config-source.js';
import type { GoodFile, GoodFiles } from '../ports/good-files.js';
import { holdReason } from './hold-policy.js';

/** How long after a bad reading the file is read again, in milliseconds, and how often at most: it may just be being saved. */
const [NEXT_LOOK_MS, MOST_LOOKS] = [100, 5];

/** What a start goes by. */
export interface Beginning {
  /** What is put in force: what the file says, else the last file that was good. */
  readonly reading: Reading;
  /** What the file says, if that is not what is put in force. */
  readonly refused: (Reading & { readonly ok: false }) | null;
  /** What the file says, if a person has to agree to it first; the latest good file is put in force until then. */
  readonly held: GoodReading | null;
  /** The latest file that an earlier process had put in force. */
  readonly former: GoodFile | null;
  readonly goodFiles: GoodFiles;
}

/**
 * Reads the configuration for a start. A file that can't be used gives way to the latest of those that were good; without
 * one, single entries that are wrong are left out. A file that a running program would have asked about is asked about after a
 * restart too. `stateOf` says where good files are kept if no reading does; `alarm` paces the looks at a bad file.
 */
export async function beginConfig(
  source: ConfigSource,
  keptIn: (stateDirectory: string) => GoodFiles,
  stateOf: () => Promise<string>,
  alarm: Pick<Alarm, 'after'>,
): Promise<Beginning> {
  const strict = await readPatiently(source, alarm);
  const lenient = strict.ok ? strict : await source.read({ lenient: true });
  const goodFiles = keptIn(lenient.ok ? lenient.config.stateDirectory : await stateOf());
  const kept = await goodFiles.list();
  const former = kept[0] ?? null;
  const good = strict.ok && former?.digest === strict.digest ? null : await latestGood(source, goodFiles, kept);
  if (strict.ok) {
    const isHeld = good !== null && holdReason(good.config, strict.config) !== null;
    return { reading: isHeld ? good : strict, refused: null, held: isHeld ? strict : null, former, goodFiles };
  }
  return { reading: good ?? lenient, refused: good === null ? null : strict, held: null, former, goodFiles };
}

/** What the file says; a bad one is read again until two readings see the same content. */
async function readPatiently(source: ConfigSource, alarm: Pick<Alarm, 'after'>): Promise<Reading> {
  let reading = await source.read({ lenient: false });
  for (let looks = 1; !reading.ok && looks < MOST_LOOKS; looks++) {
    await new Promise<void>((resolve) => void alarm.after(NEXT_LOOK_MS, resolve));
    const again = await source.read({ lenient: false });
    if (again.digest !== null && again.digest === reading.digest) return again;
    reading = again;
  }
  return reading;
}

async function latestGood(
  source: ConfigSource,
  goodFiles: GoodFiles,
  kept: readonly GoodFile[],
): Promise<GoodReading | null> {
  for (const { number } of kept) {
    const text = await goodFiles.text(number);
    const reading = text === null ? null : await source.readText(text);
    if (reading?.ok) return reading;
  }
  return null;
}
