import type { ConfigSource, Reading } from '../ports/config-source.js';
import type { GoodFile, GoodFiles } from '../ports/good-files.js';

/** What a start goes by. */
export interface Beginning {
  /** What is put in force: what the file says, else the last file that was good. */
  readonly reading: Reading;
  /** What the file says, if that is not what is put in force. */
  readonly refused: (Reading & { readonly ok: false }) | null;
  /** The latest file that an earlier process had put in force. */
  readonly former: GoodFile | null;
  readonly goodFiles: GoodFiles;
}

/**
 * Reads the configuration for a start. A file that can't be used gives way to the latest of those that were good; without
 * one, single entries that are wrong are left out. `stateOf` says where good files are kept if no reading does.
 */
export async function beginConfig(
  source: ConfigSource,
  keptIn: (stateDirectory: string) => GoodFiles,
  stateOf: () => Promise<string>,
): Promise<Beginning> {
  const strict = await source.read({ lenient: false });
  const lenient = strict.ok ? strict : await source.read({ lenient: true });
  const goodFiles = keptIn(lenient.ok ? lenient.config.stateDirectory : await stateOf());
  const kept = await goodFiles.list();
  const former = kept[0] ?? null;
  if (strict.ok) return { reading: strict, refused: null, former, goodFiles };
  for (const { number } of kept) {
    const text = await goodFiles.text(number);
    const reading = text === null ? null : await source.readText(text);
    if (reading?.ok) return { reading, refused: strict, former, goodFiles };
  }
  return { reading: lenient, refused: null, former, goodFiles };
}
