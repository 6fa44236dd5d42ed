import { joinedLines } from '../domain/joined-lines.js';

/** The text as Markdown that shows exactly it, without any style. */
export function escapeMarkdown(text: string): string {
  return joinedLines(text, ' ').replace(/[\\`*_{}[\]()<>#+\-.!|~&=:@]/g, '\\$&');
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
