import type { Instant } from '../../../domain/ports/clock.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { RunTotals } from '../../ports/store/run-history.js';
import { dollarsText } from '../run/dollars-text.js';
import { counted } from '../text/counted.js';
import { codeSpan } from '../text/markdown.js';

/** A span of days that is looked back over, as people write it. */
export type StatsPeriod = 'today' | 'week' | 'month' | 'all';

const TITLES: Readonly<Record<StatsPeriod, string>> = {
  today: 'Today',
  week: 'The last 7 days',
  month: 'The last 30 days',
  all: 'All time',
};

/** What one engine, or with `null` each of them, did in a period; `sum` is what it comes to where there are several. Markdown. */
export function statsText(
  { period, engine }: { readonly period: StatsPeriod; readonly engine: string | null },
  totals: readonly RunTotals[],
  sum: RunTotals | null,
  now: Instant,
): string {
  const title = TITLES[period];
  const heading = engine === null ? `📊 **${title}**` : `📊 **${title}**, ${codeSpan(engine)}`;
  if (totals.length === 0) return `${heading}: no runs.`;
  const lines = totals.map(
    (one) => `${codeSpan(one.engine)}: ${totalsText(one)}; last ${formatSpan(now - one.lastStartedAt)} ago`,
  );
  return [heading, ...lines, ...(sum === null ? [] : [`Total: ${totalsText(sum)}`])].join('  \n');
}

function totalsText({ runs, unasked, steps, elapsedMs, costUsd }: RunTotals): string {
  const cost = costUsd === null ? [] : [dollarsText(costUsd)];
  const asked = `${runs - unasked} by hand, ${unasked} triggered`;
  const parts = [counted(runs, 'run'), counted(steps, 'step'), formatSpan(elapsedMs), ...cost];
  return `${parts.join(' · ')} (${asked})`;
}
