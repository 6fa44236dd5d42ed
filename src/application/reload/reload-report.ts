import { sameValue } from '../../domain/same-value.js';
import type { AppConfig } from '../app-config.js';
import type { Generation } from '../generation.js';
import { codeSpan, escapeMarkdown } from '../markdown.js';
import type { ConfigProblem } from '../ports/config-source.js';
import type { AppliedReading, RejectedReading } from './config-reloader.js';

/** The tables of the file, by the part of the configuration that comes from them. */
const TABLES: Readonly<Record<keyof AppConfig, string>> = {
  watchConfig: 'watch_config',
  defaultEngine: 'default_engine',
  defaultProject: 'default_project',
  stateDirectory: 'state_dir',
  telegram: 'transports.telegram',
  projects: 'projects',
  engines: 'engines',
  progress: 'progress',
  footer: 'footer',
  preamble: 'preamble',
  security: 'security',
  watchdog: 'watchdog',
  autoContinue: 'auto_continue',
  loop: 'loop',
  costBudget: 'cost_budget',
  triggers: 'triggers',
  reload: 'reload',
  history: 'history',
  log: 'log',
  plugins: 'plugins',
};

/** How many problems, or names of one kind, are listed in one message. */
const MOST_LISTED = 20;

/** What a reload changed, as Markdown; `null` if nothing differs and nothing was wrong before. */
export function appliedReport(before: Generation, applied: AppliedReading, wasRefused: boolean): string | null {
  const { generation, effects } = applied;
  const changed = changedTables(before.config, generation.config);
  if (changed.length === 0 && !wasRefused) return null;
  const { added, removed, changed: edited } = before.triggers.differenceTo(generation.triggers);
  const triggers = [named('new', added), named('gone', removed), named('changed', edited)].filter(Boolean).join('; ');
  const felt = effects.filter(({ effect }) => effect !== 'none' && effect !== 'retune');
  const lines = [
    `♻️ Configuration ${generation.number} is live${wasRefused ? '; what was wrong is mended' : ''}.`,
    ...(changed.length === 0 ? [] : [`Changed: ${changed.map(codeSpan).join(', ')}`]),
    ...(triggers === '' ? [] : [`Triggers: ${triggers}`]),
    ...(felt.length === 0 ? [] : [felt.map(({ part, effect }) => `${part}: ${effect}`).join(', ')]),
    ...fixedSettings(before.config, generation.config),
  ];
  return lines.join('  \n') + problemList(applied.warnings);
}

/** Why nothing was changed, as Markdown: every problem with its place and how to mend it. */
export function rejectedReport(rejected: RejectedReading): string {
  const head = '⚠️ The edited configuration was not put in force; the one before goes on.';
  if (rejected.kind === 'invalid') return head + problemList(rejected.problems);
  const { key, message, mend } = rejected.problem;
  return `${head}\n\n- ${codeSpan(key)}: ${escapeMarkdown(message)} ${escapeMarkdown(mend)}`;
}

function changedTables(before: AppConfig, now: AppConfig): readonly string[] {
  const keys = Object.keys(TABLES) as (keyof AppConfig)[];
  return keys.filter((key) => !sameValue(before[key], now[key])).map((key) => TABLES[key]);
}

function named(what: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length > MOST_LISTED ? ` and ${names.length - MOST_LISTED} more` : '';
  return `${what} ${names.slice(0, MOST_LISTED).map(codeSpan).join(', ')}${more}`;
}

/** The one setting that a running program can't follow. */
function fixedSettings(before: AppConfig, now: AppConfig): readonly string[] {
  if (before.stateDirectory === now.stateDirectory) return [];
  return [`⚠️ ${codeSpan('state_dir')} is fixed while Untether runs; the new directory is used from the next start on.`];
}

function problemList(problems: readonly ConfigProblem[]): string {
  if (problems.length === 0) return '';
  const listed = problems.slice(0, MOST_LISTED).map((problem) => {
    const place = problem.line === null ? '' : `line ${problem.line}, column ${problem.column ?? 1} · `;
    const key = problem.key === '' ? '' : `${codeSpan(problem.key)}: `;
    return `- ${place}${key}${escapeMarkdown(problem.message)} ${escapeMarkdown(problem.mend)}`;
  });
  const more = problems.length > MOST_LISTED ? [`- and ${problems.length - MOST_LISTED} more`] : [];
  return `\n\n${[...listed, ...more].join('\n')}`;
}
