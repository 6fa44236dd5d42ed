import type { CronCalendar } from '../../../domain/cron/cron-calendar.js';
import type { Clock, Instant } from '../../../domain/ports/clock.js';
import { dayStart } from '../../../domain/schedule/day-start.js';
import type { RunHistory, RunTotals } from '../../ports/store/run-history.js';
import { type StatsPeriod, statsText } from '../../wording/commands/stats-text.js';
import type { Command, CommandCall } from './command.js';

const DAY_MS = 86_400_000;

/** How many local days a period goes back, today included; `null` for all. */
const DAYS: Readonly<Record<StatsPeriod, number | null>> = { today: 1, week: 7, month: 30, all: null };

/** `/stats`: what the engines did, in all chats, for as long as runs are remembered. */
export class StatsCommand implements Command {
  readonly name = 'stats';
  readonly description = 'number and cost of runs';
  readonly usage = ['/stats [engine] [today|week|month|all]'];
  readonly onlyShows = true;
  readonly #history: RunHistory;
  readonly #calendar: CronCalendar;
  readonly #clock: Clock;

  constructor(history: RunHistory, calendar: CronCalendar, clock: Clock) {
    this.#history = history;
    this.#calendar = calendar;
    this.#clock = clock;
  }

  async run(call: CommandCall): Promise<void> {
    const words = call.rest.toLowerCase().split(/\s+/).filter(Boolean);
    const periods = words.filter(isPeriod);
    const engines = words.filter((word) => call.generation.engines.ids.includes(word));
    const isUnderstood = periods.length + engines.length === words.length && periods.length < 2 && engines.length < 2;
    if (!isUnderstood) return call.reply({ problem: { kind: 'usage', usage: this.usage } });
    const period = periods[0] ?? 'today';
    const [engine] = engines;
    const all = await this.#history.totals(this.#since(period, call));
    const shown = engine === undefined ? all : all.filter((one) => one.engine === engine);
    const sum = shown.length > 1 ? shown.reduce(plus) : null;
    const text = statsText({ period, engine: engine ?? null }, shown, sum, this.#clock.now());
    await call.reply(text, { silent: true });
  }

  #since(period: StatsPeriod, { generation }: CommandCall): Instant {
    const days = DAYS[period];
    if (days === null) return 0;
    const zone = generation.config.triggers.defaultTimezone;
    return dayStart(this.#calendar, zone, this.#clock.now() - (days - 1) * DAY_MS);
  }
}

function isPeriod(word: string): word is StatsPeriod {
  return Object.hasOwn(DAYS, word);
}

function plus(a: RunTotals, b: RunTotals): RunTotals {
  return {
    engine: '',
    runs: a.runs + b.runs,
    unasked: a.unasked + b.unasked,
    steps: a.steps + b.steps,
    elapsedMs: a.elapsedMs + b.elapsedMs,
    costUsd: a.costUsd === null && b.costUsd === null ? null : (a.costUsd ?? 0) + (b.costUsd ?? 0),
    lastStartedAt: Math.max(a.lastStartedAt, b.lastStartedAt),
  };
}
