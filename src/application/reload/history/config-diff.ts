import type { ConfigSource, GoodReading } from '../../ports/config/config-source.js';
import type { GoodFiles } from '../../ports/config/good-files.js';
import { configDifference } from '../../wording/reload/config-difference.js';
import { differenceLines } from '../../wording/reload/difference-text.js';
import { wideningLines } from '../../wording/reload/widening-text.js';
import { codeSpan } from '../../wording/text/markdown.js';
import type { ConfigReloader } from '../config-reloader.js';
import { reasons } from '../reload-report.js';

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
    const reading = await this.#source.read({ lenient: false });
    if (!reading.ok) {
      return `⚠️ The file can't be applied as it is.${reasons({ kind: 'invalid', problems: reading.problems })}`;
    }
    return this.#between('The file', reading);
  }

  /** From what is live to the file of an earlier generation; Markdown. */
  async ofGeneration(number: number): Promise<string> {
    const text = await this.#files.text(number);
    if (text === null) {
      return `❌ The file of configuration ${number} is not kept. ${codeSpan('/rollback')} lists those that are.`;
    }
    const reading = await this.#source.readText(text);
    if (!reading.ok) {
      const problems = reasons({ kind: 'invalid', problems: reading.problems });
      return `⚠️ Configuration ${number} can no longer be applied.${problems}`;
    }
    return this.#between(`Configuration ${number}`, reading);
  }

  #between(what: string, reading: GoodReading): string {
    const { inForce } = this.#reloader;
    if (inForce === null) return `${what} is right; nothing is live yet.`;
    const { generation } = inForce;
    const lines = differenceLines(configDifference(inForce.reading.settings, reading.settings));
    const wider = wideningLines(reading.allows.over(inForce.reading.allows)).map((line) => `⚠️ ${line}`);
    if (lines.length + wider.length === 0) return `${what} says what is live (configuration ${generation.number}).`;
    return [`From what is live (configuration ${generation.number}) to ${what}:`, ...lines, ...wider].join('  \n');
  }
}
