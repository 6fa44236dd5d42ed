import type { ChatId, RowId } from '../ids.js';
import type { Alarm, Cancel } from '../ports/alarm.js';
import type { Instant } from '../ports/clock.js';
import type { Inbox, InboxRow } from '../ports/inbox.js';
import type { TokenSource } from '../ports/token-source.js';
import { fail, ok, type Result } from '../result.js';

/** How many delayed requests one chat may have waiting. */
export const MOST_DELAYED_PER_CHAT = 20;

/** A request that waits for its time; `request` is plain JSON, frozen when it was asked for. */
export interface Delayed<Request> {
  /** Twelve hexadecimal digits; shown to people. */
  readonly id: string;
  readonly row: RowId;
  readonly chatId: ChatId;
  readonly due: Instant;
  readonly request: Request;
}

interface StoredBody<Request> {
  readonly chatId: ChatId;
  readonly request: Request;
}

/** Keeps requests on disk until their wall-clock time has come, over restarts and a sleeping host. */
export class AtScheduler<Request> {
  readonly #inbox: Inbox;
  readonly #alarm: Alarm;
  readonly #tokens: TokenSource;
  readonly #onDue: (delayed: Delayed<Request>) => void;
  readonly #waiting = new Map<string, { readonly delayed: Delayed<Request>; readonly disarm: Cancel }>();
  readonly #beingStored = new Map<ChatId, number>();

  constructor(inbox: Inbox, alarm: Alarm, tokens: TokenSource, onDue: (delayed: Delayed<Request>) => void) {
    this.#inbox = inbox;
    this.#alarm = alarm;
    this.#tokens = tokens;
    this.#onDue = onDue;
  }

  /** Stores a request and arms its alarm; resolves once it is on disk, or says that the chat has too many. */
  async schedule(chatId: ChatId, due: Instant, request: Request): Promise<Result<Delayed<Request>, 'too-many'>> {
    const storing = this.#beingStored.get(chatId) ?? 0;
    if (this.list(chatId).length + storing >= MOST_DELAYED_PER_CHAT) return fail('too-many');
    this.#beingStored.set(chatId, storing + 1);
    try {
      const id = this.#tokens.next();
      const body: StoredBody<Request> = { chatId, request };
      const [receipt] = await this.#inbox.accept([{ source: 'at', key: id, body, due }]);
      if (receipt === undefined) throw new Error('the inbox gave no receipt');
      return ok(this.#arm({ id, row: receipt.id, chatId, due, request }));
    } finally {
      this.#beingStored.set(chatId, (this.#beingStored.get(chatId) ?? 1) - 1);
    }
  }

  /** Takes up a request that was stored before a restart; it rings at once if its time is past. */
  restore(row: InboxRow): Delayed<Request> {
    const { chatId, request } = row.body as StoredBody<Request>;
    return this.#arm({ id: row.key, row: row.id, chatId, due: row.due ?? row.acceptedAt, request });
  }

  /** What waits in a chat, soonest first. */
  list(chatId: ChatId): readonly Delayed<Request>[] {
    return [...this.#waiting.values()]
      .map(({ delayed }) => delayed)
      .filter((delayed) => delayed.chatId === chatId)
      .sort((a, b) => a.due - b.due);
  }

  /** How many wait in all chats. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Drops those of the chat that `chosen` picks, for good; resolves with what was dropped once that is on disk. */
  async cancel(chatId: ChatId, chosen: (delayed: Delayed<Request>) => boolean): Promise<readonly Delayed<Request>[]> {
    const dropped = this.list(chatId).filter(chosen);
    for (const delayed of dropped) this.#disarm(delayed.id);
    await this.#inbox.finish(
      dropped.map((delayed) => delayed.row),
      'done',
    );
    return dropped;
  }

  /** Lets nothing ring any more; what waits stays on disk. */
  suspend(): void {
    for (const id of [...this.#waiting.keys()]) this.#disarm(id);
  }

  #arm(delayed: Delayed<Request>): Delayed<Request> {
    const disarm = this.#alarm.at(delayed.due, () => {
      this.#waiting.delete(delayed.id);
      this.#onDue(delayed);
    });
    this.#waiting.set(delayed.id, { delayed, disarm });
    return delayed;
  }

  #disarm(id: string): void {
    this.#waiting.get(id)?.disarm();
    this.#waiting.delete(id);
  }
}
