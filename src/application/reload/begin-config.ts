import type { Alarm } from '../../domain/ports/alarm.js';
import type { ConfigSource, GoodReading, Reading } from '../ports/config/config-source.js';
import type { GoodFile, GoodFiles } from '../ports/config/good-files.js';
import { holdReason } from '../values/hold-policy.js';
import type { EarlierRecord } from '../values/reload/earlier-record.js';

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
  /** What it said: the same as `reading`, or what that is judged against. Two where the records differ. */
  readonly before: readonly GoodReading[];
  readonly record: EarlierRecord;
  readonly goodFiles: GoodFiles;
}

/** Where what was applied before is kept: in the state directory, and as a copy apart from it. */
export interface Records {
  readonly keptIn: (stateDirectory: string) => GoodFiles;
  readonly copy: GoodFiles;
}

/** What a configuration is begun with. */
export interface BeginTools {
  /** Says where state is kept if no reading does. */
  readonly stateOf: () => Promise<string>;
  /** Paces the looks at a bad file. */
  readonly alarm: Pick<Alarm, 'after'>;
}

/** A file that was kept, and where. */
interface Kept {
  readonly file: GoodFile;
  readonly files: GoodFiles;
}

/**
 * Reads the configuration for a start. A file that can't be used gives way to the latest of those that were good; without
 * one, single entries that are wrong are left out. A file that a running program would have asked about is asked about after a
 * restart too, by what either record says.
 */
export async function beginConfig(
  source: ConfigSource,
  { keptIn, copy }: Records,
  { stateOf, alarm }: BeginTools,
): Promise<Beginning> {
  const strict = await readPatiently(source, alarm);
  const lenient = strict.ok ? strict : await source.read({ lenient: true });
  const goodFiles = keptIn(lenient.ok ? lenient.config.stateDirectory : await stateOf());
  const own = (await goodFiles.list()).map((file) => ({ file, files: goodFiles }));
  const apart = (await copy.list().catch(() => [])).slice(0, 1).map((file) => ({ file, files: copy }));
  const kept = [...own, ...apart].toSorted((a, b) => b.file.number - a.file.number);
  const shared = { former: kept[0]?.file ?? null, record: recordOf(own[0], apart[0]), goodFiles };
  if (!strict.ok) {
    const good = await firstGood(source, kept);
    return { ...shared, reading: good ?? lenient, refused: good === null ? null : strict, held: null, before: [] };
  }
  const isStale = (own[0]?.file.number ?? 0) > (apart[0]?.file.number ?? 0);
  const before = await latestOf(source, own, isStale ? [] : apart);
  const asking = before.find(
    (good) => good.digest !== strict.digest && holdReason(good.config, strict.config) !== null,
  );
  const beginning = { ...shared, refused: null, before };
  return asking === undefined
    ? { ...beginning, reading: strict, held: null }
    : { ...beginning, reading: asking, held: strict };
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

/** A copy that is older is what a process leaves that ends between the two writes. */
function recordOf(own: Kept | undefined, apart: Kept | undefined): EarlierRecord {
  if (apart === undefined) return own === undefined ? 'none' : 'whole';
  if (own === undefined) return 'removed';
  const [mine, other] = [own.file, apart.file];
  if (mine.number > other.number) return 'whole';
  return mine.number === other.number && mine.digest === other.digest ? 'whole' : 'altered';
}

/** What was applied last by the state directory's record, and by the copy where that says something else. */
async function latestOf(
  source: ConfigSource,
  own: readonly Kept[],
  apart: readonly Kept[],
): Promise<readonly GoodReading[]> {
  const [mine, other] = [await firstGood(source, own), await firstGood(source, apart)];
  const found = [mine, other].filter((reading) => reading !== null);
  return mine !== null && other !== null && mine.text.equals(other.text) && mine.overrides.equals(other.overrides)
    ? [mine]
    : found;
}

async function firstGood(source: ConfigSource, kept: readonly Kept[]): Promise<GoodReading | null> {
  for (const { file, files } of kept) {
    const content = await files.content(file.number);
    const reading = content === null ? null : await source.readText(content.text, content.overrides);
    if (reading?.ok) return reading;
  }
  return null;
}
