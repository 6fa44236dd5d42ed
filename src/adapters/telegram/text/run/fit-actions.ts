import type { ActionState } from '../../../../domain/run/run-state.js';
import { concat, type FormattedText, fits, joinWith, plain, type TextLimits, tidy } from '../formatted-text.js';
import { trimFormatted } from '../split.js';
import { type ActionLook, renderAction } from './action-lines.js';

/** Longest title and longest note, from the usual to the shortest that still tells something. */
const LENGTHS = [
  { longestTitle: 300, longestNote: 4_096 },
  { longestTitle: 300, longestNote: 600 },
  { longestTitle: 120, longestNote: 240 },
  { longestTitle: 60, longestNote: 120 },
];

/** The actions, one below the other, within the limits: titles get shorter first, then the oldest actions are left out. */
export function fitActions(
  actions: readonly ActionState[],
  look: Pick<ActionLook, 'atMs' | 'verbose'>,
  limits: TextLimits,
): FormattedText {
  const render = (shown: readonly ActionState[], lengths: (typeof LENGTHS)[number]) =>
    withoutOldest(
      actions.length - shown.length,
      joinWith(
        '\n',
        shown.map((state) => renderAction(state, { ...look, ...lengths })),
      ),
    );

  let body = plain('');
  for (const lengths of LENGTHS) {
    body = render(actions, lengths);
    if (fits(body, limits)) return body;
  }
  const shortest = LENGTHS.at(-1) ?? { longestTitle: 60, longestNote: 120 };
  for (let left = 1; left < actions.length; left++) {
    body = render(actions.slice(left), shortest);
    if (fits(body, limits)) return body;
  }
  return trimFormatted(body, limits);
}

function withoutOldest(count: number, lines: FormattedText): FormattedText {
  return tidy(count === 0 ? lines : concat([`… ${count} earlier\n`, lines]));
}
