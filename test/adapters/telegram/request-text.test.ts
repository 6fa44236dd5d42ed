import { expect } from 'chai';
import fc from 'fast-check';
import { telegramTexts } from '../../../src/adapters/telegram/telegram-texts.js';
import { QuestionSheet } from '../../../src/application/run/question-sheet.js';
import { requestButtons, requestPressOf } from '../../../src/application/run/request-buttons.js';
import { endedText, requestText } from '../../../src/application/run/request-text.js';
import type { AgentRequest } from '../../../src/domain/run/agent-request.js';

const long = fc.string({ maxLength: 6_000 }).map((text) => text.repeat(5));
const lines = fc.array(fc.string({ maxLength: 300 }), { maxLength: 200 }).map((all) => all.join('\n'));
const tool = fc.record({
  kind: fc.constant('tool' as const),
  id: fc.constant('r'),
  tool: fc.string({ maxLength: 60 }),
  subject: fc.option(long),
  preview: fc.option(fc.record({ language: fc.constantFrom('sh', 'diff', 'json'), text: fc.oneof(long, lines) })),
  always: fc.option(long),
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
        expect(shown(requestText(request, sheetOf(request)))).to.have.length(1);
        expect(shown(endedText(request, { kind: 'over' }))).to.have.length(1);
      }),
      { numRuns: 60 },
    );
  });

  it('has buttons that Telegram takes, and that mean what they were made for', () => {
    fc.assert(
      fc.property(fc.oneof(tool, asking), fc.boolean(), (request, outlined) => {
        const source = { key: '0123456789ab', request, sheet: sheetOf(request), outlined };
        const buttons = requestButtons(source).flat();
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
    const request = { kind: 'tool', id: 'r', tool: 'Bash', subject: null, always: null, planned: true } as const;
    const command = { language: 'sh', text: 'echo `id` && rm -rf "$X"  # ```' } as const;
    expect(shown(requestText({ ...request, preview: command }, null))[0]).to.contain(command.text);
    const all = Array.from({ length: 60 }, (_, index) => `echo ${index} ${'x'.repeat(20)}`).join('\n');
    expect(shown(requestText({ ...request, preview: { language: 'sh', text: all } }, null))[0]).to.contain(all);
    const hidden = `true ${' '.repeat(9_000)}; rm -rf "$HOME"`;
    const [cut] = shown(requestText({ ...request, preview: { language: 'sh', text: hidden } }, null));
    expect(cut).to.contain('characters left out').and.contain('; rm -rf "$HOME"');
    const removed = Array.from({ length: 40 }, (_, index) => `- old ${index}`);
    const added = Array.from({ length: 15 }, (_, index) => `+ new ${index}`);
    const text = [...removed, ...added].join('\n');
    const [message] = shown(requestText({ ...request, preview: { language: 'diff', text } }, null));
    expect(message).to.contain('- old 13\n… 26 more lines\n+ new 0').and.contain('+ new 13\n… 1 more line');
  });

  it('shows what a question already got as answers', () => {
    const questions = ['Which colour?', 'Why?'].map((text) => ({ text, options: [], many: false }));
    const sheet = new QuestionSheet(questions);
    sheet.other('Blue');
    const [message] = shown(requestText({ kind: 'questions', id: 'q', questions }, sheet));
    expect(message).to.contain('Which colour? → Blue').and.contain('Question 2 of 2: Why?');
  });

  it('takes data of no meaning for none', () => {
    for (const data of ['', 'x', 'x:', ':yes', 'x:never', 'x:pick', 'x:pick:1', 'x:pick:a:b', 'x:done']) {
      expect(requestPressOf(data)).to.equal(null);
    }
  });
});
