import type { FinalView } from '../../../../application/ports/chat/chat-channel.js';
import {
  type FormattedText,
  joinWith,
  messageLimits,
  plain,
  roomBeside,
  type TextLimits,
  tidy,
} from '../formatted-text.js';
import { renderOutside } from '../markdown/render-outside.js';
import { splitFormatted, trimFormatted } from '../split.js';
import { costLine } from './cost-line.js';
import { renderErrorPart } from './error-part.js';
import { fitActions } from './fit-actions.js';
import { renderFooter } from './run-footer.js';
import { renderHeader } from './run-header.js';

const BETWEEN = '\n\n';
const NOTHING: FormattedText = { text: '', entities: [] };

/** More parts than an answer will ever have, for the room that the longest header takes. */
const MANY = 99_999;

/**
 * A run that is over, in as many messages as it needs, or with `trim` in one: header, what it did or answered, what went
 * wrong, footer. Cost, context and resume line stand on the last message only. Every message is within Telegram's limits.
 */
export function renderFinal(view: FinalView, options: { readonly trim: boolean }): FormattedText[] {
  const facts = { ...view, label: view.status, engine: view.face.engine };
  const cost = view.usage === null || view.status === 'error' ? null : costLine(view.usage);
  const footer = renderFooter(view.face, cost);
  const room = roomBeside(messageLimits, [renderHeader(facts, MANY, MANY), footer, plain(BETWEEN.repeat(2))]);
  const bodies = options.trim ? [trimmedBody(view, room)] : splitBody(view, room);
  return bodies.map((body, index) =>
    tidy(
      joinWith(BETWEEN, [
        renderHeader(facts, index + 1, bodies.length),
        body,
        index === bodies.length - 1 ? footer : NOTHING,
      ]),
    ),
  );
}

function splitBody(view: FinalView, room: TextLimits): FormattedText[] {
  const body = joinWith(BETWEEN, [beforeAnswer(view, room), renderOutside(view.answer), afterAnswer(view)]);
  const chunks = splitFormatted(body, room);
  return chunks.length === 0 ? [NOTHING] : chunks;
}

function trimmedBody(view: FinalView, room: TextLimits): FormattedText {
  const before = beforeAnswer(view, room);
  const after = afterAnswer(view);
  const answer = renderOutside(view.answer);
  if (answer.text === '') return trimFormatted(joinWith(BETWEEN, [before, after]), room);
  const left = roomBeside(room, [before, after, plain(BETWEEN.repeat(2))]);
  return trimFormatted(joinWith(BETWEEN, [before, trimFormatted(answer, left), after]), room);
}

/** The last actions of a run that was cut, in at most half of the room. */
function beforeAnswer(view: FinalView, room: TextLimits): FormattedText {
  const note = plain(noteText(view));
  if (view.status === 'done' || view.status === 'error') return note;
  const half = { units: Math.floor(room.units / 2), entities: Math.floor(room.entities / 2) };
  return joinWith(BETWEEN, [note, fitActions(view.actions, { atMs: null, verbose: false }, half)]);
}

function noteText(view: FinalView): string {
  const resumable = view.face.resumeLine !== null;
  const silent = view.answer.trim() === '' && view.problem === null;
  switch (view.status) {
    case 'done':
      return silent ? 'The engine ended without an answer.' : '';
    case 'error':
      return silent ? 'The engine ended without an answer and without an error.' : '';
    case 'cancelled':
      return '';
    case 'interrupted':
      return `Cut off by a restart.${resumable ? ' Reply to this message to continue.' : ' Send it again to start over.'}`;
    case 'kept':
      return 'Had not begun before the restart; it will be taken up after it.';
  }
}

function afterAnswer({ status, problem, answer }: FinalView): FormattedText {
  const told = (status === 'done' || status === 'error') && problem !== null;
  return told ? renderErrorPart(problem, answer) : NOTHING;
}
