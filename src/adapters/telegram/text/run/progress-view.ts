import type { ProgressView } from '../../../../application/ports/chat/chat-channel.js';
import { alsoWaits, progressLine, todoLine } from '../../../../application/wording/run/progress-text.js';
import { shortLine } from '../../../../application/wording/text/shorten.js';
import {
  concat,
  type FormattedText,
  joinWith,
  messageLimits,
  plain,
  roomBeside,
  styled,
  tidy,
} from '../formatted-text.js';
import { displayWidth } from '../markdown/display-width.js';
import { fitWidth } from '../markdown/fit-width.js';
import { withoutOrders } from '../markdown/without-orders.js';
import { WIDEST_LINE } from './action-lines.js';
import { fitActions } from './fit-actions.js';
import { latestWords } from './latest-words.js';
import { renderProgressFooter } from './run-footer.js';

const BETWEEN = '\n\n';
const LONGEST_REMARK = 200;
/** Columns that a todo gets however long the rest of its line is; and how much of it is looked at. */
const LEAST_TODO = 24;
const LONGEST_TODO = 400;

/** A run that waits or goes on, in one message: header, the agent's latest words, actions, footer. Always within Telegram's limits. */
export function renderProgress(view: ProgressView): FormattedText {
  const header = renderHeader(view);
  const footer = renderProgressFooter(view.face, view.unasked === true);
  const remark = joinWith('\n', [plain(alsoWaits(view)), plain(shortLine(view.remark ?? '', LONGEST_REMARK))]);
  const words = latestWords(view.said ?? '');
  const room = roomBeside(messageLimits, [header, remark, words, footer, plain(BETWEEN.repeat(4))]);
  const actions = fitActions(view.actions, view, room);
  return tidy(joinWith(BETWEEN, [header, remark, words, actions, footer]));
}

function renderHeader(view: ProgressView): FormattedText {
  const line = progressLine(view);
  const todo = todoLine(view.todos ?? []);
  const label = styled({ type: 'bold' }, line);
  if (todo === null || view.phase === 'queued' || view.phase === 'stopping') return label;
  const room = Math.max(LEAST_TODO, WIDEST_LINE - displayWidth(line));
  return withoutOrders(concat([label, ` · ${fitWidth(shortLine(todo, LONGEST_TODO), room)}`]));
}
