import { expect } from 'chai';
import fc from 'fast-check';
import type { FormattedText } from '../../../../src/adapters/telegram/text/formatted-text.js';
import { renderFinal } from '../../../../src/adapters/telegram/text/run/final-view.js';
import type { FinalView } from '../../../../src/application/ports/chat/chat-channel.js';
import type { EngineProblem } from '../../../../src/domain/run/run-event.js';
import { longMarkdown } from './markdown-arbitraries.js';
import { covered, expectSendable } from './telegram-rules.js';
import { action, face, final, footerText } from './views.js';

const usage = { costUsd: 0.1234, turns: 3, durationMs: 45_300, inputTokens: 12_300, outputTokens: 1_200 };

function only(change: Partial<FinalView>, trim = false): FormattedText {
  const [message, ...more] = renderFinal(final(change), { trim });
  expect(more).to.deep.equal([]);
  if (message === undefined) throw new Error('there is no message');
  expectSendable(message);
  return message;
}

function failed(problem: EngineProblem, answer = ''): string {
  return only({ status: 'error', answer, problem, face: { ...face, resumeLine: null, context: null, meta: {} } }).text;
}

/** 10,000 characters as an agent writes them. */
function longAnswer(): string {
  const part = (n: number) =>
    [
      `## Part ${n} 🚀`,
      `Some **bold** words ${'about it '.repeat(30)}, 日本語の文章。 See [docs](https://docs.example.com/${n}).`,
      `\`\`\`ts\n${Array.from({ length: 30 }, (_, k) => `  const value${k} = compute(${k}, "😀");`).join('\n')}\n\`\`\``,
      `- one\n  - two \`code\`\n    - three`,
      '| a | b |\n|---|---|\n| 1 | 数 |',
    ].join('\n\n');
  return Array.from({ length: 7 }, (_, n) => part(n)).join('\n\n');
}

describe('the final message', () => {
  it('has a header, the answer and the footer', () => {
    const body = only({ answer: 'Did **it**.' });
    expect(body.text).to.equal(`done · claude · 3m 07s · step 3\n\nDid it.\n\n${footerText}`);
    expect(covered(body, 'bold')).to.deep.equal(['done', 'it']);
    expect(covered(body, 'code')).to.deep.equal(['@feat/cart', 'claude --resume 1234-abcd']);
  });

  it('has the cost between the context and the resume line, in place whatever the answer', () => {
    const body = only({ usage, answer: '😀 **太字**' });
    expect(body.text).to.match(/\n🏷 .*\n💰 \$0\.12 · 3 tn · 45\.3s · 12\.3k\/1\.2k\n\n↩️ claude --resume 1234-abcd$/);
    expect(covered(body, 'code')).to.deep.equal(['@feat/cart', 'claude --resume 1234-abcd']);
  });

  it('does not show the cost of a run that failed', () => {
    const body = only({ status: 'error', usage, problem: { kind: 'other', message: 'boom' } });
    expect(body.text).to.not.include('💰');
  });

  it('ends with lines that can be read back from a reply', () => {
    const lines = only({}).text.split('\n');
    const context = lines
      .find((line) => line.startsWith('🏷'))
      ?.replace(/^🏷 /, '')
      .split(/\s+/);
    expect(context?.slice(0, 3)).to.deep.equal(['dir:', 'shop', '@feat/cart']);
    expect(lines.at(-1)?.replace(/^↩️ /, '')).to.equal(face.resumeLine);
  });

  it('says so when there is nothing to say', () => {
    expect(only({ answer: ' ' }).text).to.include('ended without an answer');
    expect(only({ status: 'error', answer: '' }).text).to.include('without an answer and without an error');
  });

  describe('of a failed run', () => {
    it('has the answer, a hint, and the error as it came', () => {
      const text = failed({ kind: 'context-full', message: 'prompt is too long\nmore' }, 'Partly done.');
      expect(text).to.match(/^error · .*\n\nPartly done\.\n\n💡 .*\/new.*\n\nprompt is too long\nmore$/);
    });

    it('does not repeat the line that the answer begins with', () => {
      const message = 'API Error: 500\nrequest 7';
      expect(failed({ kind: 'other', message }, 'API Error: 500')).to.match(/step 3\n\nAPI Error: 500\n\nrequest 7$/);
      expect(failed({ kind: 'other', message: 'API Error: 500' }, 'API Error: 500')).to.match(/3\n\nAPI Error: 500$/);
    });

    it('shows the error in a block, without addresses, credentials and paths', () => {
      const message = 'at /srv/app/x.js: https://u:p@a.example/?k=1 token=abcdef sk-abcdefghijklmnopqrst';
      const body = only({ status: 'error', answer: '', problem: { kind: 'other', message } });
      expect(covered(body, 'pre')).to.deep.equal(['at [path]: [url] token=[secret] [secret]']);
    });

    it('keeps a long error short, and its lines', () => {
      const text = failed({ kind: 'other', message: `first\n${'stack line\n'.repeat(500)}` });
      expect(text.length).to.be.at.most(900);
      expect(text).to.include('first\nstack line\nstack line');
    });
  });

  describe('of a run that was cut', () => {
    const actions = [action({ title: 'npm ci' }), action({ id: '2', title: 'npm test', phase: 'started' })];

    it('shows the last actions, what was open as not done, and the way to go on', () => {
      const body = only({ status: 'cancelled', answer: '', actions });
      expect(body.text).to.equal(`cancelled · claude · 3m 07s · step 3\n\n✓ npm ci\n✗ npm test\n\n${footerText}`);
      expect(covered(body, 'code')).to.deep.equal([
        'cancelled',
        'npm ci',
        'npm test',
        '@feat/cart',
        'claude --resume 1234-abcd',
      ]);
    });

    it('tells of a restart how to go on', () => {
      expect(only({ status: 'interrupted', answer: '', actions }).text).to.match(
        /^interrupted · .*\n\nCut off by a restart\. Reply to this message to continue\.\n\n✓ npm ci\n/,
      );
      const unknown = { ...face, resumeLine: null };
      expect(only({ status: 'interrupted', answer: '', face: unknown }).text).to.include('Send it again');
    });

    it('tells that it will be taken up when it had not begun', () => {
      expect(only({ status: 'kept', answer: '' }).text).to.match(/^kept for later · .*\n\nHad not begun/);
    });

    it('says nothing of the problem that cutting it made', () => {
      const problem: EngineProblem = { kind: 'interrupted', message: 'SIGTERM' };
      expect(only({ status: 'cancelled', answer: '', problem }).text).to.not.include('SIGTERM');
    });
  });

  describe('with a long answer', () => {
    const answer = longAnswer();
    const messages = renderFinal(final({ answer, usage }), { trim: false });

    it('is split into few messages that Telegram takes', () => {
      expect(answer.length).to.be.greaterThan(10_000);
      expect(messages.length).to.be.within(3, 4);
      for (const message of messages) expectSendable(message);
    });

    it('counts the later messages in their headers', () => {
      expect(messages.map((message) => message.text.split('\n')[0])).to.deep.equal(
        messages.map((_, index) =>
          index === 0
            ? 'done · claude · 3m 07s · step 3'
            : `done · claude · 3m 07s · step 3 · continued (${index + 1}/${messages.length})`,
        ),
      );
    });

    it('has the footer on the last message only', () => {
      for (const message of messages.slice(0, -1)) expect(message.text).to.not.match(/🏷|💰|↩️/);
      expect(messages.at(-1)?.text).to.match(/🏷 .*\n💰 .*\n\n↩️ /);
    });

    it('keeps every line of its code in a block of its language', () => {
      const blocks = messages.flatMap((message) => message.entities.filter((entity) => entity.language === 'ts'));
      expect(blocks.length).to.be.at.least(7);
      const code = messages.flatMap((message) => covered(message, 'pre')).join('\n');
      expect(code.match(/const value\d+ = compute\(\d+, "😀"\);/g)).to.have.length(7 * 30);
    });

    it('is one message with an ellipsis when it is to be trimmed', () => {
      const body = only({ answer, usage }, true);
      expect(body.text.length).to.be.greaterThan(2_500);
      expect(body.text).to.match(/…\n\n🏷 .*\n💰 .*\n\n↩️ claude --resume 1234-abcd$/);
    });

    it('keeps the error when it is trimmed', () => {
      const body = only({ answer, status: 'error', problem: { kind: 'overloaded', message: 'overloaded' } }, true);
      expect(body.text).to.match(/…\n\n💡 .*\n\noverloaded\n\n🏷 /);
    });
  });

  it('is always something that Telegram takes, and one message when trimmed', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 5_000 }),
    );
    const view = fc.record({
      status: fc.constantFrom('done', 'error', 'cancelled', 'interrupted', 'kept'),
      answer: fc.oneof(longMarkdown, text),
      actions: fc.array(fc.record({ title: text, kind: fc.constantFrom('command', 'note') }).map(action), {
        maxLength: 50,
      }),
      problem: fc.option(
        fc.record({ kind: fc.constantFrom('other', 'killed', 'not-installed'), message: text, install: text }),
      ),
      usage: fc.constantFrom(null, usage),
      face: fc.record({
        run: fc.constant('r'),
        engine: text,
        context: fc.option(fc.record({ project: text, branch: fc.option(text) })),
        origin: fc.record({ kind: fc.constant('webhook'), id: text }),
        meta: fc.record({ model: text }),
        resumeLine: fc.option(text),
      }),
    });
    fc.assert(
      fc.property(view, fc.boolean(), (change, trim) => {
        const messages = renderFinal(final(change as Partial<FinalView>), { trim });
        expect(messages.length).to.be.at.least(1);
        if (trim) expect(messages.length).to.equal(1);
        for (const message of messages) expectSendable(message);
      }),
      { numRuns: 200 },
    );
  });
});
