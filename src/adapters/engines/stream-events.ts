import type { RunEvent } from '../../domain/run/run-event.js';
import { changed, ended, plainAction } from './action-events.js';
import type { Translator } from './engine-profile.js';
import { type OutputLine, parseJsonLine } from './json-lines.js';
import type { JsonObject } from './json-value.js';
import { oneLine } from './tool-text.js';

/** Lines of one run's output to events: translates what can be read and says what could not. */
export class StreamEvents {
  readonly #translator: Translator;
  #garbage = 0;
  #tooLong = 0;
  #broken = 0;

  constructor(translator: Translator) {
    this.#translator = translator;
  }

  /** The events of one line. Never throws. */
  of(line: OutputLine): readonly RunEvent[] {
    if (line.kind === 'too-long') return this.#dropped(line.bytes);
    if (line.text.trim() === '') return [];
    const parsed = parseJsonLine(line.text);
    return parsed === null ? this.#notJson(line.text) : this.#translated(parsed);
  }

  /** A translator's bug costs the line that shows it, never the run. */
  #translated(line: JsonObject): readonly RunEvent[] {
    try {
      return this.#translator.translate(line);
    } catch (error) {
      this.#broken++;
      const message = error instanceof Error ? error.message : String(error);
      return [ended(plainAction('stream.broken', 'warning', `${this.#broken} lines not understood`, message), false)];
    }
  }

  #dropped(bytes: number): readonly RunEvent[] {
    this.#tooLong++;
    const title = `a line of ${Math.round(bytes / 1_048_576)} MiB was too long and was dropped`;
    return [ended(plainAction(`stream.too-long.${this.#tooLong}`, 'warning', title), false)];
  }

  /** Told at the first such line and then each time their number has doubled, in one note. */
  #notJson(text: string): readonly RunEvent[] {
    this.#garbage++;
    if ((this.#garbage & (this.#garbage - 1)) !== 0) return [];
    const lines = this.#garbage === 1 ? 'a line' : `${this.#garbage} lines`;
    const title = `${lines} of output could not be read: ${oneLine(text, 200)}`;
    return [changed(plainAction('stream.garbage', 'warning', title))];
  }
}
