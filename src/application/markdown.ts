import { joinedLines } from '../domain/joined-lines.js';
import { ordersIn } from './orders-in-text.js';

/**
 * The text as Markdown that shows exactly it, on one line. Without any style, but for what can be tapped to send a command
 * or to name a person: that is shown as code, in which nothing can.
 */
export function escapeMarkdown(text: string): string {
  const line = joinedLines(text, ' ');
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
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const blank = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return fence + blank + line + blank + fence;
}

/** The text as a Markdown code block, whatever backticks are in it. */
export function codeBlock(text: string, language = ''): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
