import { joinedLines } from '../domain/joined-lines.js';
import { ORDERS } from './orders-in-text.js';

/** Characters that may mean something in Markdown, and what can be tapped to give an order. */
const MEANING = new RegExp(`${ORDERS.source}|[\\\\\`*_{}[\\]()<>#+\\-.!|~&=:@]`, 'gi');

/**
 * The text as Markdown that shows exactly it, on one line. Without any style, but for what can be tapped to send a command
 * or to name a person: that is shown as code, in which nothing can.
 */
export function escapeMarkdown(text: string): string {
  return joinedLines(text, ' ').replace(MEANING, (found) => (found.length === 1 ? `\\${found}` : codeSpan(found)));
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
