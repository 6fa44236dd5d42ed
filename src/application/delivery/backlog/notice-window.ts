import { samePlace } from '../../../domain/chat/place.js';
import { PendingWork } from '../../../domain/pending-work.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { Retrier } from '../../concurrency/retrier.js';
import type { Outbox, QueuedNotice, UnreadableMessage } from '../../ports/chat/outbox.js';
import type { Journal } from '../../ports/system/journal.js';
import type { FoldFloods } from './fold-floods.js';
import { laneName, laneNamed, laneOf } from './notice-lane.js';
import { WaitingLine } from './waiting-line.js';
import type { WindowRoom } from './window-room.js';

/** How long those that follow a flood wait before they are told, or stood for by another message; in milliseconds. */
export const FOLD_EVERY_MS = 60_000;

/** What the window is built on. */
export interface NoticeWindowTools {
  readonly outgoing: Outbox;
  readonly room: WindowRoom;
  readonly folds: FoldFloods;
  readonly alarm: Alarm;
  readonly retrier: Retrier;
  readonly journal: Journal;
  readonly tell: (notice: QueuedNotice) => Promise<Telling>;
}

/**
 * What became of a notice that was to be told. `told`: it is not on disk any more; `again`: it can be told by whoever comes
 * next; `stuck`: it is for the next process.
 */
export type Telling = 'told' | 'again' | 'stuck';

type OnUnreadable = (messages: readonly UnreadableMessage[]) => void;

/**
 * Of the notices that wait on disk, the few that are told next. Each lane is read on in order as its own are told; lanes
 * that wait for room take turns.
 */
export class NoticeWindow {
  readonly #tools: NoticeWindowTools;
  readonly #lines = new Map<string, WaitingLine>();
  /** Those that have others on disk and may take them in as soon as there is room. */
  readonly #hungry = new Set<WaitingLine>();
  /** Messages that stand for more and more; they are told when they stand for all. */
  readonly #making = new Set<number>();
  readonly #underway = new PendingWork();
  #onUnreadable: OnUnreadable = () => undefined;
  #isServing = false;
  #isStopped = false;

  constructor(tools: NoticeWindowTools) {
    this.#tools = tools;
  }

  /** Takes one that was just stored: it is told in its turn, and read again then if there is no room for it now. */
  add(notice: QueuedNotice): void {
    const lane = laneOf(notice.parcel.order);
    const line = this.#lineOf(laneName(lane));
    if (line.knows(notice.id)) return;
    const isNext = !line.isBehind && !line.isFlooded;
    if (isNext && this.#tools.room.for(line) > 0) this.#hold(line, notice);
    else this.#miss(line);
  }

  /** Takes up what earlier processes left in these lanes; what can't be read is handed over. */
  takeUp(lanes: readonly string[], onUnreadable: OnUnreadable): void {
    this.#onUnreadable = onUnreadable;
    for (const name of lanes) this.#letWait(this.#lineOf(name));
  }

  /** What is being told may take for ever from here on, and takes no room from what comes next. */
  letGo(): void {
    for (const line of this.#lines.values()) {
      for (const id of line.heldIds) {
        line.giveUp(id);
        this.#tools.room.leave(line.lane.place.chatId);
      }
    }
    this.#serveSoon();
  }

  /** From here on nothing more is read: it is for the next process. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Resolves when all in the window is told. */
  idle(): Promise<void> {
    return this.#underway.idle();
  }

  #lineOf(name: string): WaitingLine {
    const known = this.#lines.get(name);
    if (known !== undefined) return known;
    // A lane that a later version made: what is in it says where it goes.
    const lane = laneNamed(name) ?? { kind: 'own', place: { chatId: 0, threadId: null }, source: name };
    const line = new WaitingLine(name, lane);
    this.#lines.set(name, line);
    return line;
  }

  #hold(line: WaitingLine, notice: QueuedNotice): void {
    const { room, tell } = this.#tools;
    const { chatId } = line.lane.place;
    line.hold(notice.id);
    room.take(chatId);
    const told = tell(notice).then((telling) => {
      if (line.isHeld(notice.id)) room.leave(chatId);
      if (telling === 'stuck') line.giveUp(notice.id);
      else line.leave(notice.id);
      if (telling === 'again') this.#miss(line);
      this.#forget(line);
      this.#serveSoon();
    });
    void this.#underway.add(told);
  }

  /** One waits on disk that whoever is asking the disk now may not have seen. */
  #miss(line: WaitingLine): void {
    line.miss();
    this.#letWait(line);
  }

  #letWait(line: WaitingLine): void {
    line.setBehind(true);
    if (!line.isFlooded) this.#hungry.add(line);
    this.#serveSoon();
  }

  /** Once for all that is told in one turn. */
  #serveSoon(): void {
    if (this.#isServing || this.#hungry.size === 0) return;
    this.#isServing = true;
    void Promise.resolve().then(() => {
      this.#isServing = false;
      this.#serve();
    });
  }

  #serve(): void {
    if (this.#isStopped) return;
    for (const line of this.#hungry) {
      // Whether it is a flood is judged when its own are told.
      const isJudged = line.lane.kind !== 'foldable' || line.held === 0;
      if (line.isAsking || !isJudged || this.#tools.room.for(line) === 0) continue;
      this.#hungry.delete(line);
      void this.#underway.add(this.#goOn(line));
    }
  }

  async #goOn(line: WaitingLine): Promise<void> {
    line.setAsking(true);
    try {
      if (!(await this.#foldIfFlood(line))) await this.#readOn(line);
    } catch (cause) {
      this.#tools.journal.record({ name: 'notice.not-read', level: 'error', cause });
      // By its name: the line may be over by then, and another one of that name be told.
      this.#tools.retrier.later(async () => this.#letWait(this.#lineOf(line.name)));
    } finally {
      line.setAsking(false);
      this.#forget(line);
      this.#serveSoon();
    }
  }

  async #readOn(line: WaitingLine): Promise<void> {
    const { outgoing, room } = this.#tools;
    const { missed } = line;
    const most = room.for(line) + line.known;
    const { readable, unreadable, full } = await outgoing.head(line.name, most);
    const isNew = ({ id }: { readonly id: number }) => !line.knows(id) && !this.#making.has(id);
    const broken = unreadable.filter(isNew);
    for (const { id } of broken) line.giveUp(id);
    if (broken.length > 0) this.#onUnreadable(broken);
    const next = readable.filter(isNew);
    const taken = next.slice(0, room.for(line));
    for (const notice of taken) this.#hold(line, notice);
    line.setBehind(full || taken.length < next.length || missed !== line.missed);
    if (line.isBehind) this.#hungry.add(line);
  }

  /** Whether a message stands now for what waits in the line's place. */
  async #foldIfFlood(line: WaitingLine): Promise<boolean> {
    const { folds, room } = this.#tools;
    if (line.lane.kind !== 'foldable' || !line.hasBegun) return false;
    if (!(await folds.isFlood(line, room.of(line.lane.place.chatId)))) return false;
    const flooded = [...this.#lines.values()].filter((one) => one === line || isFloodedWith(one, line));
    for (const one of flooded) {
      one.setFlooded(true);
      this.#hungry.delete(one);
    }
    this.#tools.alarm.after(FOLD_EVERY_MS, () => this.#endFlood(flooded));
    const message = await this.#fold(flooded);
    if (message !== null) this.add(message);
    return true;
  }

  async #fold(lines: readonly WaitingLine[]): Promise<QueuedNotice | null> {
    let made = 0;
    // A transaction that is undone and done again makes another one.
    const making = (id: number) => {
      this.#making.delete(made);
      this.#making.add(id);
      made = id;
    };
    try {
      return await this.#tools.folds.fold(lines, () => this.#isStopped, making);
    } finally {
      this.#making.delete(made);
    }
  }

  #endFlood(flooded: readonly WaitingLine[]): void {
    for (const line of flooded) {
      line.setFlooded(false);
      this.#letWait(line);
    }
  }

  #forget(line: WaitingLine): void {
    if (line.isOver) this.#lines.delete(line.name);
  }
}

function isFloodedWith(one: WaitingLine, { lane }: WaitingLine): boolean {
  const isFree = one.isBehind && !one.isFlooded && !one.isAsking;
  return isFree && one.lane.kind === lane.kind && samePlace(one.lane.place, lane.place);
}
