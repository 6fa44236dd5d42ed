import type { MarkedToken, Token, Tokens } from 'marked';
import { concat, type FormattedText, plain, styled, tidy } from '../formatted-text.js';
import { indentLines } from './indent-lines.js';
import { isLong } from './long-text.js';
import { markedTokens } from './markdown-tokens.js';
import { renderInline } from './render-inline.js';
import { renderTable } from './render-table.js';

/** Where a block stands. */
export interface BlockScope {
  /** Labels of link definitions that are in use; the others are shown. */
  readonly usedLabels: ReadonlySet<string>;
  /** How many lists and quotes it is in. */
  readonly depth: number;
  /** Whether it is in a quote. */
  readonly quoted: boolean;
}

/** Deeper lists and quotes are shown as they are written. */
const DEEPEST = 32;
const RULE = '──────────';
const EMPTY: FormattedText = { text: '', entities: [] };

/** Blocks below each other, with an empty line where their author left one. */
export function renderBlocks(tokens: readonly Token[], scope: BlockScope): FormattedText {
  const parts: (FormattedText | string)[] = [];
  let before: MarkedToken | null = null;
  let apart = false;
  for (const token of markedTokens(tokens)) {
    const block = tidy(renderBlock(token, scope, apart ? null : before));
    if (block.text !== '') {
      if (before !== null) parts.push(apart ? '\n\n' : '\n');
      parts.push(block);
      before = token;
      apart = false;
    }
    apart ||= token.type === 'space' || endsInEmptyLine(token.raw);
  }
  return concat(parts);
}

function endsInEmptyLine(raw: string): boolean {
  return /\n[ \t]*\n/.test(raw.slice(raw.trimEnd().length));
}

function renderBlock(token: MarkedToken, scope: BlockScope, directlyBefore: MarkedToken | null): FormattedText {
  if (scope.depth > DEEPEST) return plain(token.raw);
  switch (token.type) {
    case 'heading':
      return styled({ type: 'bold' }, renderInline(token.tokens));
    case 'paragraph':
      return renderInline(token.tokens);
    case 'text':
      return renderInline(token.tokens ?? [token]);
    case 'code':
      return renderCode(token);
    case 'blockquote':
      return renderQuote(token, scope);
    case 'list':
      return followsNumbers(token, directlyBefore)
        ? indentLines(renderList(token, scope), '   ', '   ')
        : renderList(token, scope);
    case 'table':
      return renderTable(token);
    case 'hr':
      return plain(RULE);
    case 'def':
      return scope.usedLabels.has(token.tag) ? EMPTY : plain(token.raw);
    case 'space':
    case 'checkbox':
      return EMPTY;
    case 'html':
      return plain(token.raw);
    default:
      return renderInline([token]);
  }
}

function renderCode(token: Tokens.Code): FormattedText {
  if (token.text.trim() === '') return EMPTY;
  const language = /^[\w+#.-]{1,32}/.exec(token.lang ?? '')?.[0];
  return styled({ type: 'pre', ...(language === undefined ? {} : { language }) }, token.text);
}

function renderQuote(token: Tokens.Blockquote, scope: BlockScope): FormattedText {
  const content = renderBlocks(token.tokens, { ...scope, depth: scope.depth + 1, quoted: true });
  if (scope.quoted) return indentLines(content, '> ', '> ');
  return styled({ type: isLong(content.text) ? 'expandable_blockquote' : 'blockquote' }, content);
}

/** Agents write points right below a numbered one without indenting them; they belong to it all the same. */
function followsNumbers(list: Tokens.List, before: MarkedToken | null): boolean {
  return !list.ordered && before?.type === 'list' && before.ordered;
}

function renderList(list: Tokens.List, scope: BlockScope): FormattedText {
  const items = list.items.map((item, index) => {
    const marker = markerOf(list, item, index);
    const content = renderBlocks(item.tokens, { ...scope, depth: scope.depth + 1 });
    return indentLines(tidy(content), marker, ' '.repeat(marker.length));
  });
  return concat(items.flatMap((item, index) => (index === 0 ? [item] : [list.loose ? '\n\n' : '\n', item])));
}

function markerOf(list: Tokens.List, item: Tokens.ListItem, index: number): string {
  const box = item.task ? (item.checked ? '☑ ' : '☐ ') : '';
  if (!list.ordered) return box === '' ? '- ' : box;
  const delimiter = /^\s*\d+([.)])/.exec(item.raw)?.[1] ?? '.';
  return `${Number(list.start) + index}${delimiter} ${box}`;
}
