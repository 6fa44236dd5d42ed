import type { ChatId, UserId } from '../ids.js';
import { offeredCode, type PairingCode } from './pairing-code.js';

/** How long a code is valid, in milliseconds. */
export const PAIRING_LASTS_MS = 15 * 60_000;
/** So many wrong codes end a pairing. */
export const MOST_WRONG_CODES = 5;

/** A message that came while a code was out. */
export interface Knock {
  readonly chatId: ChatId;
  readonly chatKind: 'private' | 'group' | 'channel';
  /** `null` for whoever writes in the name of a chat. */
  readonly sender: UserId | null;
  readonly text: string;
}

/**
 * What a message was: `right` only from a person alone with the bot, or in a group from who added it; `elsewhere` is the right code
 * from anybody else. `over` is the last of too many wrong ones.
 */
export type Heard = 'nothing' | 'wrong' | 'over' | 'elsewhere' | 'right';

/** One code, and what was tried with it: it stays valid until it was right once, or wrong too often. */
export class Pairing {
  readonly #code: PairingCode;
  readonly #addedBy = new Map<ChatId, UserId>();
  #wrong = 0;

  constructor(code: PairingCode) {
    this.#code = code;
  }

  /** How many wrong codes came. */
  get wrong(): number {
    return this.#wrong;
  }

  /** Somebody added the bot to a group. */
  added(chatId: ChatId, by: UserId): void {
    this.#addedBy.set(chatId, by);
  }

  /** What a message is worth. */
  hear({ chatId, chatKind, sender, text }: Knock): Heard {
    const offered = offeredCode(text);
    if (offered === null) return 'nothing';
    if (this.#wrong >= MOST_WRONG_CODES) return 'over';
    if (offered !== this.#code) {
      this.#wrong++;
      return this.#wrong >= MOST_WRONG_CODES ? 'over' : 'wrong';
    }
    if (sender === null || chatKind === 'channel') return 'elsewhere';
    const isTheirs = chatKind === 'private' ? chatId === sender : this.#addedBy.get(chatId) === sender;
    return isTheirs ? 'right' : 'elsewhere';
  }
}
