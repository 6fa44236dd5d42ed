import type { FinalView, RunHeader } from '../../../../application/ports/chat/chat-channel.js';
import { ACTION_SIGNS } from '../../../../application/wording/run/action-text.js';
import { doneText } from '../../../../application/wording/run/end-text.js';
import {
  changesText,
  costText,
  footerDetails,
  originText,
  permissionWords,
} from '../../../../application/wording/run/footer-text.js';
import { NOT_ASKING } from '../../../../application/wording/run/progress-text.js';
import { shortLine } from '../../../../application/wording/text/shorten.js';
import { joinedLines } from '../../../../domain/joined-lines.js';
import { concat, type FormattedText, joinWith, plain, styled, tidy } from '../formatted-text.js';
import { withoutOrders } from '../markdown/without-orders.js';
import { shortModel } from './short-model.js';

const BETWEEN = ' · ';
const LONGEST_NAME = 64;
const LONGEST_FACT = 120;
const MOST_WARNINGS = 3;

/** A longer command is left out: cut off it would be of no use. */
const LONGEST_RESUME_LINE = 1_024;

/** Names in which Telegram finds no address. */
const PLAIN_NAME = /^[\w/-]*$/;

/** What stands below a run that goes on: where, who, and what it does unasked; the command that continues it, if it is to be seen. */
export function renderProgressFooter(face: RunHeader, unasked: boolean): FormattedText {
  return footer(factsOf(face, unasked), [resumeLine(face.resumeLine)]);
}

/**
 * What stands below a run that is over: one line, `✓ 38 s · $0.42 · webshop@main · opus 5.5`, and the rest folded below
 * it. `part`: which message it is of several.
 */
export function renderFinalFooter(view: FinalView, part: string | null): FormattedText {
  const { status, usage, changes, face, warnings = [] } = view;
  const shown = status === 'error' ? null : usage;
  const facts = [
    part,
    status === 'done' ? doneText(view) : null,
    costText(shown),
    changes === undefined || changes.files === 0 ? null : changesText(changes),
  ];
  const details = footerDetails({ ...view, usage: shown }).map((fact) => plain(shortLine(fact, LONGEST_FACT)));
  return footer(
    [...facts.map((fact) => plain(fact ?? '')), ...factsOf(face, false)],
    [
      ...warnings.slice(-MOST_WARNINGS).map((text) => plain(ACTION_SIGNS.warning + shortLine(text, LONGEST_FACT))),
      joinWith(BETWEEN, [resumeLine(face.resumeLine), ...details]),
    ],
  );
}

/** A mark of ours on a line of its own. */
export function renderMark(text: string): FormattedText {
  return styled({ type: 'underline' }, text);
}

/** Its first line is underlined, which nothing else ever is: an answer may end in the same words, but not in a footer. */
function footer(facts: readonly FormattedText[], folded: readonly FormattedText[]): FormattedText {
  const line = styled({ type: 'underline' }, joinWith(BETWEEN, facts));
  const rest = styled({ type: 'expandable_blockquote' }, joinWith('\n', folded));
  return tidy(withoutOrders(tidy(joinWith('\n', [line, rest]))));
}

function factsOf(face: RunHeader, unasked: boolean): readonly FormattedText[] {
  const { engine, meta, origin } = face;
  const model = meta.model === undefined ? engine : shortModel(meta.model);
  const mode = unasked ? NOT_ASKING : permissionWords(face);
  const words = [model, mode, originText(origin)].map((fact) => plain(shortLine(fact ?? '', LONGEST_FACT)));
  return [contextText(face), ...words];
}

function contextText({ context }: RunHeader): FormattedText {
  if (context === null) return plain('');
  const branch = context.branch === null ? '' : `@${shortLine(context.branch, LONGEST_NAME)}`;
  const project = shortLine(context.project, LONGEST_NAME);
  const name = project + branch;
  return PLAIN_NAME.test(project) && PLAIN_NAME.test(branch.slice(1)) ? plain(name) : styled({ type: 'code' }, name);
}

function resumeLine(command: string | null): FormattedText {
  if (command === null || command.trim() === '' || command.length > LONGEST_RESUME_LINE) return plain('');
  return concat(['↩️ ', styled({ type: 'code' }, joinedLines(command, ' ').trim())]);
}
