import { errorText } from '../../../domain/error-text.js';
import type { RunEvent } from '../../../domain/run/run-event.js';
import { type OutputLine, parseJsonLine } from '../lines/json-lines.js';
import type { ProcessExit } from '../process/engine-process.js';
import type { Translator } from '../profile/engine-profile.js';
import { changed, ended, plainAction } from '../stream/action-events.js';
import { oneLine, shortened } from '../stream/tool-text.js';

const UNREAD_LINES = 5;

/** Lines of one run's output to events: translates what can be read and says what could not. */
export class StreamEvents {
  readonly #translator: Translator;
  #garbage = 0;
  #tooLong = 0;
  #broken = 0;
  #understood = 0;
  #unread: string[] = [];

  constructor(translator: Translator) {
    this.#translator = translator;
  }

  /** Whether a line that could be read has come; a program may ask for a login on standard output before. */
  get understood(): boolean {
    return this.#understood > 0;
  }

  /** The beginning of what could not be read. */
  get unread(): string {
    return this.#unread.join('\n');
  }

  /** The events of one line. Never throws. */
  of(line: OutputLine): readonly RunEvent[] {
    if (line.kind === 'too-long') return this.#dropped(line.bytes);
    if (line.text.trim() === '') return [];
    const parsed = parseJsonLine(line.text);
    if (parsed === null) return this.#notJson(line.text);
    this.#understood++;
    return this.#guarded(() => this.#translator.translate(parsed));
  }

  /** What is certain only now that the program is gone. Never throws. */
  atEnd(exit: ProcessExit): readonly RunEvent[] {
    return this.#guarded(() => this.#translator.atEnd(exit));
  }

  /** A translator's bug costs the line that shows it, never the run. */
  #guarded(translate: () => readonly RunEvent[]): readonly RunEvent[] {
    try {
      return translate();
    } catch (error) {
      this.#broken++;
      const message = errorText(error);
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
    if (this.#unread.length < UNREAD_LINES) this.#unread.push(shortened(text, 300));
    if ((this.#garbage & (this.#garbage - 1)) !== 0) return [];
    const lines = this.#garbage === 1 ? 'a line' : `${this.#garbage} lines`;
    const title = `${lines} of output could not be read: ${oneLine(text, 200)}`;
    return [changed(plainAction('stream.garbage', 'warning', title))];
  }
}
