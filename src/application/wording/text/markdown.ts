import { joinedLines } from '../../../domain/joined-lines.js';
import { ordersIn } from './orders-in-text.js';
import { visibleText } from './visible-text.js';

/** Ends of lines as some write them, and blanks that prose has where typography wants them. */
const ODD_BLANKS = /\r(?=\n)|[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;

/**
 * The text as Markdown that shows exactly it, on one line; what can't be seen as its code point. Without any style, but for what
 * can be tapped to send a command or to name a person: that is shown as code, in which nothing can.
 */
export function escapeMarkdown(text: string): string {
  const line = joinedLines(visibleText(text.replace(ODD_BLANKS, ' ')), ' ');
  const parts: string[] = [];
  let end = 0;
  for (const order of ordersIn(line)) {
    parts.push(escaped(line.slice(end, order.offset)), codeSpan(order.text));
    end = order.offset + order.text.length;
  }
  return parts.join('') + escaped(line.slice(end));
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+\-.!|~&=:@]/g, '\\$&');
}

/** The text as a Markdown code span on one line, whatever backticks are in it. */
export function codeSpan(text: string): string {
  const line = visibleText(text).replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  const fence = '`'.repeat(longestBackticks(line) + 1);
  const blank = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return fence + blank + line + blank + fence;
}

/** The text as a Markdown code block, whatever backticks are in it. */
export function codeBlock(code: string, language = ''): string {
  const text = visibleText(code);
  const fence = '`'.repeat(Math.max(2, longestBackticks(text)) + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** How many backticks stand in a row at the most. */
export function longestBackticks(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
