import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import type { ButtonNumbers } from './button-numbers.js';
import { messageLines } from './chat-text.js';
import { wrap } from './wrap.js';

/** The lines of a chat, wrapped for a terminal; each message is wrapped once for a width until it changes, however often it is drawn. */
export class WrappedChat {
  readonly #numbers: ButtonNumbers;
  #columns = 0;
  #wrapped = new WeakMap<LoggedMessage, readonly string[]>();

  constructor(numbers: ButtonNumbers) {
    this.#numbers = numbers;
  }

  /** All messages, oldest first, each followed by an empty line. */
  lines(messages: readonly LoggedMessage[], columns: number): readonly string[] {
    if (columns !== this.#columns) this.#wrapped = new WeakMap();
    this.#columns = columns;
    return messages.flatMap((message) => [...this.#linesOf(message), '']);
  }

  #linesOf(message: LoggedMessage): readonly string[] {
    const known = this.#wrapped.get(message);
    if (known !== undefined) return known;
    const look = { numbers: this.#numbers, ansi: true };
    const lines = messageLines(message, look).flatMap((line) => wrap(line, this.#columns));
    this.#wrapped.set(message, lines);
    return lines;
  }
}
