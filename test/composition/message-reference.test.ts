import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { messageObjections, messageReference } from '../support/message-list/message-reference.js';
import { saidTexts } from '../support/message-list/said-texts.js';

const textsOf = (source: string) => saidTexts(source).map(({ text }) => text);
/** What a template says whose holes are written as `#{…}`. */
const templateOf = (template: string) =>
  textsOf(`export const a = (n: string) => \`${template.replaceAll('#', '$')}\`;`);

describe('the reference of messages', () => {
  it('is what the code says (`npm run docs:reference`)', () => {
    expect(readFileSync('docs/reference/messages.md', 'utf8')).to.equal(messageReference());
  });

  it('explains every group, and every message that tells of a problem (scripts/messages)', () => {
    expect(messageObjections()).to.deep.equal([]);
  });

  it('has texts as people see them, with … where something is put in', () => {
    expect(templateOf("❌ #{codeSpan(n)} **did not** start. #{codeSpan('/at list')} shows it.")).to.deep.equal([
      '❌ … did not start. /at list shows it.',
    ]);
    expect(textsOf("export const a = 'The first half of it ' + 'and the second.';")).to.deep.equal([
      'The first half of it and the second.',
    ]);
  });

  it('has each of a few ways of saying something, and the pieces of many', () => {
    expect(templateOf("⏳ #{n === '1' ? 'One waits' : 'Some wait'} here.")).to.deep.equal([
      '⏳ One waits here.',
      '⏳ Some wait here.',
    ]);
    const many = "#{n ? 'Some of them' : 'None of them'} #{n ? 'now' : ''} #{n ? 'here' : ''}.";
    expect(templateOf(many)).to.deep.equal(['Some of them', 'None of them']);
  });

  it('has what to do where the code says it beside the problem', () => {
    expect(saidTexts("export const a = { message: 'The disk is full.', hint: 'Make room on it.' };")).to.deep.equal([
      { text: 'The disk is full.', hint: 'Make room on it.' },
    ]);
  });

  it('leaves out names in the code, what is compared, and what is imported', () => {
    expect(
      textsOf(
        "import { a } from 'Not a message'; export const b = (c: 'Not a type') => c === 'Not a value' || c.split('Not cut at');",
      ),
    ).to.deep.equal([]);
    expect(textsOf("export const a = { kind: 'Not a kind', text: 'some-name' };")).to.deep.equal([]);
  });
});
