import { expect } from 'chai';
import fc from 'fast-check';
import { concat, type FormattedText, plain, styled } from '../../../../src/adapters/telegram/text/formatted-text.js';
import { renderMarkdown } from '../../../../src/adapters/telegram/text/markdown/render-markdown.js';
import { splitFormatted, trimFormatted } from '../../../../src/adapters/telegram/text/split.js';
import { longMarkdown } from './markdown-arbitraries.js';
import { covered, expectValidEntities } from './telegram-rules.js';

const limits = fc.record({ units: fc.integer({ min: 20, max: 600 }), entities: fc.integer({ min: 8, max: 100 }) });

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}

function texts(chunks: readonly FormattedText[]): string[] {
  return chunks.map((chunk) => chunk.text);
}

describe('a text that is too long for one message', () => {
  it('is cut before a paragraph', () => {
    const paragraphs = ['a '.repeat(30).trim(), 'b '.repeat(30).trim(), 'c '.repeat(30).trim()];
    expect(texts(splitFormatted(plain(paragraphs.join('\n\n')), { units: 130, entities: 10 }))).to.deep.equal([
      `${paragraphs[0]}\n\n${paragraphs[1]}`,
      paragraphs[2],
    ]);
  });

  it('is cut before a line where no paragraph ends, keeping the indentation', () => {
    const body = plain(`- ${'a'.repeat(40)}\n  - ${'b'.repeat(40)}\n  - ${'c'.repeat(40)}`);
    expect(texts(splitFormatted(body, { units: 100, entities: 10 }))).to.deep.equal([
      `- ${'a'.repeat(40)}\n  - ${'b'.repeat(40)}`,
      `  - ${'c'.repeat(40)}`,
    ]);
  });

  it('is cut before a word where no line ends', () => {
    const chunks = splitFormatted(plain('lorem ipsum '.repeat(20)), { units: 50, entities: 10 });
    for (const chunk of chunks) expect(chunk.text).to.match(/^(?:lorem|ipsum)(?: (?:lorem|ipsum))*$/);
  });

  it('is cut after a sentence in a script without blanks', () => {
    const [first] = splitFormatted(plain(`${'字'.repeat(30)}。${'字'.repeat(60)}`), { units: 40, entities: 10 });
    expect(first?.text).to.equal(`${'字'.repeat(30)}。`);
  });

  it('is cut between whole characters where there is nothing else', () => {
    const family = '👨‍👩‍👧‍👦';
    const chunks = splitFormatted(plain(family.repeat(30)), { units: 50, entities: 10 });
    for (const chunk of chunks) expect(chunk.text.length % family.length).to.equal(0);
    expect(texts(chunks).join('')).to.equal(family.repeat(30));
  });

  it('goes on with code in its language, and cuts code between lines', () => {
    const code = Array.from({ length: 40 }, (_, n) => `  const v${n} = ${n};`).join('\n');
    const chunks = splitFormatted(renderMarkdown(`Intro\n\n\`\`\`ts\n${code}\n\`\`\`\n\nEnd`), {
      units: 200,
      entities: 10,
    });
    expect(chunks.length).to.be.greaterThan(3);
    for (const chunk of chunks.slice(1, -1)) {
      expect(chunk.entities).to.deep.equal([{ type: 'pre', language: 'ts', offset: 0, length: chunk.text.length }]);
      expect(chunk.text).to.match(/^ {2}const .*;$/s);
    }
    expect(chunks.flatMap((chunk) => covered(chunk, 'pre')).join('\n')).to.equal(code);
  });

  it('goes on with bold, links and quotes', () => {
    const words = 'word '.repeat(60).trim();
    const body = renderMarkdown(`> **${words}**\n\n[${words}](https://a.example/)`);
    const chunks = splitFormatted(body, { units: 100, entities: 10 });
    for (const chunk of chunks) {
      const styled = covered(chunk, 'bold').length + covered(chunk, 'text_link').length;
      expect(styled, chunk.text).to.be.greaterThan(0);
    }
    expect(chunks.flatMap((chunk) => covered(chunk, 'bold')).join(' ')).to.equal(words);
  });

  it('rather breaks before a code block than inside it', () => {
    const code = Array.from({ length: 10 }, () => 'x = 1').join('\n');
    const body = renderMarkdown(`${'text '.repeat(12).trim()}\n\n\`\`\`\n${code}\n\`\`\``);
    const chunks = splitFormatted(body, { units: 100, entities: 10 });
    expect(texts(chunks)).to.deep.equal(['text '.repeat(12).trim(), code]);
  });

  it('leaves no heading behind at the end of a message', () => {
    const body = renderMarkdown(`${'a '.repeat(25)}\n\n${'b '.repeat(20)}\n\n## Heading\n\n${'c '.repeat(25)}`);
    const chunks = splitFormatted(body, { units: 110, entities: 10 });
    expect(texts(chunks)[1]).to.match(/^Heading\n\nc /);
  });

  it('is cut earlier when its entities run out', () => {
    const body = renderMarkdown(Array.from({ length: 250 }, (_, n) => `\`c${n}\``).join(' '));
    const chunks = splitFormatted(body, { units: 4_096, entities: 100 });
    expect(chunks.map((chunk) => chunk.entities.length)).to.deep.equal([100, 100, 50]);
  });

  it('keeps to the limits, gives the text back but for blanks at the borders, and has valid entities', () => {
    fc.assert(
      fc.property(longMarkdown, limits, (markdown, room) => {
        const body = renderMarkdown(markdown);
        const chunks = splitFormatted(body, room);
        for (const chunk of chunks) {
          expectValidEntities(chunk);
          expect(chunk.text.length).to.be.at.most(room.units).and.at.least(1);
          expect(chunk.entities.length).to.be.at.most(room.entities);
        }
        expect(withoutBlanks(texts(chunks).join(''))).to.equal(withoutBlanks(body.text));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every character under the same styles', () => {
    const marked = (bodies: readonly FormattedText[]) =>
      bodies.flatMap(({ text, entities }) =>
        Array.from({ length: text.length }, (_, at) => ({ at, char: text.charAt(at) }))
          .filter(({ char }) => /\S/.test(char))
          .map(({ at, char }) => {
            const here = entities.filter((entity) => entity.offset <= at && at < entity.offset + entity.length);
            return `${char}:${here
              .map((entity) => `${entity.type}${entity.language ?? ''}`)
              .toSorted()
              .join('+')}`;
          }),
      );
    fc.assert(
      fc.property(longMarkdown, limits, (markdown, room) => {
        const body = renderMarkdown(markdown.slice(0, 4_000));
        expect(marked(splitFormatted(body, room))).to.deep.equal(marked([body]));
      }),
      { numRuns: 100 },
    );
  });

  it('gives nothing for nothing, and one piece for what fits', () => {
    expect(splitFormatted(plain(' \n '), { units: 100, entities: 10 })).to.deep.equal([]);
    expect(splitFormatted(styled({ type: 'bold' }, 'a'), { units: 100, entities: 10 })).to.have.length(1);
  });

  it('ends with an ellipsis when it is trimmed instead, within the limits', () => {
    fc.assert(
      fc.property(longMarkdown, limits, (markdown, room) => {
        const body = renderMarkdown(markdown);
        const trimmed = trimFormatted(body, room);
        expectValidEntities(trimmed);
        expect(trimmed.text.length).to.be.at.most(room.units);
        expect(trimmed.entities.length).to.be.at.most(room.entities);
        if (trimmed.text !== body.text) expect(trimmed.text.endsWith('…')).to.equal(true);
      }),
      { numRuns: 200 },
    );
    const inCode = trimFormatted(concat([styled({ type: 'pre' }, 'line\n'.repeat(50))]), { units: 60, entities: 10 });
    expect(inCode.text).to.match(/line\n…$/);
  });
});
