import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import { describeSchedule } from '../../domain/cron/describe-schedule.js';
import type { ChatId } from '../../domain/ids.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import { localText } from '../../domain/schedule/local-text.js';
import type { FiredLedger } from '../../domain/trigger/fired-ledger.js';
import type { Cron, Trigger } from '../../domain/trigger/trigger.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import type { TriggerSwitches } from '../../domain/trigger/trigger-switches.js';
import type { Generation } from '../values/generation.js';
import { codeSpan } from '../wording/text/markdown.js';

/** How many triggers of each kind are listed. */
const MOST_LISTED = 20;

/** Words what the triggers of a chat are, what they wait for and when they fired last; Markdown. */
export class TriggerList {
  readonly #gate: TriggerSwitches;
  readonly #fired: FiredLedger;
  readonly #calendar: CronCalendar;
  readonly #clock: Clock;

  constructor(gate: TriggerSwitches, fired: FiredLedger, calendar: CronCalendar, clock: Clock) {
    this.#gate = gate;
    this.#fired = fired;
    this.#calendar = calendar;
    this.#clock = clock;
  }

  /** Everything that reports in the chat, with its state. */
  async of(chatId: ChatId, generation: Generation): Promise<string> {
    const { config, triggers } = generation;
    if (!config.triggers.enabled) return `Triggers are switched off: ${codeSpan('triggers.enabled = false')}.`;
    const own = triggers.ofChat(chatId, config.telegram.chatId);
    const elsewhere = triggers.all.length - own.length;
    const others = elsewhere === 0 ? [] : [`${elsewhere} ${own.length === 0 ? '' : 'more '}report in other chats.`];
    if (own.length === 0) return [`No trigger reports in this chat. ${HOW_TO_ADD}`, ...others].join('\n\n');
    const fired = await this.#fired.lastFired();
    const lines = (kind: Trigger['kind']) => {
      const all = own.filter((trigger) => trigger.kind === kind);
      const shown = all.slice(0, MOST_LISTED).map((one) => this.#line(one, generation, fired.get(triggerName(one))));
      return all.length > MOST_LISTED ? [...shown, `- and ${all.length - MOST_LISTED} more`] : shown;
    };
    const since = this.#gate.allPausedSince;
    const head = since === null ? '⏰ **Triggers**' : `⏸ **Triggers** · all paused ${this.#ago(since)}`;
    return [head, [...lines('cron'), ...lines('webhook')].join('\n'), ...others].join('\n\n');
  }

  /** One line for `/ping`; `null` if nothing reports in the chat. */
  summary(chatId: ChatId, { triggers, config }: Generation): string | null {
    const active = triggers.ofChat(chatId, config.telegram.chatId).filter((one) => this.#state(one) !== 'off');
    if (active.length === 0) return null;
    const crons = active.flatMap((trigger) => (trigger.kind === 'cron' ? [trigger] : []));
    const hooks = active.length - crons.length;
    const [only] = crons;
    const zone = config.triggers.defaultTimezone;
    const when = only === undefined ? '' : `${codeSpan(only.id)}, ${codeSpan(describeSchedule(only, zone))}`;
    const parts = [
      ...(crons.length === 0 ? [] : [crons.length === 1 ? `1 cron (${when})` : `${crons.length} crons`]),
      ...(hooks === 0 ? [] : [hooks === 1 ? '1 webhook' : `${hooks} webhooks`]),
    ];
    const paused = active.filter((one) => this.#state(one) === 'paused').length;
    if (paused === active.length) return `⏸ triggers (suspended): ${parts.join(', ')}`;
    return `⏰ triggers: ${parts.join(', ')}${paused === 0 ? '' : `; ${paused} paused`}`;
  }

  #line(trigger: Trigger, generation: Generation, fired: Instant | undefined): string {
    const facts = [
      codeSpan(trigger.id),
      trigger.kind === 'cron'
        ? this.#timing(trigger, generation, fired !== undefined)
        : codeSpan(`POST ${trigger.path}`),
      ...(trigger.kind === 'webhook' && trigger.auth === 'none' ? ['⚠️ no authentication'] : []),
      ...(trigger.project === null ? [] : [codeSpan(trigger.project)]),
      ...(trigger.engine === null ? [] : [codeSpan(trigger.engine)]),
      fired === undefined ? 'never fired' : `fired ${this.#ago(fired)}`,
      ...this.#pausedUntil(trigger, generation),
    ];
    return `- ${this.#mark(trigger)} ${facts.join(' · ')}`;
  }

  #timing(cron: Cron, { config }: Generation, hasFired: boolean): string {
    const zone = config.triggers.defaultTimezone;
    const words = codeSpan(describeSchedule(cron, zone));
    if (cron.runOnce && hasFired) return `${words}, runs only once`;
    if (this.#state(cron) !== 'on') return words;
    const next = this.#calendar.next(cron, zone, this.#clock.now());
    return next === null ? `${words}, never again` : `${words}, next in ${formatSpan(next - this.#clock.now())}`;
  }

  #pausedUntil(trigger: Trigger, { config }: Generation): readonly string[] {
    const until = this.#gate.until(triggerName(trigger)) ?? this.#gate.until('all');
    if (this.#state(trigger) !== 'paused' || until === null) return [];
    const { day, time } = localText(until, this.#clock.now(), config.triggers.defaultTimezone, this.#calendar);
    return [`paused until ${day} ${time}`];
  }

  #mark(trigger: Trigger): string {
    const state = this.#state(trigger);
    if (state === 'off') return '⚪ off:';
    if (state === 'paused') return '⏸';
    return trigger.kind === 'cron' ? '⏰' : '⚡';
  }

  #state(trigger: Trigger): 'on' | 'paused' | 'off' {
    return trigger.enabled ? this.#gate.stateOf(triggerName(trigger)) : 'off';
  }

  #ago(instant: Instant): string {
    const ms = this.#clock.now() - instant;
    return ms < 60_000 ? 'just now' : `${formatSpan(ms)} ago`;
  }
}

const HOW_TO_ADD = `Add one under ${codeSpan('[[triggers.crons]]')} or ${codeSpan('[[triggers.webhooks]]')}.`;
