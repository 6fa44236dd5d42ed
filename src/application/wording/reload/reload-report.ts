import type { Instant } from '../../../domain/ports/clock.js';
import type { WidenedSpan } from '../../values/permission-change.js';
import type { ConfigProblem } from '../../values/reload/config-problem.js';
import type { PartEffect } from '../../values/reload/part-effect.js';
import type { RejectedReading } from '../../values/reload/rejected-reading.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';
import { type ConfigDifference, isEmpty } from './config-difference.js';
import { differenceLines, listed } from './difference-text.js';
import { wideningLines } from './widening-text.js';

/** What one reload, or several that followed each other at once, have changed. */
export interface AppliedNews {
  readonly number: number;
  readonly reloads: number;
  readonly difference: ConfigDifference;
  /** What was allowed, also what was taken back meanwhile. */
  readonly widened: readonly WidenedSpan[];
  /** How much more was allowed than is told one by one. */
  readonly widenedFurther: number;
  /** An instant as the owner's clock shows it. */
  readonly clockText: (instant: Instant) => string;
  /** Many triggers are gone, perhaps by mistake. */
  readonly drops: boolean;
  readonly effects: readonly PartEffect[];
  /** What new and changed crons say (Markdown), and when they fire next; `null` for never. */
  readonly fires: readonly { readonly name: string; readonly schedule: string; readonly when: string | null }[];
  readonly warnings: readonly ConfigProblem[];
  /** The file had been refused before. */
  readonly mended: boolean;
  /** The one setting that a running program can't follow was changed. */
  readonly stateMoved: boolean;
}

/** What was changed, as Markdown. */
export function appliedReport(news: AppliedNews): string {
  const { number, reloads, difference, mended, stateMoved } = news;
  const nothing = isEmpty(difference) && !stateMoved;
  const which = `Configuration ${number} is live${reloads > 1 ? ` (${reloads} edits)` : ''}.`;
  const lines = [
    mended ? `✅ untether.toml is valid again. ${which}` : `♻️ ${which}`,
    ...(nothing ? ['Nothing changed.'] : differenceLines(besideWidened(news))),
    ...(news.drops ? ['⚠️ At least half of the triggers are gone.'] : []),
    ...widenedLines(news),
    ...listed(
      news.fires.map(
        ({ name, schedule, when }) =>
          `${codeSpan(name)}: ${schedule}, ${when === null ? 'never again' : `next ${when}`}`,
      ),
    ),
    ...effectLine(news.effects),
    ...(stateMoved
      ? [`⚠️ ${codeSpan('state_dir')} is fixed while Untether runs; the new directory is used from the next start on.`]
      : []),
  ];
  return lines.join('  \n') + problemList(news.warnings);
}

/** What differs, without the new entries that are told of as something that allows more. */
function besideWidened({ difference, widened }: AppliedNews): ConfigDifference {
  const told = new Set(widened.filter(({ kind, until }) => kind === 'entry' && until === null).map(({ key }) => key));
  return { ...difference, added: difference.added.filter((key) => !told.has(key)) };
}

function widenedLines({ widened, widenedFurther, clockText }: AppliedNews): readonly string[] {
  const whenOf = ({ since, until, times }: WidenedSpan) => {
    const span = until === null ? `since ${clockText(since)}` : `from ${clockText(since)} to ${clockText(until)}`;
    return `, ${span}${times > 1 ? `, ${times} times` : ''}`;
  };
  const lines = wideningLines(widened, whenOf).map((line) => `⚠️ ${line}`);
  return widenedFurther === 0 ? lines : [...lines, `⚠️ and ${widenedFurther} more, which the log names`];
}

/** Why nothing was changed, as Markdown: every problem with its place and how to fix it. */
export function rejectedReport(rejected: RejectedReading): string {
  const why = rejected.kind === 'invalid' ? 'untether.toml has an error and' : 'untether.toml';
  return `⚠️ ${why} was not applied; the previous settings stay in use.${reasons(rejected)}`;
}

/** That a start could not use the file, and runs on the last one that was good. */
export function lastGoodReport(rejected: RejectedReading, number: number): string {
  const head =
    `⚠️ untether.toml can’t be used. Untether runs with the last good one, configuration ${number}, and applies the file ` +
    `as soon as it is fixed. ${codeSpan('/rollback')} restores an earlier one.`;
  return head + reasons(rejected);
}

/** That the file could not be read or applied through no fault of its own; the reason is in the system's wording. */
export function faultOfReload(reason: string): RejectedReading {
  const message = `Untether itself failed while it read or applied the file: ${reason.replace(/[.\s]+$/, '')}.`;
  const hint =
    'If it was upgraded while it ran, restart it; else take the last edit back, or write it in another way. The log says more.';
  return { kind: 'not-possible', part: 'program', problem: { kind: 'refused', key: 'untether.toml', message, hint } };
}

/** That the program ends, and can't wait for what an edit needs. */
export const GIVEN_UP: RejectedReading = {
  kind: 'not-possible',
  part: 'program',
  problem: {
    kind: 'unreachable',
    key: 'untether.toml',
    message: 'Untether is shutting down, and something that the edit needs has not answered yet.',
    hint: 'The next start applies it.',
  },
};

/** Why a reading was refused, as a Markdown list. */
export function reasons(rejected: RejectedReading): string {
  if (rejected.kind === 'invalid') {
    return problemList(rejected.problems.filter(({ severity }) => severity === 'error'));
  }
  const { key, message, hint } = rejected.problem;
  return `\n\n- ${codeSpan(key)}: ${escapeMarkdown(message)} ${escapeMarkdown(hint)}`;
}

/** What was done to a part of the program. */
const EFFECTS: Readonly<Record<PartEffect['effect'], string>> = {
  none: 'unchanged',
  retune: 'adjusted',
  start: 'started',
  stop: 'stopped',
  replace: 'replaced',
  handover: 'moved',
};

function effectLine(effects: readonly PartEffect[]): readonly string[] {
  const felt = effects.filter(({ effect }) => effect !== 'none' && effect !== 'retune');
  return felt.length === 0 ? [] : [felt.map(({ part, effect }) => `${part} ${EFFECTS[effect]}`).join(', ')];
}

/** Problems of the file, each with its place and its fix, as a Markdown list; empty if there are none. */
export function problemList(problems: readonly ConfigProblem[]): string {
  if (problems.length === 0) return '';
  return `\n\n${listed(problems.map(problemText))
    .map((line) => `- ${line}`)
    .join('\n')}`;
}

function problemText({ line, column, key, message, hint }: ConfigProblem): string {
  const place = line === null ? '' : `line ${line}, column ${column ?? 1} · `;
  const name = key === '' ? '' : `${codeSpan(key)}: `;
  return `${place}${name}${escapeMarkdown(message)} ${escapeMarkdown(hint)}`;
}
