import type { BudgetFinding } from '../../../domain/budget/budget-policy.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';
import { dollarsText } from './dollars-text.js';

/** The key that holds a finding's limit. */
function keyOf({ scope }: BudgetFinding): string {
  return scope === 'run' ? 'cost_budget.max_cost_per_run' : 'cost_budget.max_cost_per_day';
}

/** A limit that came near or was reached, in Markdown. */
export function budgetNotice(finding: BudgetFinding): string {
  const { level, spentUsd, limitUsd } = finding;
  if (level === 'reached') return `🛑 ${spent(finding)}; \`${keyOf(finding)}\` allows ${dollarsText(limitUsd)}.`;
  const percent = Math.floor((spentUsd / limitUsd) * 100);
  return `💰 ${spent(finding)}, ${percent} % of \`${keyOf(finding)}\` (${dollarsText(limitUsd)}).`;
}

/** Why a run is cut, or not begun, for a limit that is reached. */
export function overBudget(finding: BudgetFinding, what: 'cut' | 'refused'): EngineProblem {
  const message = `${spent(finding)}; ${keyOf(finding)} allows ${dollarsText(finding.limitUsd)}.`;
  const day = finding.scope === 'day' ? ' No more runs start today.' : '';
  return { kind: 'over-budget', message: `${message}${what === 'cut' ? ' The run was stopped.' : ''}${day}` };
}

function spent({ scope, spentUsd }: BudgetFinding): string {
  return scope === 'run'
    ? `This run has cost ${dollarsText(spentUsd)}`
    : `Today’s runs have cost ${dollarsText(spentUsd)}`;
}
