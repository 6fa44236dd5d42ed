import type { MessageRef } from '../../../domain/ids.js';
import { isNumber, isText, listOf, objectOf } from '../../../domain/json-shape.js';
import { Serial } from '../../concurrency/serial.js';
import type { ChatChannel } from '../../ports/chat/chat-channel.js';
import type { Checkpoints } from '../../ports/store/checkpoints.js';
import type { Journal } from '../../ports/system/journal.js';

/** A message with buttons that ask, and what it is to say once nobody waits for the answer. */
export interface AskedMessage {
  readonly message: MessageRef;
  readonly markdown: string;
}

const NAME = 'asked-messages';

const isAskedMessages = listOf(
  objectOf<AskedMessage>({
    message: objectOf<MessageRef>({ chatId: isNumber, messageId: isNumber }),
    markdown: isText,
  }),
);

/** Keeps on disk which messages ask for a decision, so that the next process takes the buttons of this one away. */
export class AskedMessages {
  readonly #checkpoints: Checkpoints;
  readonly #journal: Journal;
  readonly #open = new Map<string, AskedMessage>();
  readonly #writes = new Serial();

  constructor(checkpoints: Checkpoints, journal: Journal) {
    this.#checkpoints = checkpoints;
    this.#journal = journal;
  }

  /** The message asks from now on. */
  add(asked: AskedMessage): void {
    this.#open.set(keyOf(asked.message), asked);
    this.#keep();
  }

  /** It asks no more. */
  remove(message: MessageRef): void {
    if (this.#open.delete(keyOf(message))) this.#keep();
  }

  /** Ends the questions of the last process; to be called once, before the first run. Never rejects. */
  async endFormer(channel: () => Promise<ChatChannel>): Promise<void> {
    const former = await this.#former();
    for (const asked of former) this.#open.set(keyOf(asked.message), asked);
    if (former.length === 0) return;
    void channel().then((there) => {
      for (const { message, markdown } of former) {
        void there.edit(message, { markdown, outside: true }).then(() => this.remove(message));
      }
    });
  }

  async #former(): Promise<readonly AskedMessage[]> {
    try {
      return (await this.#checkpoints.find(NAME, isAskedMessages)) ?? [];
    } catch (cause) {
      this.#note(cause);
      return [];
    }
  }

  #keep(): void {
    const asked = [...this.#open.values()];
    void this.#writes.run(() => this.#checkpoints.keep(NAME, asked)).catch((cause: unknown) => this.#note(cause));
  }

  /** Without the disk the buttons stay until they are pressed, and decide nothing then. */
  #note(cause: unknown): void {
    this.#journal.record({ name: 'request.not-noted', level: 'warn', cause });
  }
}

function keyOf({ chatId, messageId }: MessageRef): string {
  return `${chatId}:${messageId}`;
}
