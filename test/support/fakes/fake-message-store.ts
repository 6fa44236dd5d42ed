import type { ChatMove } from '../../../src/application/ports/chat/chat-store.js';
import type {
  BotMessageRef,
  MessageStore,
  SentMessage,
  Standing,
} from '../../../src/application/ports/chat/message-store.js';
import type { ChatId, MessageId, RunId } from '../../../src/domain/ids.js';
import type { Clock, Instant } from '../../../src/domain/ports/clock.js';
import type { FakeRunStore } from './fake-run-store.js';

interface Noted extends SentMessage {
  readonly sentAt: Instant;
}

/** Sent messages in memory, beside the runs that they stand for; a test may make the disk fail. */
export class FakeMessageStore implements MessageStore {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #runs: Pick<FakeRunStore, 'known'>;
  readonly #noted = new Map<string, Noted>();
  readonly #first = new Map<string, MessageId>();
  /** While set, every call rejects with it. */
  broken: Error | null = null;

  constructor(clock: Pick<Clock, 'now'>, runs: Pick<FakeRunStore, 'known'>) {
    this.#clock = clock;
    this.#runs = runs;
  }

  async note(message: SentMessage): Promise<void> {
    this.#checkDisk();
    const chat = `${message.bot} ${message.chatId}`;
    this.#first.set(chat, Math.min(message.messageId, this.#first.get(chat) ?? message.messageId));
    if (message.subject === null) return;
    this.#noted.set(keyOf(message), structuredClone({ ...message, sentAt: this.#clock.now() }));
  }

  async find(message: BotMessageRef): Promise<Standing | null> {
    this.#checkDisk();
    const subject = this.#noted.get(keyOf(message))?.subject ?? null;
    if (subject === null) return null;
    if (subject.kind === 'work') {
      const { kind: _work, ...standing } = subject;
      return structuredClone({ run: null, ...standing });
    }
    const known = this.#runs.known.get(subject.run);
    if (known === undefined) return null;
    const { engine, context, resume } = known;
    return structuredClone({ run: subject.run, engine, context, resume });
  }

  async firstIn(bot: number, chatId: ChatId): Promise<MessageId | null> {
    this.#checkDisk();
    return this.#first.get(`${bot} ${chatId}`) ?? null;
  }

  async moved({ from, to }: ChatMove): Promise<void> {
    this.#checkDisk();
    for (const [key, noted] of [...this.#noted].filter(([, { chatId }]) => chatId === from)) {
      const there = { ...noted, chatId: to };
      this.#noted.delete(key);
      if (!this.#noted.has(keyOf(there))) this.#noted.set(keyOf(there), there);
    }
  }

  /** Forgets what was sent before the instant; the runs that are still stood for. */
  forget(sentBefore: Instant): ReadonlySet<RunId> {
    for (const [key, { sentAt }] of this.#noted) if (sentAt < sentBefore) this.#noted.delete(key);
    return new Set([...this.#noted.values()].flatMap(({ subject }) => (subject?.kind === 'run' ? subject.run : [])));
  }

  #checkDisk(): void {
    if (this.broken !== null) throw this.broken;
  }
}

function keyOf({ bot, chatId, messageId }: BotMessageRef): string {
  return `${bot} ${chatId} ${messageId}`;
}
