import type { MarkedToken, Token, Tokens } from 'marked';
import { concat, type FormattedText, plain, styled } from '../formatted-text.js';
import { resolveCharacterReferences } from './character-references.js';
import { fileLinkText } from './file-link.js';
import { hostNote, linkTarget } from './link-target.js';
import { markedTokens } from './markdown-tokens.js';

/** Deeper emphasis is shown as it is written. */
const DEEPEST = 32;

/** The content of a paragraph, a heading or a table cell. */
export function renderInline(tokens: readonly Token[], depth = 0): FormattedText {
  return concat(markedTokens(tokens).map((token) => renderToken(token, depth)));
}

function renderToken(token: MarkedToken, depth: number): FormattedText {
  if (depth > DEEPEST) return plain(token.raw);
  switch (token.type) {
    case 'strong':
      return styled({ type: 'bold' }, renderInline(token.tokens, depth + 1));
    case 'em':
      return styled({ type: 'italic' }, renderInline(token.tokens, depth + 1));
    case 'del':
      return styled({ type: 'strikethrough' }, renderInline(token.tokens, depth + 1));
    case 'codespan':
      return styled({ type: 'code' }, token.text);
    case 'br':
      return plain('\n');
    case 'link':
      return renderLink(token, depth);
    case 'image':
      return renderImage(token);
    case 'text':
      return token.tokens ? renderInline(token.tokens, depth + 1) : plain(resolveCharacterReferences(token.text));
    case 'escape':
      return plain(token.text);
    case 'checkbox':
      return plain('');
    default:
      return plain(token.raw);
  }
}

function renderLink(token: Tokens.Link, depth: number): FormattedText {
  if (token.autolink) return plain(token.text);
  const label = renderInline(token.tokens, depth + 1);
  return pointTo(resolveCharacterReferences(token.href), label);
}

function renderImage(token: Tokens.Image): FormattedText {
  return pointTo(resolveCharacterReferences(token.href), plain(resolveCharacterReferences(token.text)));
}

function pointTo(href: string, label: FormattedText): FormattedText {
  const target = linkTarget(href);
  const file = target === null ? fileLinkText(href, label.text) : null;
  if (file !== null) return styled({ type: 'code' }, file);
  const address = target === null ? styled({ type: 'code' }, href) : plain(href);
  if (label.text.trim() === '' || label.text === href) return address;
  if (target !== null) {
    return styled({ type: 'text_link', url: target }, concat([label, hostNote(target, label.text)]));
  }
  return href === '' ? label : concat([label, ' (', address, ')']);
}
