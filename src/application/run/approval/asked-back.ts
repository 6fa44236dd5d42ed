import type { MessageId, MessageRef } from '../../../domain/ids.js';
import type { SaidWords } from './said-words.js';

/** Words to a request that neither allow nor deny it, and the message that asks what they mean. */
export interface UnclearWords {
  readonly words: SaidWords;
  /** The message that says them. */
  readonly saidIn: MessageId;
  /** The message that asks; `null` if it could not be sent. */
  readonly asked: Promise<MessageRef | null>;
}

/** The words to one request that are still asked back about, by numbers that are never given twice. */
export class AskedBack {
  readonly #open = new Map<number, UnclearWords>();
  #given = 0;

  /** How many are asked about. */
  get size(): number {
    return this.#open.size;
  }

  /** The message with the words that have been asked about longest; `null` if none are. */
  get oldest(): MessageId | null {
    return this.all()[0]?.saidIn ?? null;
  }

  /** Asks about words; `ask` sends the message for that number. */
  add(words: SaidWords, saidIn: MessageId, ask: (number: number) => Promise<MessageRef | null>): UnclearWords {
    const number = this.#given++;
    const unclear = { words, saidIn, asked: ask(number) };
    this.#open.set(number, unclear);
    return unclear;
  }

  /** The words of that number; `null` if they are not asked about (any more). */
  words(number: number): SaidWords | null {
    return this.#open.get(number)?.words ?? null;
  }

  /** Asks no more about what a message says, which is returned; `null` if it isn't asked about. */
  drop(saidIn: MessageId): UnclearWords | null {
    const found = [...this.#open].find(([, unclear]) => unclear.saidIn === saidIn);
    if (found === undefined) return null;
    this.#open.delete(found[0]);
    return found[1];
  }

  /** Asks no more about the oldest, which are returned; `null` if none are asked about. */
  dropOldest(): UnclearWords | null {
    const [first] = this.#open;
    if (first === undefined) return null;
    this.#open.delete(first[0]);
    return first[1];
  }

  /** All that are asked about, oldest first. */
  all(): readonly UnclearWords[] {
    return [...this.#open.values()];
  }
}
