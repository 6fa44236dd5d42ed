import type { ProgressView } from '../../../../application/ports/chat/chat-channel.js';
import { shortLine } from '../../../../application/wording/text/shorten.js';
import { type FormattedText, joinWith, messageLimits, plain, roomBeside, tidy } from '../formatted-text.js';
import { fitActions } from './fit-actions.js';
import { renderFooter } from './run-footer.js';
import { renderHeader } from './run-header.js';

const BETWEEN = '\n\n';
const UNASKED = '⏩ not asking in this task';
const LONGEST_REMARK = 200;

/** A run that waits or goes on, in one message: header, the last actions, footer. Always within Telegram's limits. */
export function renderProgress(view: ProgressView): FormattedText {
  const header = renderHeader({ ...view, label: view.phase, engine: view.face.engine });
  const footer = renderFooter(view.face, null, view.unasked === true ? UNASKED : null);
  const reason = plain(reasonText(view.phase));
  const remark = plain(shortLine(view.remark ?? '', LONGEST_REMARK));
  const room = roomBeside(messageLimits, [header, remark, reason, footer, plain(BETWEEN.repeat(4))]);
  const actions = fitActions(view.actions, view, room);
  return tidy(joinWith(BETWEEN, [header, remark, reason, actions, footer]));
}

function reasonText(phase: ProgressView['phase']): string {
  switch (phase) {
    case 'queued':
      return 'Waits until the run before it in this conversation has ended.';
    case 'stopping':
      return 'Cancelled; its processes are being ended.';
    case 'starting':
    case 'asking':
    case 'working':
      return '';
  }
}
