import type { FinalView } from '../../../../application/ports/chat/chat-channel.js';
import { EARLIER_LABEL, endLabel, endNote, partText } from '../../../../application/wording/run/end-text.js';
import {
  type FormattedText,
  joinWith,
  messageLimits,
  plain,
  roomBeside,
  styled,
  type TextLimits,
  tidy,
} from '../formatted-text.js';
import { renderFolded, renderOutside } from '../markdown/render-outside.js';
import { splitFormatted, trimFormatted } from '../split.js';
import { renderErrorPart } from './error-part.js';
import { fitActions } from './fit-actions.js';
import { renderFinalFooter, renderMark } from './run-footer.js';

const BETWEEN = '\n\n';
const NOTHING: FormattedText = { text: '', entities: [] };

/** More parts than an answer will ever have, for the room that the longest mark takes. */
const MANY = partText(99_999, 99_999);

/** Below this much room nothing more is worth showing. */
const LEAST: TextLimits = { units: 200, entities: 16 };

/**
 * A run that is over, in as many messages as it needs, or with `trim` in one: first what a person looks for, the answer or
 * how it failed; below it what the agent said before; the footer on the last message. Each is within Telegram's limits.
 */
export function renderFinal(
  view: FinalView,
  options: { readonly trim: boolean; readonly note?: string },
): FormattedText[] {
  const room = roomBeside(messageLimits, [renderFinalFooter(view, MANY), plain(BETWEEN)]);
  const bodies = options.trim ? [trimmedBody(view, room, options.note)] : splitBody(view, room);
  return bodies.map((body, index) => {
    const part = bodies.length === 1 ? null : partText(index + 1, bodies.length);
    const isLast = index === bodies.length - 1;
    const below = isLast ? renderFinalFooter(view, part) : part === null ? NOTHING : renderMark(part);
    return tidy(joinWith(BETWEEN, [body, below]));
  });
}

function splitBody(view: FinalView, room: TextLimits): FormattedText[] {
  const body = joinWith(BETWEEN, [above(view, room), renderOutside(view.answer), below(view), earlierPart(view)]);
  const chunks = splitFormatted(body, room);
  return chunks.length === 0 ? [NOTHING] : chunks;
}

function trimmedBody(view: FinalView, room: TextLimits, note = ''): FormattedText {
  const around = [above(view, room), joinWith(BETWEEN, [plain(note), below(view)])] as const;
  const answer = renderOutside(view.answer);
  const left = roomBeside(room, [...around, plain(BETWEEN.repeat(2))]);
  const shown = answer.text === '' ? answer : trimFormatted(answer, left);
  const body = trimFormatted(joinWith(BETWEEN, [around[0], shown, around[1]]), room);
  const rest = roomBeside(room, [body, plain(BETWEEN)]);
  const isFull = rest.units < LEAST.units || rest.entities < LEAST.entities;
  const earlier = isFull ? NOTHING : earlierPart(view);
  return earlier.text === '' ? body : joinWith(BETWEEN, [body, trimFormatted(earlier, rest)]);
}

/** How it ended, if not well: with what a person can do, and the last actions of a run that was cut in at most half of the room. */
function above(view: FinalView, room: TextLimits): FormattedText {
  const label = endLabel(view);
  const head = [label === null ? NOTHING : styled({ type: 'bold' }, label), plain(endNote(view))];
  if (view.status === 'done') return joinWith(BETWEEN, head);
  if (view.status === 'error') return joinWith(BETWEEN, [...head, problemPart(view)]);
  const half = { units: Math.floor(room.units / 2), entities: Math.floor(room.entities / 2) };
  return joinWith(BETWEEN, [...head, fitActions(view.actions, { atMs: null, verbose: false }, half)]);
}

/** A problem beside an answer that came all the same. */
function below(view: FinalView): FormattedText {
  return view.status === 'done' ? problemPart(view) : NOTHING;
}

function problemPart({ problem, answer }: FinalView): FormattedText {
  return problem === null ? NOTHING : renderErrorPart(problem, answer);
}

/** What the agent said before its answer, in one quote that takes three lines until it is tapped. */
function earlierPart({ earlier = [] }: FinalView): FormattedText {
  const said = earlier.filter((text) => text.trim() !== '');
  return said.length === 0 ? NOTHING : renderFolded(EARLIER_LABEL, said.join(BETWEEN));
}
