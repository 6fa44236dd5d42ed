import type { ChatMoves } from '../chat/chat-moves.js';
import type { ChatId, RowId } from '../ids.js';
import type { Alarm, Cancel } from '../ports/alarm.js';
import type { Clock, Instant } from '../ports/clock.js';
import type { Inbox, InboxEntry, RowRecord } from '../ports/inbox.js';
import type { TokenSource } from '../ports/token-source.js';
import { fail, ok, type Result } from '../result.js';
import type { Scheduled } from './scheduled.js';

/** How many requests of one kind one chat may have waiting. */
export const MOST_DELAYED_PER_CHAT = 20;

/** A request that waits for its time; `request` is plain JSON, frozen when it was asked for. */
export interface Delayed<Request> {
  /** Names it among all of its kind, for ever; twelve hexadecimal digits if nobody gave one. */
  readonly id: string;
  readonly row: RowId;
  readonly chatId: ChatId;
  /** What people call it while it waits: unique in its chat, from 1; `null` for one that was stored before there were numbers. */
  readonly number: number | null;
  readonly due: Instant;
  readonly request: Request;
}

/** A request as it is put on disk, whichever kind of work it is. */
export interface WaitingEntry<Request> {
  readonly key: string;
  readonly body: Scheduled<Request>;
  readonly due: Instant;
}

/** Takes the requests whose time has come; neither may throw. */
export interface AtListener<Request> {
  due(delayed: Delayed<Request>): void;
  /** It is noticed too late (the machine slept, or its clock was set): it is not to be run unasked. */
  overdue(delayed: Delayed<Request>, lateMs: number): void;
}

/** What a scheduler is built on. */
export interface AtSchedulerTools<Request> {
  /** A request as its kind of work is put on disk. */
  readonly entryOf: (waiting: WaitingEntry<Request>) => InboxEntry;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly tokens: TokenSource;
  /** Which chats are the same by now. */
  readonly moves: Pick<ChatMoves, 'presentId'>;
  /** How late a request may still be run unasked, in milliseconds; asked each time. */
  readonly mostLateMs: () => number;
}

/** Before its start a scheduler lets everything wait, however late; once it is stopped nothing waits here any more. */
type Phase<Request> =
  | { readonly kind: 'new' }
  | { readonly kind: 'started'; readonly listener: AtListener<Request> }
  | { readonly kind: 'stopped' };

/** Why a request was not stored. `known`: it was stored before, and has been run or dropped since. */
export type ScheduleProblem = 'too-many' | 'known';

/** Keeps requests on disk until their wall-clock time has come, over restarts, a sleeping host and a clock that is set. */
export class AtScheduler<Request> {
  readonly #tools: AtSchedulerTools<Request>;
  readonly #waiting = new Map<string, { readonly delayed: Delayed<Request>; readonly disarm: Cancel }>();
  /** The numbers of those that are on their way to the disk, by chat. */
  readonly #beingStored = new Map<ChatId, readonly number[]>();
  #phase: Phase<Request> = { kind: 'new' };

  constructor(tools: AtSchedulerTools<Request>) {
    this.#tools = tools;
  }

  /** Lets requests ring from now on, those that wait already included. */
  start(listener: AtListener<Request>): void {
    if (this.#phase.kind !== 'new') return;
    this.#phase = { kind: 'started', listener };
    for (const { delayed } of [...this.#waiting.values()]) this.#arm(delayed);
  }

  /**
   * Stores a request and arms its alarm; resolves once it is on disk, or says why it was not stored. An id that waits
   * already answers what waits, so that a message which is handled once more after a crash asks for nothing twice.
   */
  async schedule(
    chatId: ChatId,
    due: Instant,
    request: Request,
    id = this.#tools.tokens.next(),
  ): Promise<Result<Delayed<Request>, ScheduleProblem>> {
    const waiting = this.#waiting.get(id);
    if (waiting !== undefined) return ok(waiting.delayed);
    const storing = this.#beingStored.get(chatId) ?? [];
    if (this.list(chatId).length + storing.length >= MOST_DELAYED_PER_CHAT) return fail('too-many');
    const number = this.#nextNumber(chatId, storing);
    this.#beingStored.set(chatId, [...storing, number]);
    try {
      const [receipt] = await this.#tools.inbox.accept([
        this.#tools.entryOf({ key: id, body: { chatId, request, number }, due }),
      ]);
      if (receipt === undefined) throw new Error('the inbox gave no receipt');
      return receipt.duplicate ? fail('known') : ok(this.#arm({ id, row: receipt.id, chatId, number, due, request }));
    } finally {
      const left = this.#beingStored.get(chatId)?.filter((one) => one !== number) ?? [];
      this.#beingStored.set(chatId, left);
    }
  }

  /** Behind all that wait, so that a number is not soon another’s. */
  #nextNumber(chatId: ChatId, storing: readonly number[]): number {
    return 1 + Math.max(0, ...storing, ...this.list(chatId).map(({ number }) => number ?? 0));
  }

  /** Takes up a request that was stored before a restart; it rings at once if its time is past. */
  restore(row: Omit<RowRecord, 'state'> & { readonly body: Scheduled<Request> }): Delayed<Request> {
    const { chatId, request, number = null } = row.body;
    return this.#arm({ id: row.key, row: row.id, chatId, number, due: row.due ?? row.acceptedAt, request });
  }

  /** What waits in a chat, soonest first. */
  list(chatId: ChatId): readonly Delayed<Request>[] {
    const { moves } = this.#tools;
    const here = moves.presentId(chatId);
    return this.all.filter((delayed) => moves.presentId(delayed.chatId) === here);
  }

  /** What waits in all chats, soonest first. */
  get all(): readonly Delayed<Request>[] {
    return [...this.#waiting.values()].map(({ delayed }) => delayed).sort((a, b) => a.due - b.due);
  }

  /** How many wait in all chats. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Lets a request that has rung ring once more; on disk it keeps its time, so that after a restart it rings at once. */
  postpone(delayed: Delayed<Request>, due: Instant): void {
    this.#arm({ ...delayed, due });
  }

  /** Drops those of the chat that `chosen` picks, for good; resolves with what was dropped once that is on disk. */
  async cancel(chatId: ChatId, chosen: (delayed: Delayed<Request>) => boolean): Promise<readonly Delayed<Request>[]> {
    const dropped = this.list(chatId).filter(chosen);
    for (const delayed of dropped) this.#disarm(delayed.id);
    const rows = dropped.map((delayed) => delayed.row);
    try {
      await this.#tools.inbox.finish(rows, 'done');
    } catch (cause) {
      for (const delayed of dropped) this.#arm(delayed);
      throw cause;
    }
    return dropped;
  }

  /** Lets nothing ring any more; what waits stays on disk. */
  stop(): void {
    this.#phase = { kind: 'stopped' };
    for (const id of [...this.#waiting.keys()]) this.#disarm(id);
  }

  #arm(delayed: Delayed<Request>): Delayed<Request> {
    const phase = this.#phase;
    if (phase.kind === 'stopped') return delayed;
    const disarm =
      phase.kind === 'new'
        ? () => undefined
        : this.#tools.alarm.at(delayed.due, () => this.#ring(delayed, phase.listener));
    this.#waiting.set(delayed.id, { delayed, disarm });
    return delayed;
  }

  #ring(delayed: Delayed<Request>, listener: AtListener<Request>): void {
    const { clock, mostLateMs } = this.#tools;
    this.#waiting.delete(delayed.id);
    const lateMs = clock.now() - delayed.due;
    if (lateMs > mostLateMs()) listener.overdue(delayed, lateMs);
    else listener.due(delayed);
  }

  #disarm(id: string): void {
    this.#waiting.get(id)?.disarm();
    this.#waiting.delete(id);
  }
}
