import type { ChatId } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { LocalTime } from '../../domain/ports/local-time.js';
import { localText } from '../../domain/schedule/local-text.js';
import type { Notifier } from '../delivery/notifier.js';
import type { GoodReading } from '../ports/config/config-source.js';
import type { Journal } from '../ports/system/journal.js';
import type { Generation } from '../values/generation.js';
import type { HoldReason } from '../values/hold-policy.js';
import { ownerChats } from '../values/owner-chats.js';
import { identityOf, type PermissionChange } from '../values/permission-change.js';
import type { EarlierRecord } from '../values/reload/earlier-record.js';
import { recordText, terminalText, widenedText } from '../wording/reload/permission-text.js';
import type { BeforeLive, Coming } from './config-reloader.js';

/** Within this time the same widening rings once, however often it is taken back and made again; in milliseconds. */
const SAME_MS = 60_000;
/** So many are remembered for that. */
const MOST_REMEMBERED = 20_000;
/** So many of one edit are logged one by one. */
const MOST_LOGGED = 1_000;
/** How long a bot that is about to be replaced may take to tell so, in milliseconds. */
const LAST_WORD_MS = 2_000;

/** What these notices are made with. */
export interface WideningNoticesTools {
  readonly notices: Notifier;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly times: LocalTime;
  readonly journal: Journal;
}

/**
 * Tells what allows more than before, whatever `announce` says: a message of its own that rings, on disk before the edit is
 * live, in the chats that are the owner's before and after it.
 */
export class PermissionNotices {
  readonly #tools: WideningNoticesTools;
  /** When each widening rang last. */
  readonly #rung = new Map<string, Instant>();

  constructor(tools: WideningNoticesTools) {
    this.#tools = tools;
  }

  /**
   * What tells of an edit before it is live; `overHold` if it was applied from the terminal although it would have waited
   * for a person.
   */
  beforeLive(overHold: HoldReason | null): BeforeLive {
    return (coming) => this.#beforeLive(coming, overHold);
  }

  async #beforeLive(coming: Coming, overHold: HoldReason | null): Promise<void> {
    const widened = coming.reading.allows.over(coming.before.reading.allows);
    this.#log(widened, coming.number);
    const fresh = this.#fresh(widened);
    const parts = [
      ...(overHold === null ? [] : [terminalText(coming.number, overHold)]),
      ...(fresh.length === 0 ? [] : [this.#widenedText('edit', coming, fresh)]),
    ];
    if (parts.length === 0) return;
    const chats = new Set([...ownerChats(coming.before.generation), ...ownerChats(coming.reading)]);
    const told = this.#ring(chats, parts.join('\n\n'));
    await told.stored;
    if (isAnotherBot(coming)) await this.#atMost(LAST_WORD_MS, told.delivered);
  }

  /** A start put a file in force that was edited while nothing ran; `former` is what was in force last. */
  async afterStart(former: GoodReading, generation: Generation, reading: GoodReading): Promise<void> {
    const widened = reading.allows.over(former.allows);
    this.#log(widened, generation.number);
    if (widened.length === 0) return;
    const text = this.#widenedText('start', { number: generation.number, reading }, widened);
    await this.#ring(new Set([...ownerChats(former), ...ownerChats(generation)]), text).stored;
  }

  /** What a start knows of what was applied before it, where that is not as it should be. */
  async ofRecord(record: EarlierRecord, generation: Generation): Promise<void> {
    if (record === 'whole' || (record === 'none' && !generation.config.reload.approve)) return;
    const text = recordText(record, generation.number);
    this.#tools.journal.record({
      name: 'config.record',
      level: 'warn',
      data: { record, generation: generation.number },
    });
    await this.#ring(new Set(ownerChats(generation)), text).stored;
  }

  #widenedText(
    by: 'edit' | 'start',
    { number, reading }: Pick<Coming, 'number' | 'reading'>,
    widened: readonly PermissionChange[],
  ): string {
    const { clock, times } = this.#tools;
    const now = clock.now();
    const { exactTime } = localText(now, now, reading.config.triggers.defaultTimezone, times);
    return widenedText({ by, number, at: exactTime }, widened);
  }

  #log(widened: readonly PermissionChange[], generation: number): void {
    const { journal } = this.#tools;
    for (const widening of widened.slice(0, MOST_LOGGED)) {
      journal.record({ name: 'config.widened', level: 'warn', data: { generation, ...logged(widening) } });
    }
    const further = widened.length - MOST_LOGGED;
    if (further > 0) journal.record({ name: 'config.widened', level: 'warn', data: { generation, further } });
  }

  /** Those that did not ring a moment ago. */
  #fresh(widened: readonly PermissionChange[]): readonly PermissionChange[] {
    const now = this.#tools.clock.now();
    for (const [id, at] of this.#rung) if (Math.abs(now - at) > SAME_MS) this.#rung.delete(id);
    const fresh = widened.filter((one) => !this.#rung.has(identityOf(one)));
    for (const one of fresh.slice(0, MOST_REMEMBERED - this.#rung.size)) this.#rung.set(identityOf(one), now);
    return fresh;
  }

  #ring(chats: ReadonlySet<ChatId>, markdown: string) {
    const tellings = [...chats].map((chatId) => {
      const delivered = Promise.withResolvers<void>();
      const order = { place: { chatId, threadId: null }, markdown, loud: true, alone: true };
      const stored = this.#tools.notices.tell(order, { answers: [], as: 'done' }, () => delivered.resolve());
      return { stored, delivered: delivered.promise };
    });
    return {
      stored: Promise.all(tellings.map(({ stored }) => stored)),
      delivered: Promise.all(tellings.map(({ delivered }) => delivered)),
    };
  }

  async #atMost(ms: number, work: Promise<unknown>): Promise<void> {
    const over = Promise.withResolvers<void>();
    const cancel = this.#tools.alarm.after(ms, () => over.resolve());
    await Promise.race([work, over.promise]);
    cancel();
  }
}

/** Values stay out of the log: arguments of a program may hold what nobody should read there. */
function logged({ kind, key, ...rest }: PermissionChange): Readonly<Record<string, string>> {
  return { kind, key, ...('item' in rest ? { item: rest.item } : {}) };
}

function isAnotherBot({ before, reading }: Coming): boolean {
  const [from, to] = [before.generation.config.telegram, reading.config.telegram];
  return !from.token.equals(to.token) || from.apiUrl !== to.apiUrl;
}
