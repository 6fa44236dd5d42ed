import { expect } from 'chai';
import fc from 'fast-check';
import { Lexer } from 'marked';
import { oneLine } from '../../src/adapters/engines/stream/tool-text.js';
import type { FormattedText } from '../../src/adapters/telegram/text/formatted-text.js';
import { indentLines } from '../../src/adapters/telegram/text/markdown/indent-lines.js';
import { markdownTokens } from '../../src/adapters/telegram/text/markdown/markdown-tokens.js';
import { PatientLexer } from '../../src/adapters/telegram/text/markdown/patient-lexer.js';
import { renderMarkdown } from '../../src/adapters/telegram/text/markdown/render-markdown.js';
import type { TextEntity } from '../../src/adapters/telegram/text/text-entity.js';
import { tidyEntities } from '../../src/adapters/telegram/text/tidy-entities.js';
import { shorten } from '../../src/application/wording/text/shorten.js';
import { templatePrompt } from '../../src/application/wording/triggers/trigger-prompt.js';
import { joinedLines } from '../../src/domain/joined-lines.js';
import { renderTemplate, templateParts } from '../../src/domain/trigger/template.js';
import { anyMarkdown } from '../adapters/telegram/text/markdown-arbitraries.js';
import { fuzz, LONG_MS, textOf } from './fuzz.js';

const blanks = textOf(' ', '\n', '\r\n', '\t', '\u00a0', '\u2028', 'a', 'b c', '\ufeff');
const positions = fc.nat({ max: 30 });

/** What takes linear time gives what the plain, slow way of saying it gives. */
describe('linear readers of text', function () {
  this.timeout(LONG_MS);

  it('join lines', () =>
    fuzz(blanks, (text) => {
      expect(joinedLines(text, ' ⏎ ')).to.equal(text.replace(/\s*\n\s*/g, ' ⏎ '));
    }));

  it('put what a tool does on one line', () =>
    fuzz(fc.tuple(blanks, fc.integer({ min: 1, max: 40 })), ([text, length]) => {
      const line = text
        .trim()
        .replace(/\s*\r?\n\s*/g, ' ⏎ ')
        .replaceAll('\t', ' ');
      const cut = line.length <= length ? line : `${line.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
      if (text.trim().length <= 16 * length) expect(oneLine(text, length)).to.equal(cut);
      else expect(oneLine(text, length).length).to.be.at.most(length);
    }));

  it('keep values in their fence', () =>
    fuzz(textOf('<', '/', ' ', '\n', 'outside-', 'OUTSIDE-', '\u00a0', '</outside-n>'), (value) => {
      const [, ...lines] = templatePrompt('{{a}}', { a: `x${value}\nx` }, { name: 'webhook:x', nonce: 'n' }).split(
        '\n',
      );
      const slow = `x${value}\nx`.replace(/<(?=\s*\/?\s*outside-)/gi, '‹').replaceAll('#--', '# - -');
      expect(lines.join('\n')).to.equal(`<outside-n>\n${slow.replaceAll('--#', '- - #')}\n</outside-n>`);
    }));

  it('shorten', () =>
    fuzz(fc.tuple(blanks, fc.integer({ min: 1, max: 60 })), ([text, longest]) => {
      if (text.length <= longest || !text.isWellFormed()) return;
      const head = text.slice(0, longest - 1);
      if (!head.isWellFormed()) return;
      const wordEnd = /\s+\S*$/.exec(head)?.index ?? 0;
      expect(shorten(text, longest)).to.equal(
        `${(wordEnd > (longest * 2) / 3 ? head.slice(0, wordEnd) : head).trimEnd()}…`,
      );
    }));

  it('indent lines', () =>
    fuzz(fc.tuple(blanks, fc.array(fc.tuple(positions, positions)), fc.constantFrom('- ', '   ', '1. ')), (drawn) => {
      const [text, spans, first] = drawn;
      const entities = tidyEntities(
        text,
        spans.map(([offset, length], index) => ({ type: index % 2 === 0 ? 'pre' : 'bold', offset, length })),
      );
      const rest = ' '.repeat(first.length);
      expect(indentLines({ text, entities }, first, rest)).to.deep.equal(
        slowlyIndented({ text, entities }, first, rest),
      );
    }));

  it('keep the entities that Telegram takes', () =>
    fuzz(fc.tuple(blanks, fc.array(fc.tuple(fc.constantFrom(...TYPES), positions, positions))), ([text, spans]) => {
      const entities = spans.map(([type, offset, length]): TextEntity => ({ type, offset, length }));
      expect(tidyEntities(text, entities)).to.deep.equal(slowlyTidied(text, entities));
    }));

  it('read a template', () =>
    fuzz(fc.tuple(textOf('{{a}}', '{{ a.b }}', '{{a[0]}}', '{', '}', '\n'), fc.jsonValue()), ([template, a]) => {
      const parts = templateParts(template, { a });
      expect(parts.map(({ text }) => text).join('')).to.equal(renderTemplate(template, { a }));
    }));

  it('read the Markdown that people and agents write as marked does', () =>
    fuzz(fc.array(anyMarkdown, { maxLength: 4 }), (texts) => {
      const markdown = texts.join('\n\n');
      fc.pre(markdown.length < 2_000 && (markdown.match(/[[<*_~`]/g) ?? []).length < 128);
      expect(new PatientLexer({ gfm: true }).lex(markdown)).to.deep.equal(new Lexer({ gfm: true }).lex(markdown));
    }));

  it('read a long answer as they read its parts', () => {
    const prose = 'A sentence of an ordinary answer says what was done and why, and goes on to the next one. '.repeat(
      3,
    );
    const part = `## Heading\n\nSome **bold** and \`code\`, a [link](https://a.example/) and *more*. ${prose}\n\n- a\n  - b\n\n> q\n`;
    const times = Math.floor(32_000 / part.length);
    const one = renderMarkdown(part);
    const many = renderMarkdown(Array.from({ length: times }, () => part).join('\n'));
    expect(many.text).to.equal(Array.from({ length: times }, () => one.text).join('\n\n'));
    expect(many.entities.length).to.equal(times * one.entities.length);
    expect(markdownTokens(part)).to.not.equal(null);
  });
});

const TYPES = ['bold', 'italic', 'code', 'pre', 'text_link', 'blockquote', 'underline'] as const;

function slowlyIndented(body: FormattedText, first: string, rest: string): FormattedText {
  const preformatted = body.entities.filter((entity) => entity.type === 'pre');
  const indented = (start: number) =>
    !preformatted.some((pre) => start >= pre.offset && start < pre.offset + pre.length) &&
    body.text.charAt(start) !== '\n';
  const begin = indented(0) || first.trim() === '' ? first : `${first.trimEnd()}\n`;
  const insertedAt: { readonly at: number; readonly length: number }[] = [];
  let start = 0;
  const text = body.text.split('\n').map((line, index) => {
    const prefix = index === 0 ? begin : indented(start) && line !== '' ? rest : '';
    if (prefix !== '') insertedAt.push({ at: start, length: prefix.length });
    start += line.length + 1;
    return prefix + line;
  });
  const shift = (index: number, inclusive: boolean) =>
    insertedAt.reduce((sum, { at, length }) => (at < index || (inclusive && at === index) ? sum + length : sum), 0);
  const entities = body.entities.map((entity) => {
    const end = entity.offset + entity.length;
    const offset = entity.offset + shift(entity.offset, true);
    return { ...entity, offset, length: end + shift(end, false) - offset };
  });
  return { text: text.join('\n'), entities };
}

/** What is kept by its definition: every pair of entities is looked at. */
function slowlyTidied(text: string, entities: readonly TextEntity[]): TextEntity[] {
  const end = (one: TextEntity) => one.offset + one.length;
  const isCode = ({ type }: TextEntity) => type === 'code' || type === 'pre';
  const trimmed = sorted(entities.flatMap((entity) => trimmedTo(text, entity)));
  const solid = outermost(trimmed.filter((entity) => isCode(entity) || entity.type === 'text_link'));
  const code = solid.filter(isCode);
  const isAround = (inner: TextEntity) => (outer: TextEntity) =>
    outer.offset <= inner.offset && end(outer) >= end(inner) && outer.length > inner.length;
  const quotes = outermost(trimmed.filter((one) => one.type === 'blockquote' && !solid.some(isAround(one)))).map(
    (quote) => {
      const first = code.find((span) => span.offset < quote.offset && end(span) > quote.offset);
      return first === undefined ? quote : { ...quote, offset: first.offset, length: end(quote) - first.offset };
    },
  );
  const styles = (['bold', 'italic', 'strikethrough', 'underline'] as const)
    .flatMap((type) => outermost(trimmed.filter((one) => one.type === type)))
    .flatMap((style) => {
      let pieces = [style];
      for (const hole of code) {
        pieces = pieces.flatMap((piece) => [
          { ...piece, length: Math.min(piece.length, hole.offset - piece.offset) },
          {
            ...piece,
            offset: Math.max(piece.offset, end(hole)),
            length: end(piece) - Math.max(piece.offset, end(hole)),
          },
        ]);
        pieces = pieces.filter(({ length }) => length > 0);
      }
      return pieces;
    })
    .flatMap((style) => trimmedTo(text, style));
  return sorted([...quotes, ...solid, ...styles]);
}

function trimmedTo(text: string, entity: TextEntity): TextEntity[] {
  let [start, end] = [entity.offset, Math.min(text.length, entity.offset + entity.length)];
  while (end > start && text.charAt(end - 1).trim() === '') end--;
  while (entity.type !== 'code' && entity.type !== 'pre' && start < end && text.charAt(start).trim() === '') start++;
  return end > start ? [{ ...entity, offset: start, length: end - start }] : [];
}

function sorted(entities: readonly TextEntity[]): TextEntity[] {
  const rank = ({ type }: TextEntity) => (type === 'blockquote' ? 0 : type === 'code' || type === 'pre' ? 2 : 1);
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b));
}

function outermost(entities: readonly TextEntity[]): TextEntity[] {
  const kept: TextEntity[] = [];
  for (const one of entities) {
    if (kept.every((before) => one.offset >= before.offset + before.length)) kept.push(one);
  }
  return kept;
}
