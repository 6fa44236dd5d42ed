import { expect } from 'chai';
import fc from 'fast-check';
import { renderMarkdown } from '../../../../src/adapters/telegram/text/markdown/render-markdown.js';
import { renderContent } from '../../../../src/adapters/telegram/text/run/render-content.js';
import type { ChatProblem } from '../../../../src/application/values/chat-problem.js';
import { chatProblemText } from '../../../../src/application/wording/chat/chat-problem-text.js';
import { engineHint } from '../../../../src/application/wording/run/engine-hint.js';
import { codeSpan, escapeMarkdown } from '../../../../src/application/wording/text/markdown.js';
import { visibleText } from '../../../../src/application/wording/text/visible-text.js';
import type { EngineProblem } from '../../../../src/domain/run/run-event.js';
import { longMarkdown } from './markdown-arbitraries.js';
import { covered, expectSendable } from './telegram-rules.js';

function shown(problem: ChatProblem): string {
  return renderMarkdown(chatProblemText(problem)).text;
}

function hint(kind: EngineProblem['kind'], message = '', rest: Partial<EngineProblem> = {}): string | null {
  return engineHint({ kind, message, ...rest });
}

describe('a problem in a chat', () => {
  it('names both directives that exclude each other', () => {
    expect(shown({ kind: 'second-directive', which: 'branch', first: 'a', second: 'b' })).to.match(
      /two branches, @a and @b\./,
    );
    expect(shown({ kind: 'second-directive', which: 'engine', first: 'codex', second: 'claude' })).to.match(
      /two engines, \/codex and \/claude\./,
    );
  });

  it('names the choices that there are', () => {
    expect(shown({ kind: 'unknown-project', name: 'x', known: ['shop', 'blog'] })).to.include('Projects: shop, blog.');
    expect(shown({ kind: 'unknown-project', name: 'x', known: [] })).to.include('Projects: none.');
    expect(shown({ kind: 'unknown-engine', name: 'x', known: ['claude'] })).to.include('Agents: claude.');
    const known = Array.from({ length: 500 }, (_, n) => `project-${n}`);
    expect(shown({ kind: 'unknown-project', name: 'x', known })).to.include('and 480 more.');
  });

  it('gives the command that installs a missing engine', () => {
    const problem: EngineProblem = { kind: 'not-installed', message: 'codex: not found', install: 'npm i -g `x`' };
    const body = renderMarkdown(chatProblemText({ kind: 'engine', engine: 'codex', problem }));
    expect(body.text).to.match(/^codex can’t do this\.\n\n💡 .*\n\ncodex: not found$/);
    expect(covered(body, 'code')).to.include('npm i -g `x`');
  });

  it('says how to choose another engine when one is not built', () => {
    const text = shown({ kind: 'engine', engine: 'amp', problem: { kind: 'not-built', message: '' } });
    expect(text).to.include('amp').and.include('default_engine').and.include('/agent');
  });

  it("shows git's words without paths, whatever is in them", () => {
    const message = "fatal: '/srv/repo/x' has ``` in it\nand more";
    const body = renderMarkdown(chatProblemText({ kind: 'worktree', branch: 'a`b', message }));
    expect(covered(body, 'pre')).to.deep.equal(["fatal: '[path]' has ``` in it\nand more"]);
    expect(covered(body, 'code')).to.deep.equal(['a`b']);
  });

  it('shows how a command is used', () => {
    expect(shown({ kind: 'usage', usage: ['/at 5m <prompt>'] })).to.equal('Usage: /at 5m <prompt>');
    expect(shown({ kind: 'usage', usage: ['/at list', '/at cancel <id>'], why: 'No *id*.' })).to.equal(
      'No *id*.\n\nUsage:\n- /at list\n- /at cancel <id>',
    );
  });

  it('names limits and references', () => {
    expect(shown({ kind: 'too-many-delayed', limit: 20 })).to.include('20');
    expect(shown({ kind: 'delay-out-of-range', least: '60s', most: '24h' }))
      .to.include('60s')
      .and.include('24h');
    expect(shown({ kind: 'time-past', written: 'today 9:00', now: '2026-11-23 13:00 (UTC+01:00)' }))
      .to.include('today 9:00 has passed')
      .and.include('2026-11-23 13:00 (UTC+01:00)');
    expect(shown({ kind: 'time-too-far', written: '2099-01-01 9:00', mostDays: 366 })).to.include('366 days');
    expect(shown({ kind: 'failed', reference: 'a1b2' })).to.include('a1b2');
    expect(shown({ kind: 'not-available-yet', what: '/file' })).to.match(/^\/file is not available yet/);
    expect(shown({ kind: 'branch-without-project', branch: 'x' })).to.include('@x');
  });

  it('is one message that Telegram takes, whatever names are in it', () => {
    const name = fc.string({ unit: 'binary', maxLength: 3_000 });
    const names = fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 60 });
    const problem: fc.Arbitrary<ChatProblem> = fc.oneof(
      fc.record({
        kind: fc.constant('second-directive' as const),
        which: fc.constantFrom('engine', 'project', 'branch'),
        first: name,
        second: name,
      }),
      fc.record({ kind: fc.constant('unknown-project' as const), name, known: names }),
      fc.record({ kind: fc.constant('unknown-engine' as const), name, known: names }),
      fc.record({ kind: fc.constant('branch-without-project' as const), branch: name }),
      fc.record({ kind: fc.constant('worktree' as const), branch: name, message: name }),
      fc.record({ kind: fc.constant('not-available-yet' as const), what: name }),
      fc.record({
        kind: fc.constant('engine' as const),
        engine: fc.string({ maxLength: 30 }),
        problem: fc.record({ kind: fc.constantFrom('not-installed', 'other'), message: name, install: fc.string() }),
      }),
      fc.constantFrom<ChatProblem>(
        { kind: 'administrators-only' },
        { kind: 'membership-unknown' },
        { kind: 'draining' },
      ),
    );
    fc.assert(
      fc.property(problem, (any) => {
        const messages = renderContent({ problem: any });
        expect(messages).to.have.length(1);
        for (const message of messages) expectSendable(message);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the hint for a failed run', () => {
  const kinds: readonly EngineProblem['kind'][] = [
    'not-built', 'not-installed', 'cannot-start', 'directory-missing', 'authentication', 'quota', 'rate-limit', 'overloaded',
    'model', 'context-full', 'session-unknown', 'bad-usage', 'ended-early', 'no-output', 'killed', 'interrupted',
    'refused', 'not-allowed', 'engine-limit',
  ]; // biome-ignore format: a list to be read as a whole

  for (const kind of kinds) {
    it(`is there for ${kind}, and its own`, () => {
      expect(hint(kind)).to.be.a('string');
      expect(kinds.filter((other) => hint(other) === hint(kind))).to.deep.equal([kind]);
    });
  }

  it('is made from the words of an error that has no kind', () => {
    expect(hint('other', 'Something happened')).to.equal(null);
    expect(hint('other', 'connect ECONNREFUSED 10.0.0.1:443')).to.include('network');
    expect(hint('other', 'write failed: No space left on device')).to.include('disk is full');
    expect(hint('other', 'error_during_execution')).to.include('/new');
    for (const kind of ['authentication', 'cannot-start', 'ended-early', 'other'] as const) {
      const own = { hint: 'Run `acme login`.' };
      expect(hint(kind, 'connect ECONNREFUSED 10.0.0.1:443', own), kind).to.equal('Run `acme login`.');
    }
  });

  it('does not take the talk of a tool for an error', () => {
    for (const said of [
      'the file does not exist',
      'we set max_tokens to 5',
      'grep: permission denied for x',
      'enoent handling added',
    ]) {
      expect(hint('other', said), said).to.equal(null);
    }
  });

  it('tells what killed the engine', () => {
    expect(hint('killed', '', { signal: 'SIGKILL' })).to.include('memory');
    expect(hint('killed', '', { exitCode: 137 })).to.include('memory');
    expect(hint('killed', '', { signal: 'SIGTERM' })).to.include('told to stop from outside');
  });

  it('renders without a stray mark of Markdown', () => {
    for (const kind of kinds)
      expect(renderMarkdown(hint(kind, '', { install: 'npm i x' }) ?? '').text).to.not.match(/[`*]/);
  });
});

describe('values in Markdown', () => {
  const value = fc.string({ unit: 'binary' }).map((text) => renderMarkdown(`x${text}x`).text && text);

  it('are shown as they are when they are escaped', () => {
    fc.assert(
      fc.property(value, (text) => {
        const body = renderMarkdown(`a ${escapeMarkdown(`x${text}x`)} z`);
        for (const order of covered(body, 'code')) expect(order).to.match(/^(?:\/|@|https?:)/i);
        const blanks = text.replace(/\r(?=\n)|[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ');
        expect(body.text).to.equal(`a ${visibleText(`x${blanks}x`).replace(/\s*\n\s*/g, ' ')} z`);
      }),
    );
    const marks = '# *a* _b_ `c` [d](e) <f> &amp; | ~~g~~ 1. - + > https://h.example \\';
    expect(renderMarkdown(escapeMarkdown(marks))).to.deep.equal({ text: marks, entities: [] });
  });

  it('can’t be tapped to give an order, and nothing else in them is code', () => {
    const orders = ['/restart', '/new@some_bot', '@owner', 'https://bank.example@evil.example/x'];
    for (const order of orders) {
      for (const text of [order, `(${order})`, `see ${order} now`, `“${order}”`]) {
        const body = renderMarkdown(`**${escapeMarkdown(text)}**`);
        expect(body.text).to.equal(text);
        expect(covered(body, 'code').join()).to.include(order);
      }
    }
    for (const text of ['a/b/c', '/usr/bin', 'a@b.example', '@', '/', 'https://h.example/@name', 'x/y', '</p>']) {
      expect(renderMarkdown(escapeMarkdown(text))).to.deep.equal({ text, entities: [] });
    }
  });

  it('are shown as code when they are to be code, with backticks in them', () => {
    for (const text of ['a', '`', '``a`', '*b*', 'a ``` b', '&lt;', '\\']) {
      const body = renderMarkdown(`see ${codeSpan(text)}.`);
      expect(body.text).to.equal(`see ${text}.`);
      expect(covered(body, 'code')).to.deep.equal([text]);
    }
    expect(codeSpan(' \n')).to.equal('');
  });
});

describe('content', () => {
  it('is split into messages that Telegram takes, without losing anything', () => {
    fc.assert(
      fc.property(longMarkdown, (markdown) => {
        const messages = renderContent({ markdown });
        for (const message of messages) expectSendable(message);
        const blankless = (text: string) => text.replace(/\s+/g, '');
        expect(blankless(messages.map((message) => message.text).join(''))).to.equal(
          blankless(renderMarkdown(markdown).text),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('is no message when there is nothing to be seen', () => {
    expect(renderContent({ markdown: ' \n' })).to.deep.equal([]);
  });
});
