import type { Inbound } from '../../domain/chat/inbound.js';
import { isNumber, objectOf, orNull } from '../../domain/json-shape.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Checkpoints } from '../ports/store/checkpoints.js';
import type { Journal } from '../ports/system/journal.js';
import type { TurnedAwayOnce } from '../values/health-report.js';

const NAME = 'turned-away';
const QUIET_MS = 3_600_000;
/** How many senders are told apart; more than anybody but an attack sends. */
const MOST_SENDERS = 1_000;
/** How many lines an hour may have, whoever sends. */
const MOST_AN_HOUR = 60;

const isTurnedAwayOnce = objectOf<TurnedAwayOnce>({ at: isNumber, chat: isNumber, sender: orNull(isNumber) });

/** Notes who is turned away: a line in the journal for each sender and hour, and the last one for whoever asks. */
export class TurnedAway {
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #checkpoints: Checkpoints;
  readonly #told = new Map<string, number>();
  /** `undefined` until the store was asked: once is enough. */
  #last: TurnedAwayOnce | null | undefined;
  #hour = { beganMs: Number.NEGATIVE_INFINITY, lines: 0 };

  constructor(clock: Clock, journal: Journal, checkpoints: Checkpoints) {
    this.#clock = clock;
    this.#journal = journal;
    this.#checkpoints = checkpoints;
  }

  /** Somebody who may not use the bot wrote or pressed a button. */
  note({ chatId: chat, sender, kind }: Inbound): void {
    const last = { at: this.#clock.now(), chat, sender: sender?.id ?? null };
    this.#last = last;
    const isNews = this.#isNews(sender === null ? `chat ${chat}` : `${sender.id}`);
    const data = { chat, sender: last.sender, kind };
    this.#journal.record({ name: 'access.denied', level: isNews ? 'warn' : 'debug', data });
    if (!isNews) return;
    void this.#checkpoints.keep(NAME, last).catch((cause: unknown) => {
      this.#journal.record({ name: 'access.denied-not-kept', level: 'debug', cause });
    });
  }

  /** Who was turned away last, also before this process began; `null` if nobody was. Never rejects. */
  async last(): Promise<TurnedAwayOnce | null> {
    if (this.#last !== undefined) return this.#last;
    const kept = await this.#checkpoints.find(NAME, isTurnedAwayOnce).catch(() => undefined);
    this.#last ??= kept;
    return this.#last ?? null;
  }

  #isNews(key: string): boolean {
    const now = this.#clock.monotonicMs();
    const told = this.#told.get(key);
    if (told !== undefined && now - told < QUIET_MS) return false;
    if (now - this.#hour.beganMs >= QUIET_MS) this.#hour = { beganMs: now, lines: 0 };
    if (this.#hour.lines >= MOST_AN_HOUR) return false;
    this.#hour = { ...this.#hour, lines: this.#hour.lines + 1 };
    this.#told.delete(key);
    this.#told.set(key, now);
    const [oldest] = this.#told.keys();
    if (this.#told.size > MOST_SENDERS && oldest !== undefined) this.#told.delete(oldest);
    return true;
  }
}
