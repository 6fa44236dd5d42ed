import type { CronCalendar } from '../../../domain/cron/cron-calendar.js';
import type { Clock, Instant } from '../../../domain/ports/clock.js';
import { dayStart } from '../../../domain/schedule/day-start.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { RunHistory, RunTotals } from '../../ports/store/run-history.js';
import { counted } from '../../wording/text/counted.js';
import { codeSpan } from '../../wording/text/markdown.js';
import type { Command, CommandCall } from './command.js';

const DAY_MS = 86_400_000;

/** How many local days a period goes back, today included, and what it is called in an answer. */
const PERIODS = {
  today: { days: 1, title: 'Today' },
  week: { days: 7, title: 'The last 7 days' },
  month: { days: 30, title: 'The last 30 days' },
  all: { days: null, title: 'All that is remembered' },
} as const;

type Period = keyof typeof PERIODS;

/** `/stats`: what the engines did, in all chats, for as long as runs are remembered. */
export class StatsCommand implements Command {
  readonly name = 'stats';
  readonly description = 'see how many runs there were and what they took';
  readonly usage = ['/stats [engine] [today|week|month|all]'];
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
    await call.reply(report(PERIODS[period].title, engine ?? null, shown, this.#clock.now()), { silent: true });
  }

  #since(period: Period, { generation }: CommandCall): Instant {
    const { days } = PERIODS[period];
    if (days === null) return 0;
    const zone = generation.config.triggers.defaultTimezone;
    return dayStart(this.#calendar, zone, this.#clock.now() - (days - 1) * DAY_MS);
  }
}

function isPeriod(word: string): word is Period {
  return Object.hasOwn(PERIODS, word);
}

function report(title: string, engine: string | null, totals: readonly RunTotals[], now: Instant): string {
  const heading = engine === null ? `📊 **${title}**` : `📊 **${title}**, ${codeSpan(engine)}`;
  if (totals.length === 0) return `${heading}: no runs.`;
  const lines = totals.map(
    (one) => `${codeSpan(one.engine)}: ${inWords(one)}, the last ${ago(one.lastStartedAt, now)}`,
  );
  const sum = totals.length === 1 ? [] : [`In all: ${inWords(totals.reduce(plus))}`];
  return [heading, ...lines, ...sum].join('  \n');
}

function inWords({ runs, unasked, steps, elapsedMs, costUsd }: RunTotals): string {
  const cost = costUsd === null ? [] : [`$${costUsd.toFixed(2)}`];
  const asked = `${runs - unasked} by hand, ${unasked} triggered`;
  const parts = [counted(runs, 'run'), counted(steps, 'action'), formatSpan(elapsedMs), ...cost];
  return `${parts.join(' · ')} (${asked})`;
}

function ago(instant: Instant, now: Instant): string {
  return `${formatSpan(now - instant)} ago`;
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
