import type { ConfigSource, Reading } from '../../ports/config/config-source.js';
import type { GoodFiles } from '../../ports/config/good-files.js';
import { type Compared, configDiffText } from '../../wording/reload/config-diff-text.js';
import { configDifference } from '../../wording/reload/config-difference.js';
import type { ConfigReloader } from '../config-reloader.js';

/** Says what would change if the file, or a file of before, were put in force. */
export class ConfigDiff {
  readonly #source: ConfigSource;
  readonly #files: GoodFiles;
  readonly #reloader: ConfigReloader;

  constructor(source: ConfigSource, files: GoodFiles, reloader: ConfigReloader) {
    this.#source = source;
    this.#files = files;
    this.#reloader = reloader;
  }

  /** From what is live to what the file says now; Markdown. */
  async ofFile(): Promise<string> {
    return this.#compared({ kind: 'file' }, await this.#source.read({ lenient: false }));
  }

  /** From what is live to the file of an earlier generation; Markdown. */
  async ofGeneration(number: number): Promise<string> {
    const text = await this.#files.text(number);
    if (text === null) return configDiffText({ kind: 'not-kept', number });
    return this.#compared({ kind: 'configuration', number }, await this.#source.readText(text));
  }

  #compared(of: Compared, reading: Reading): string {
    if (!reading.ok) return configDiffText({ kind: 'invalid', of, problems: reading.problems });
    const { inForce } = this.#reloader;
    if (inForce === null) return configDiffText({ kind: 'nothing-live', of });
    return configDiffText({
      kind: 'compared',
      of,
      live: inForce.generation.number,
      difference: configDifference(inForce.reading.settings, reading.settings),
      widened: reading.allows.over(inForce.reading.allows),
    });
  }
}
