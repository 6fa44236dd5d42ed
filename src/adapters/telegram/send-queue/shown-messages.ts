import type { MessageRef } from '../../../domain/ids.js';
import type { Keyboard } from '../calls/bot-calls.js';
import type { FormattedText } from '../text/formatted-text.js';

const REMEMBERED = 500;

/** What the latest messages show, so that showing the same again costs no call. */
export class ShownMessages {
  readonly #shown = new Map<string, string>();

  /** Whether the message shows exactly this. */
  is(message: MessageRef, text: FormattedText, keyboard: Keyboard): boolean {
    return this.#shown.get(keyOf(message)) === print(text, keyboard);
  }

  /** The message shows this now. */
  note(message: MessageRef, text: FormattedText, keyboard: Keyboard): void {
    this.forget(message);
    this.#shown.set(keyOf(message), print(text, keyboard));
    const oldest = this.#shown.keys().next();
    if (this.#shown.size > REMEMBERED && oldest.done !== true) this.#shown.delete(oldest.value);
  }

  /** Nobody knows what the message shows. */
  forget(message: MessageRef): void {
    this.#shown.delete(keyOf(message));
  }
}

function keyOf(message: MessageRef): string {
  return `${message.chatId}:${message.messageId}`;
}

function print(text: FormattedText, keyboard: Keyboard): string {
  return JSON.stringify([text.text, text.entities, keyboard]);
}
