import type { MarkedText } from '../../../domain/chat/text-mark.js';
import { type MarkNode, markTree } from './mark-tree.js';
import { longestBackticks } from './markdown.js';

/** The words as they are written in Markdown where they carry more than that; everything else stays as it was written. */
export function asMarkdown(marked: MarkedText): string {
  if (marked.marks.length === 0) return marked.text;
  return render(marked.text, { start: 0, end: marked.text.length, inside: markTree(marked) });
}

type Span = Pick<MarkNode, 'start' | 'end' | 'inside'>;

function render(text: string, { start, end, inside }: Span): string {
  let out = '';
  let at = start;
  for (const node of inside) {
    out += text.slice(at, node.start);
    at = node.end;
    out = isOfLines(text, node) ? withLines(out, text, node) : out + inLine(text, node);
    if (isOfLines(text, node) && at < end) out += gapBehind(text, node);
  }
  return out + text.slice(at, end);
}

function isOfLines(text: string, { mark, start, end }: MarkNode): boolean {
  const { kind } = mark;
  return kind === 'block' || kind === 'quote' || (kind === 'code' && text.slice(start, end).includes('\n'));
}

/** Lines of their own: they begin on one. */
function withLines(before: string, text: string, node: MarkNode): string {
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  return before + gap + (node.mark.kind === 'quote' ? quoted(render(text, node)) : fenced(text, node));
}

/** What ends them: a quote goes on until an empty line. */
function gapBehind(text: string, { mark, end }: MarkNode): string {
  const isLineOver = text.startsWith('\n', end);
  if (mark.kind !== 'quote') return isLineOver ? '' : '\n';
  if (text.startsWith('\n\n', end)) return '';
  return isLineOver ? '\n' : '\n\n';
}

/** The words as somebody else's: a `>` before each line. */
export function quoted(words: string): string {
  return words
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

function fenced(text: string, { mark, start, end }: MarkNode): string {
  const code = text.slice(start, end).replace(/\n$/, '');
  const fence = '`'.repeat(Math.max(2, longestBackticks(code)) + 1);
  const language = /^[\w+#.-]{1,40}$/.test(mark.language ?? '') ? mark.language : '';
  return `${fence}${language}\n${code}\n${fence}`;
}

function inLine(text: string, node: MarkNode): string {
  const words = text.slice(node.start, node.end);
  return node.mark.kind === 'link' ? linked(text, node, words) : codeInLine(words);
}

function codeInLine(code: string): string {
  if (code.trim() === '') return code;
  const marks = '`'.repeat(longestBackticks(code) + 1);
  const gap = /^`|`$|^ .* $/s.test(code) ? ' ' : '';
  return `${marks}${gap}${code}${gap}${marks}`;
}

function linked(text: string, node: MarkNode, words: string): string {
  const url = (node.mark.url ?? '').replace(/\s/g, '');
  if (url === '' || bare(url) === bare(words)) return words;
  if (words.replace(INVISIBLE, '').trim() === '') return `<${url}>`;
  const target = /[()<>]/.test(url) ? `<${url.replaceAll('<', '%3C').replaceAll('>', '%3E')}>` : url;
  return `[${labelOf(text, node)}](${target})`;
}

function labelOf(text: string, { start, end, inside }: MarkNode): string {
  let out = '';
  let at = start;
  for (const { start: from, end: to, mark } of inside) {
    if (mark.kind !== 'code' || from < at) continue;
    out += escaped(text.slice(at, from)) + codeInLine(oneLine(text.slice(from, to)));
    at = to;
  }
  return out + escaped(text.slice(at, end));
}

function escaped(words: string): string {
  return oneLine(words).replace(/[[\]\\]/g, '\\$&');
}

function oneLine(words: string): string {
  return words.replaceAll('\n', ' ');
}

/** An address as people write it. */
function bare(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '');
}

/** What a link can hide behind. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;
