import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import type { ScheduleWords } from '../../domain/cron/schedule-words.js';
import type { ChatId } from '../../domain/ids.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import { localText } from '../../domain/schedule/local-text.js';
import type { FiredLedger } from '../../domain/trigger/fired-ledger.js';
import type { Cron, Trigger } from '../../domain/trigger/trigger.js';
import { type TriggerName, triggerName } from '../../domain/trigger/trigger-name.js';
import type { TriggerSwitches } from '../../domain/trigger/trigger-switches.js';
import type { Generation } from '../values/generation.js';
import type { TriggerListed, TriggerState, TriggersShown } from '../values/triggers/trigger-listing.js';
import { describeSchedule } from '../wording/schedule/describe-schedule.js';
import { triggerListText, triggerSummaryText, triggersOffText } from '../wording/triggers/trigger-list-text.js';

/** How many triggers of each kind are listed. */
const MOST_LISTED = 20;

/** What triggers are listed with. */
export interface TriggerListTools {
  readonly gate: TriggerSwitches;
  readonly fired: FiredLedger;
  readonly calendar: CronCalendar;
  readonly scheduleWords: ScheduleWords;
  readonly clock: Clock;
}

/** Tells what the triggers of a chat are, what they wait for and when they fired last; Markdown. */
export class TriggerList {
  readonly #gate: TriggerSwitches;
  readonly #fired: FiredLedger;
  readonly #calendar: CronCalendar;
  readonly #words: ScheduleWords;
  readonly #clock: Clock;

  constructor({ gate, fired, calendar, scheduleWords, clock }: TriggerListTools) {
    this.#gate = gate;
    this.#fired = fired;
    this.#calendar = calendar;
    this.#words = scheduleWords;
    this.#clock = clock;
  }

  /** Everything that reports in the chat, with its state. */
  async of(chatId: ChatId, generation: Generation): Promise<string> {
    const { config, triggers, moves } = generation;
    if (!config.triggers.enabled) return triggersOffText();
    const own = triggers.ofChat(chatId, config.telegram.chatId, moves);
    const fired = own.length === 0 ? new Map<TriggerName, Instant>() : await this.#fired.lastFired();
    const shown = async (kind: Trigger['kind']): Promise<TriggersShown> => {
      const all = own.filter((trigger) => trigger.kind === kind);
      const listed = all.slice(0, MOST_LISTED);
      return {
        shown: await Promise.all(
          listed.map((one) => this.#listed(one, generation, fired.get(triggerName(one)) ?? null)),
        ),
        more: all.length - listed.length,
      };
    };
    const since = this.#gate.allPausedSince;
    return triggerListText({
      allPausedAgoMs: since === null ? null : this.#clock.now() - since,
      crons: await shown('cron'),
      webhooks: await shown('webhook'),
      elsewhere: triggers.all.length - own.length,
    });
  }

  /** One line for `/ping`; `null` if nothing reports in the chat. */
  async summary(chatId: ChatId, generation: Generation): Promise<string | null> {
    const { triggers, config, moves } = generation;
    const active = triggers.ofChat(chatId, config.telegram.chatId, moves).filter((one) => this.#state(one) !== 'off');
    if (active.length === 0) return null;
    const crons = active.filter((one) => one.kind === 'cron');
    const [first] = crons;
    const schedule = first === undefined ? '' : await this.#scheduleOf(first, config.triggers.defaultTimezone);
    return triggerSummaryText({
      crons: crons.length,
      webhooks: active.length - crons.length,
      paused: active.filter((one) => this.#state(one) === 'paused').length,
      first: first === undefined ? null : { id: first.id, schedule },
    });
  }

  async #listed(trigger: Trigger, generation: Generation, fired: Instant | null): Promise<TriggerListed> {
    const zone = generation.config.triggers.defaultTimezone;
    return {
      trigger,
      state: this.#state(trigger),
      schedule: trigger.kind === 'cron' ? await this.#scheduleOf(trigger, zone) : null,
      next: trigger.kind === 'cron' ? this.#next(trigger, zone, fired !== null) : null,
      firedAgoMs: fired === null ? null : this.#clock.now() - fired,
      pausedUntil: this.#pausedUntil(trigger, zone),
    };
  }

  async #scheduleOf(cron: Cron, zone: string | null): Promise<string> {
    const words = cron.schedule === null ? null : await this.#words.of(cron.schedule);
    return describeSchedule(cron, zone, words);
  }

  #next(cron: Cron, zone: string | null, hasFired: boolean): TriggerListed['next'] {
    if (cron.runOnce && hasFired) return 'done';
    if (this.#state(cron) !== 'on') return null;
    const now = this.#clock.now();
    const next = this.#calendar.next(cron, zone, now);
    return next === null ? 'never' : { inMs: next - now };
  }

  #pausedUntil(trigger: Trigger, zone: string | null): string | null {
    const until = this.#gate.until(triggerName(trigger)) ?? this.#gate.until('all');
    if (this.#state(trigger) !== 'paused' || until === null) return null;
    const { day, time } = localText(until, this.#clock.now(), zone, this.#calendar);
    return `${day} ${time}`;
  }

  #state(trigger: Trigger): TriggerState {
    return trigger.enabled ? this.#gate.stateOf(triggerName(trigger)) : 'off';
  }
}
