import type {
  FreedFinals,
  KeptFinalsStore,
  QueuedFinal,
} from '../../../src/application/ports/chat/kept-finals-store.js';
import { stagedIn } from '../../../src/application/ports/chat/outbox.js';
import type { StagedFile } from '../../../src/domain/accepted/stored-delivery.js';
import type { ChatId } from '../../../src/domain/ids.js';
import type { Clock, Instant } from '../../../src/domain/ports/clock.js';
import type { FakeOutbox } from './fake-outbox.js';

interface Kept {
  readonly final: QueuedFinal;
  readonly chatId: ChatId;
  readonly at: Instant;
}

/** Finals for chats that can't be reached, in memory, beside the outbox that they go back into. */
export class FakeKeptFinals implements KeptFinalsStore {
  readonly #outbox: FakeOutbox;
  readonly #clock: Pick<Clock, 'now'>;
  /** While set, nothing can be kept. */
  broken: Error | null = null;
  #kept: readonly Kept[] = [];

  constructor(outbox: FakeOutbox, clock: Pick<Clock, 'now'>) {
    this.#outbox = outbox;
    this.#clock = clock;
  }

  async keep(final: QueuedFinal, chatId: ChatId): Promise<void> {
    if (this.broken !== null) throw this.broken;
    const queued = this.#outbox.untold.find(({ id }) => id === final.id);
    if (queued === undefined) return;
    const now = structuredClone({ id: final.id, parcel: final.parcel, sent: queued.sent });
    this.#kept = [...this.#kept, { final: now, chatId, at: this.#clock.now() }];
    await this.#outbox.release(final.id);
  }

  async free(chatId: ChatId, most: number): Promise<FreedFinals> {
    const here = this.#kept.filter((one) => one.chatId === chatId).sort((a, b) => a.final.id - b.final.id);
    const freed = here.slice(-most);
    this.#kept = this.#kept.filter((one) => !freed.includes(one));
    for (const { final } of freed) this.#outbox.putBack(final);
    return { finals: structuredClone(freed.map(({ final }) => final)), left: here.length - freed.length };
  }

  async chats(): Promise<readonly ChatId[]> {
    return [...new Set(this.#kept.map(({ chatId }) => chatId))].sort((a, b) => a - b);
  }

  async staged(): Promise<readonly StagedFile[]> {
    return stagedIn(this.#kept.map(({ final }) => final.parcel));
  }

  async forget(before: Instant): Promise<number> {
    const all = this.#kept;
    this.#kept = all.filter(({ at }) => at >= before);
    return all.length - this.#kept.length;
  }
}
