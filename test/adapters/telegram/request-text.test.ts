import { expect } from 'chai';
import fc from 'fast-check';
import { telegramTexts } from '../../../src/adapters/telegram/telegram-texts.js';
import { requestButtons, requestPressOf } from '../../../src/application/run/approval/request-buttons.js';
import { requestRecord } from '../../../src/application/wording/approval/request-record.js';
import { requestText } from '../../../src/application/wording/approval/request-text.js';
import type { AgentRequest } from '../../../src/domain/run/agent-request.js';
import { QuestionSheet } from '../../../src/domain/run/question-sheet.js';
import { toolRequest } from '../../support/builders/tool-request.js';

const long = fc.string({ maxLength: 6_000 }).map((text) => text.repeat(5));
const lines = fc.array(fc.string({ maxLength: 300 }), { maxLength: 200 }).map((all) => all.join('\n'));
const scope = fc.oneof(
  fc.constant({ kind: 'edits' as const }),
  fc.record({ kind: fc.constant('directories' as const), paths: fc.array(long) }),
  fc.record({ kind: fc.constant('rule' as const), tool: fc.string(), name: fc.string(), content: fc.option(long) }),
);
const tool = fc.record({
  kind: fc.constant('tool' as const),
  id: fc.constant('r'),
  tool: fc.string({ maxLength: 60 }),
  subject: fc.option(long),
  preview: fc.option(fc.record({ language: fc.constantFrom('sh', 'diff'), text: fc.oneof(long, lines) })),
  fields: fc.array(fc.record({ name: fc.string(), value: fc.oneof(long, lines) }), { maxLength: 40 }),
  reason: fc.option(long),
  target: fc.option(fc.record({ path: long, real: long, within: fc.option(long) })),
  always: fc.array(scope, { maxLength: 3 }),
  planned: fc.boolean(),
});
const option = fc.record({ label: long.filter((text) => text !== ''), description: fc.option(long) });
const question = fc.record({ text: long, options: fc.array(option, { maxLength: 5 }), many: fc.boolean() });
const asking = fc.record({
  kind: fc.constant('questions' as const),
  id: fc.constant('q'),
  questions: fc.array(question, { minLength: 1, maxLength: 4 }),
});

function sheetOf(request: AgentRequest): QuestionSheet | null {
  return request.kind === 'questions' ? new QuestionSheet(request.questions) : null;
}

function shown(markdown: string): readonly string[] {
  return telegramTexts.content({ markdown }).map(({ text }) => text);
}

describe('the message in which an agent asks', () => {
  it('is one message, whatever is asked', () => {
    fc.assert(
      fc.property(fc.oneof(tool, asking), (request) => {
        expect(shown(requestText(request, sheetOf(request)).markdown)).to.have.length(1);
        expect(shown(requestRecord(request, { kind: 'over' }))).to.have.length(1);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps questions readable that nobody answered, whatever ended them', () => {
    const questions = ['Which colour?', 'How many?'].map((text) => ({ text, options: [], many: false }));
    const request: AgentRequest = { kind: 'questions', id: 'q', questions };
    for (const end of [
      { kind: 'over' },
      { kind: 'withdrawn' },
      { kind: 'skipped', by: null },
      { kind: 'unanswered', afterMs: 60_000 },
    ] as const) {
      expect(shown(requestRecord(request, end))[0], end.kind).to.include('Which colour? · How many?');
    }
  });

  it('has buttons that Telegram takes, and that mean what they were made for', () => {
    fc.assert(
      fc.property(fc.oneof(tool, asking), fc.boolean(), (request, outlined) => {
        const source = { key: '0123456789ab', request, sheet: sheetOf(request), outlined, more: null };
        const buttons = requestButtons(source)
          .flat()
          .map((button) => ({ data: '', ...button }));
        expect(new Set(buttons.map(({ data }) => data)).size).to.equal(buttons.length);
        for (const { label, data } of buttons) {
          expect(label).to.not.equal('');
          expect(Buffer.byteLength(data)).to.be.at.most(64);
          expect(requestPressOf(data.replace(/^ask:/, ''))?.key).to.equal('0123456789ab');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows a command whole, or its end too where it is cut, and of a long change the beginning of what goes and of what comes', () => {
    const request = toolRequest({ tool: 'Bash', subject: null, target: null, always: [] });
    const command = { language: 'sh', text: 'echo `id` && rm -rf "$X"  # ```' } as const;
    expect(shown(requestText({ ...request, preview: command }, null).markdown)[0]).to.contain(command.text);
    const all = Array.from({ length: 60 }, (_, index) => `echo ${index} ${'x'.repeat(20)}`).join('\n');
    expect(shown(requestText({ ...request, preview: { language: 'sh', text: all } }, null).markdown)[0]).to.contain(
      all,
    );
    const hidden = `true ${'x '.repeat(4_500)}; rm -rf "$HOME"`;
    const [cut] = shown(requestText({ ...request, preview: { language: 'sh', text: hidden } }, null).markdown);
    expect(cut).to.contain('characters left out').and.contain('; rm -rf "$HOME"');
    const removed = Array.from({ length: 40 }, (_, index) => `- old ${index}`);
    const added = Array.from({ length: 15 }, (_, index) => `+ new ${index}`);
    const text = [...removed, ...added].join('\n');
    const [message] = shown(requestText({ ...request, preview: { language: 'diff', text } }, null).markdown);
    expect(message).to.contain('- old 13\n… 26 more lines\n+ new 0').and.contain('+ new 13\n… 1 more line');
  });

  it('says that a plan can be read as it was written, where Markdown would leave out some of it', () => {
    const whole = (plan: string) => requestText({ kind: 'plan', id: 'p', plan }, null).whole;
    expect(['# Plan\n\n1. Do it\n- [x] done', 'a [link](https://a.example)'].map(whole)).to.deep.equal([true, true]);
    for (const hidden of [
      '[//]: # (and drop the table)',
      '> [a]: https://a.example',
      'x'.repeat(12_001),
      '\u200B\u202E'.repeat(1_000),
    ])
      expect(whole(`# Plan\n\n${hidden}`), hidden.slice(0, 30)).to.equal(false);
  });

  it('shows what a question already got as answers', () => {
    const questions = ['Which colour?', 'Why?'].map((text) => ({ text, options: [], many: false }));
    const sheet = new QuestionSheet(questions);
    sheet.other('Blue');
    const [message] = shown(requestText({ kind: 'questions', id: 'q', questions }, sheet).markdown);
    expect(message).to.contain('Which colour? → Blue').and.contain('Question 2 of 2: Why?');
  });

  it('takes data of no meaning for none', () => {
    for (const data of ['', 'x', 'x:', ':yes', 'x:never', 'x:pick', 'x:pick:1', 'x:pick:a:b', 'x:done']) {
      expect(requestPressOf(data)).to.equal(null);
    }
  });
});
