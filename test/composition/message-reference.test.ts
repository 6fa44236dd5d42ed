import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { messageParts } from '../support/message-list/explanations.js';
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

  it('calls what works an agent; an engine is a word of the configuration', () => {
    const chat = messageReference().split('## Problems of the configuration file')[0] ?? '';
    expect(chat.match(/^- .*\b(?:[Tt]he|[Tt]his|[Nn]o|[Aa]n) engines?\b.*$|^- .*\bengine[’']s\b.*$/gm)).to.equal(null);
  });

  it('names settings, commands and buttons that there are', () => {
    const settings = readFileSync('docs/reference/configuration.md', 'utf8');
    const commands = readFileSync('docs/reference/commands.md', 'utf8');
    const advice = messageParts()
      .flatMap(({ groups }) => groups)
      .flatMap(({ means, todo, messages }) => [means, todo, ...messages.flatMap((one) => [one.means, one.todo])])
      .join('\n');
    const named = [...advice.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    const missing = named.filter((name) => {
      if (/^\/[a-z]/.test(name)) return !commands.includes(`\`${name.split(' ')[0]}`);
      if (/^\[[a-z_.]+\]$/.test(name)) return !settings.includes(name.slice(0, -1));
      return /^[a-z.]+_[a-z_]+$/.test(name) && !settings.includes(`\`${name.split('.').at(-1)}\``);
    });
    expect(named).to.have.length.greaterThan(50);
    expect(missing).to.deep.equal([]);
    // What Telegram calls its own.
    const ours = [...advice.matchAll(/\*(\p{Lu}[^*\n]+)\*/gu)].flatMap(([, label = '']) =>
      label === 'Remain anonymous' ? [] : [label],
    );
    const said = messageReference()
      .split('\n')
      .filter((line) => line.startsWith('- '));
    expect(ours.filter((label) => !said.some((line) => line.includes(label)))).to.deep.equal([]);
  });

  it('has names of settings as they are searched for', () => {
    expect(messageReference()).to.include('set default_engine in untether.toml');
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
