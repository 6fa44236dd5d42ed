import { earlierActions } from '../../../../application/wording/run/progress-text.js';
import type { ActionState } from '../../../../domain/run/run-state.js';
import { concat, type FormattedText, joinWith, type TextLimits } from '../formatted-text.js';
import { trimFormatted } from '../split.js';
import { type ActionLook, renderAction } from './action-lines.js';

/** The actions, a line each, within the limits: the oldest that have ended are left out first, then the oldest of all. */
export function fitActions(actions: readonly ActionState[], look: ActionLook, limits: TextLimits): FormattedText {
  const lines = actions.map((state) => ({ ended: state.phase === 'completed', line: renderAction(state, look) }));
  const left = new Set(leftOut(lines, limits));
  const shown = lines.filter((_, index) => !left.has(index)).map(({ line }) => line);
  const body = joinWith('\n', shown);
  return trimFormatted(left.size === 0 ? body : concat([`${earlierActions(left.size)}\n`, body]), limits);
}

/** The indexes of the lines for which there is no room; the last one always stays. */
function leftOut(
  lines: readonly { readonly ended: boolean; readonly line: FormattedText }[],
  limits: TextLimits,
): readonly number[] {
  let units = lines.reduce((sum, { line }) => sum + line.text.length + 1, 0);
  let entities = lines.reduce((sum, { line }) => sum + line.entities.length, 0);
  const indexes = lines.map((_, index) => index);
  const byWorth = [...indexes.filter((at) => lines[at]?.ended), ...indexes.filter((at) => !lines[at]?.ended)];
  const left: number[] = [];
  for (const index of byWorth.slice(0, -1)) {
    const note = left.length === 0 ? 0 : LONGEST_NOTE;
    if (units + note <= limits.units && entities <= limits.entities) break;
    units -= (lines[index]?.line.text.length ?? 0) + 1;
    entities -= lines[index]?.line.entities.length ?? 0;
    left.push(index);
  }
  return left;
}

const LONGEST_NOTE = earlierActions(100_000).length + 1;
