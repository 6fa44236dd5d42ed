import type { Keyboard, KeyboardButton } from '../calls/bot-calls.js';
import type { FormattedText } from '../text/formatted-text.js';

/** What a message looks like. */
export interface Looks {
  readonly text: FormattedText;
  readonly keyboard: Keyboard;
}

/** What can be left out of a message, in this order. */
const ORNAMENTS = ['text-styles', 'button-styles', 'copy-buttons', 'buttons'] as const;
type Ornament = (typeof ORNAMENTS)[number];

/** What a Bot API server says of buttons that it doesn't take. */
const ABOUT_BUTTONS = /button|keyboard|markup|copy_text/i;

/**
 * A message that loses, each time that Telegram refuses it, what it may have been refused for: the styles of its text, then
 * those of its buttons, then the buttons that copy, then all of them. A Bot API server of one's own may be older than they are.
 */
export class Bareness {
  #looks: Looks;

  constructor(looks: Looks) {
    this.#looks = looks;
  }

  /** What is left of it. */
  get looks(): Looks {
    return this.#looks;
  }

  /** Leaves something out because of a refusal in these words; `false` if there is nothing left to leave out. */
  strip(reason: string): boolean {
    const there = ORNAMENTS.filter((one) => has(this.#looks, one));
    const next = ABOUT_BUTTONS.test(reason) ? (there.find((one) => one !== 'text-styles') ?? there[0]) : there[0];
    if (next === undefined) return false;
    this.#looks = without(this.#looks, next);
    return true;
  }
}

function has({ text, keyboard }: Looks, ornament: Ornament): boolean {
  switch (ornament) {
    case 'text-styles':
      return text.entities.length > 0;
    case 'button-styles':
      return keyboard.flat().some((button) => 'style' in button);
    case 'copy-buttons':
      return keyboard.flat().some(copies);
    case 'buttons':
      return keyboard.length > 0;
  }
}

function without({ text, keyboard }: Looks, ornament: Ornament): Looks {
  switch (ornament) {
    case 'text-styles':
      return { text: { text: text.text, entities: [] }, keyboard };
    case 'button-styles':
      return { text, keyboard: keyboard.map((row) => row.map(plain)) };
    case 'copy-buttons': {
      const rows = keyboard.map((row) => row.filter((button) => !copies(button)));
      return { text, keyboard: rows.filter((row) => row.length > 0) };
    }
    case 'buttons':
      return { text, keyboard: [] };
  }
}

function plain(button: KeyboardButton): KeyboardButton {
  return 'callback_data' in button ? { text: button.text, callback_data: button.callback_data } : button;
}

function copies(button: KeyboardButton): boolean {
  return 'copy_text' in button;
}
