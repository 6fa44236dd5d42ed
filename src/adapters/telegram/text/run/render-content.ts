import type { ChatFile, Content } from '../../../../application/ports/chat/chat-channel.js';
import type { ChatProblem } from '../../../../application/values/chat-problem.js';
import { chatProblemText } from '../../../../application/wording/chat/chat-problem-text.js';
import { brief } from '../brief.js';
import { type FormattedText, fits, joinWith, messageLimits, tidy } from '../formatted-text.js';
import { joinNotices } from '../join-notices.js';
import { renderMarkdown } from '../markdown/render-markdown.js';
import { renderOutside } from '../markdown/render-outside.js';
import { splitFormatted } from '../split.js';

/** What the file with the whole of a notice is called. */
const NOTICE_FILE = 'notice.txt';

/** The messages that say it, each within Telegram's limits; none if there is nothing to be seen. */
export function renderContent(content: Content): FormattedText[] {
  if ('problem' in content) return splitFormatted(renderMarkdown(chatProblemText(content.problem)), messageLimits);
  if ('notices' in content) return joined(content.notices.map((markdown) => renderNotice(markdown)));
  const shown = content.outside === true ? renderOutside(content.markdown) : renderMarkdown(content.markdown);
  return splitFormatted(content.brief === true ? brief(shown) : shown, messageLimits);
}

/** A notice, and what is wrong, in one message; empty if there is nothing to be seen. */
export function renderNotice(markdown: string, problem?: ChatProblem): FormattedText {
  return brief(wholeNotice(markdown, problem));
}

/** A file with the whole of a notice that one message can't hold; `null` if it can. */
export function noticeFile(markdown: string, problem?: ChatProblem): ChatFile | null {
  const whole = tidy(wholeNotice(markdown, problem));
  return fits(whole, messageLimits) ? null : { name: NOTICE_FILE, text: `${whole.text}\n` };
}

function wholeNotice(markdown: string, problem: ChatProblem | undefined): FormattedText {
  const why = problem === undefined ? '' : chatProblemText(problem);
  return joinWith('\n\n', [renderMarkdown(markdown), renderMarkdown(why)]);
}

function joined(notices: readonly FormattedText[]): FormattedText[] {
  const messages: FormattedText[] = [];
  for (let from = 0; from < notices.length; ) {
    const { message, count } = joinNotices(notices.slice(from));
    if (message.text !== '') messages.push(message);
    from += count;
  }
  return messages;
}
