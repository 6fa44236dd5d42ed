import { expect } from 'chai';
import fc from 'fast-check';
import type { FormattedText } from '../../../../src/adapters/telegram/text/formatted-text.js';
import { renderFinal } from '../../../../src/adapters/telegram/text/run/final-view.js';
import type { FinalView } from '../../../../src/application/ports/chat/chat-channel.js';
import type { EngineProblem } from '../../../../src/domain/run/run-event.js';
import { longMarkdown } from './markdown-arbitraries.js';
import { covered, expectSendable } from './telegram-rules.js';
import { action, detailsText, doneFooter, face, final, plainFooter } from './views.js';

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
  it('begins with the answer, and costs two lines below it', () => {
    const body = only({ answer: 'Did **it**.' });
    expect(body.text).to.equal(`Did it.\n\n${doneFooter}`);
    expect(covered(body, 'bold')).to.deep.equal(['it']);
    expect(covered(body, 'code')).to.deep.equal(['claude --resume 1234-abcd']);
    expect(covered(body, 'expandable_blockquote')).to.deep.equal([detailsText]);
  });

  it('names only the files where nobody counted their lines', () => {
    const { text } = only({ changes: { files: 2, added: 0, removed: 0 } });
    expect(text).to.include('2 files');
    expect(text).not.to.match(/[+−]0/);
  });

  it('has cost and changes on its line, and the tokens folded, in place whatever the answer', () => {
    const body = only({ usage, answer: '😀 **太字**', changes: { files: 3, added: 41, removed: 7 } });
    expect(body.text).to.equal(
      '😀 太字\n\n✓ 3 min 7 s · $0.12 · 3 files +41 −7 · shop@feat/cart · opus 4.6\n' +
        '↩️ claude --resume 1234-abcd · 12k in · 1.2k out · 3 steps · claude',
    );
    expect(covered(body, 'code')).to.deep.equal(['claude --resume 1234-abcd']);
  });

  it('says what went unasked, and which trigger asked for it', () => {
    const line = (change: Partial<FinalView['face']>) =>
      only({ face: { ...face, ...change } })
        .text.split('\n')
        .at(-2);
    expect(line({ permission: 'asks' })).to.equal('✓ 3 min 7 s · shop@feat/cart · opus 4.6');
    expect(line({ permission: 'edits', origin: { kind: 'webhook', id: 'issues' } })).to.equal(
      '✓ 3 min 7 s · shop@feat/cart · opus 4.6 · ✏️ Edit files without asking · ⚡ webhook:issues',
    );
  });

  it('keeps what the run was warned of', () => {
    const body = only({ warnings: ['old', '5-hour limit: 91 % used\nresets at 15:05', 'b', '/restart'] });
    const [fold] = covered(body, 'expandable_blockquote');
    expect(fold?.split('\n')).to.deep.equal([
      '⚠️ 5-hour limit: 91 % used resets at 15:05',
      '⚠️ b',
      '⚠️ /restart',
      detailsText,
    ]);
    expect(covered(body, 'code')).to.include('/restart');
  });

  it('has what the agent said before in one quote that unfolds, below the answer', () => {
    const finding = `I found **three** places:\n\n${'- a place that rounds\n'.repeat(40)}\n> a quote\n\n/restart`;
    const body = only({ earlier: [finding, 'And a **second** one.'] });
    const [earlier = ''] = covered(body, 'expandable_blockquote');
    expect(body.text.startsWith(`It is done.\n\n${earlier}\n\n✓ `)).to.equal(true);
    expect(earlier).to.match(/^Earlier:\nI found three places:\n[\s\S]*> a quote[\s\S]*And a second one\.$/);
    expect(covered(body, 'bold')).to.include.members(['Earlier:', 'three', 'second']);
    expect(covered(body, 'code')).to.include('/restart');
  });

  it('loses nothing of what was said before, however long', () => {
    const earlier = Array.from({ length: 30 }, (_, n) => `word${n} ${'lorem ipsum '.repeat(60)}`);
    const messages = renderFinal(final({ earlier }), { trim: false });
    for (const message of messages) expectSendable(message);
    const text = messages.map((message) => message.text).join('\n');
    for (const [n] of earlier.entries()) expect(text).to.include(`word${n} `);
    expect(only({ earlier }, true).text).to.match(/^It is done\.\n\nEarlier:\nword0 [\s\S]*…\n\n✓ /);
  });

  it('does not show the cost of a run that failed', () => {
    const body = only({ status: 'error', usage, problem: { kind: 'other', message: 'boom' } });
    expect(body.text).to.not.match(/\$|12k/);
  });

  it('says so when there is nothing to say', () => {
    expect(only({ answer: ' ' }).text).to.include('ended without an answer');
    expect(only({ status: 'error', answer: '' }).text).to.include('without an answer and without an error');
  });

  describe('of a failed run', () => {
    it('has the answer, a hint, and the error as it came', () => {
      const text = failed({ kind: 'context-full', message: 'prompt is too long\nmore' }, 'Partly done.');
      expect(text).to.match(
        /^💔 Failed after 3 min 7 s\n\n💡 .*\/new.*\n\nprompt is too long\nmore\n\nPartly done\.\n\nclaude\n3 steps$/,
      );
    });

    it('does not repeat the line that the answer begins with', () => {
      const message = 'API Error: 500\nrequest 7';
      expect(failed({ kind: 'other', message }, 'API Error: 500')).to.match(
        /7 s\n\nrequest 7\n\nAPI Error: 500\n\nclaude\n/,
      );
      expect(failed({ kind: 'other', message: 'API Error: 500' }, 'API Error: 500')).to.match(
        /7 s\n\nAPI Error: 500\n\nclaude\n/,
      );
    });

    it('shows the error in a block, without credentials', () => {
      const message = 'at /srv/app/x.js: https://u:p@a.example/?k=1 token=abcdef sk-abcdefghijklmnopqrst';
      const body = only({ status: 'error', answer: '', problem: { kind: 'other', message } });
      expect(covered(body, 'pre')).to.deep.equal(['at /srv/app/x.js: [url] token=[secret] [secret]']);
    });

    it('keeps a long error short, and its lines', () => {
      const text = failed({ kind: 'other', message: `first\n${'stack line\n'.repeat(500)}` });
      expect(text.length).to.be.at.most(920);
      expect(text).to.include('first\nstack line\nstack line');
    });

    it('folds an error of many lines, and no short one', () => {
      const folds = (message: string) =>
        covered(only({ status: 'error', answer: '', problem: { kind: 'other', message } }), 'expandable_blockquote');
      expect(folds('stack line\n'.repeat(20))[0]).to.match(/^stack line\n/);
      expect(folds('one line')).to.deep.equal([detailsText]);
    });
  });

  describe('of a run that was cut', () => {
    const actions = [action({ title: 'npm ci' }), action({ id: '2', title: 'npm test', phase: 'started' })];

    it('shows the last actions, what was open as not done, and the way to go on', () => {
      const body = only({ status: 'cancelled', answer: '', actions });
      expect(body.text).to.equal(`🚫 Cancelled after 3 min 7 s\n\n✓ npm ci\n✗ npm test\n\n${plainFooter}`);
      expect(covered(body, 'code')).to.deep.equal(['npm ci', 'npm test', 'claude --resume 1234-abcd']);
    });

    it('tells of a restart how to go on', () => {
      expect(only({ status: 'interrupted', answer: '', actions }).text).to.match(
        /^⏸ Interrupted after 3 min 7 s\n\nCut off by a restart\. Reply to this message to continue\.\n\n✓ npm ci\n/,
      );
      const unknown = { ...face, resumeLine: null };
      const note = (resumable?: boolean) =>
        only({ status: 'interrupted', answer: '', face: unknown, ...(resumable === undefined ? {} : { resumable }) })
          .text;
      expect(note()).to.include('Send it again');
      expect(note(false)).to.include('Send it again');
      expect(note(true)).to.include('Reply to this message');
      expect(only({ status: 'interrupted', answer: '', elapsedMs: null }).text).to.match(/^⏸ Interrupted\n/);
    });

    it('tells that it will be taken up when it had not begun', () => {
      expect(only({ status: 'kept', answer: '' }).text).to.match(/^📥 Kept for later\n\nIt had not started/);
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

    it('begins each with words of the answer, and counts them at the end', () => {
      const all = messages.length;
      expect(messages.map((message) => message.text.split('\n')[0])).to.not.include.members(['', '(1/3)']);
      expect(messages[0]?.text).to.match(/^Part 0 🚀\n/);
      for (const [index, message] of messages.slice(0, -1).entries()) {
        expect(message.text.endsWith(`\n\n(${index + 1}/${all})`)).to.equal(true);
        expect(covered(message, 'underline')).to.deep.equal([`(${index + 1}/${all})`]);
      }
    });

    it('has the footer on the last message only', () => {
      for (const message of messages.slice(0, -1)) expect(message.text).to.not.match(/✓ 3 min|↩️/);
      expect(messages.at(-1)?.text).to.include(
        `\n\n(${messages.length}/${messages.length}) · ✓ 3 min 7 s · $0.12 · shop`,
      );
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
      expect(body.text).to.match(/…\n\n✓ .*\n↩️ claude --resume 1234-abcd .*$/);
    });

    it('keeps the error when it is trimmed', () => {
      const body = only({ answer, status: 'error', problem: { kind: 'overloaded', message: 'overloaded' } }, true);
      expect(body.text).to.match(/^💔 .*\n\n💡 .*\n\noverloaded\n\nPart 0[\s\S]*…\n\nshop@/);
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
      earlier: fc.array(text, { maxLength: 3 }),
      warnings: fc.array(text, { maxLength: 4 }),
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
