import type { LoggedMessage } from '../support/telegram-server/chat-log.js';

/** A button that can be pressed. */
export interface NumberedButton {
  readonly number: number;
  readonly messageId: number;
  readonly data: string;
}

/** Gives each button a number that it keeps for good, so that a number never means another button than it did a moment ago. */
export class ButtonNumbers {
  readonly #known = new Map<string, NumberedButton>();
  #next: number;

  constructor(first: number) {
    this.#next = first;
  }

  /** The number of a button under a message; a button that only copies has none. */
  of({ messageId }: Pick<LoggedMessage, 'messageId'>, data: string): number | null {
    if (data === '') return null;
    const key = `${messageId} ${data}`;
    const known = this.#known.get(key) ?? { number: this.#next++, messageId, data };
    this.#known.set(key, known);
    return known.number;
  }

  /** The button that has the number, if it is still there. */
  find(number: number, messages: readonly LoggedMessage[]): NumberedButton | null {
    const known = [...this.#known.values()].find((one) => one.number === number);
    const message = messages.find(({ messageId }) => messageId === known?.messageId);
    const isThere = message?.now.buttons.flat().some(({ data }) => data === known?.data) ?? false;
    return known !== undefined && isThere ? known : null;
  }
}
