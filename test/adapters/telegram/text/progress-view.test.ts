import { expect } from 'chai';
import fc from 'fast-check';
import { displayWidth } from '../../../../src/adapters/telegram/text/markdown/display-width.js';
import { renderProgress } from '../../../../src/adapters/telegram/text/run/progress-view.js';
import type { ProgressView } from '../../../../src/application/ports/chat/chat-channel.js';
import type { Todo } from '../../../../src/domain/run/run-event.js';
import type { ActionState } from '../../../../src/domain/run/run-state.js';
import { covered, expectSendable } from './telegram-rules.js';
import { action, face, footerText, progress } from './views.js';

function lines(...actions: ActionState[]): string[] {
  const { text } = renderProgress(progress({ actions, atMs: 75_000 }));
  return text.split('\n\n')[1]?.split('\n') ?? [];
}

function header(change: Partial<ProgressView>): string {
  return renderProgress(progress(change)).text.split('\n')[0] ?? '';
}

describe('the progress message', () => {
  it('has the time and the number of steps above, and below where and by whom', () => {
    const body = renderProgress(progress({ elapsedMs: 187_000, steps: 4, actions: [action()] }));
    expect(body.text).to.equal(`⚙️ 3 min 7 s · step 4\n\n✓ npm test\n\n${footerText}`);
    expect(covered(body, 'code')).to.deep.equal(['npm test', 'claude --resume 1234-abcd']);
    expect(covered(body, 'underline')).to.deep.equal(['shop@feat/cart · opus 4.6']);
    expect(covered(body, 'expandable_blockquote')).to.deep.equal(['↩️ claude --resume 1234-abcd']);
  });

  it('leaves out what is not known', () => {
    const bare = { ...face, context: null, meta: {}, resumeLine: null };
    expect(renderProgress(progress({ phase: 'starting', face: bare })).text).to.equal('⚙️ Starting · 12 s\n\nclaude');
    expect(renderProgress(progress({ face: { ...bare, context: { project: 'shop', branch: null } } })).text).to.equal(
      '⚙️ 12 s\n\nshop · claude',
    );
  });

  it('has names in which Telegram would find an address in code', () => {
    const shown = (project: string, branch: string | null) =>
      covered(renderProgress(progress({ face: { ...face, context: { project, branch }, resumeLine: null } })), 'code');
    expect(shown('shop.example', null)).to.deep.equal(['shop.example']);
    expect(shown('shop', 'v1.2')).to.deep.equal(['shop@v1.2']);
    expect(shown('web-shop', 'feat/cart')).to.deep.equal([]);
  });

  it('says why it waits, and that it is being stopped', () => {
    expect(header({ phase: 'queued' })).to.equal('⏳ Queued behind the previous run · 12 s');
    expect(header({ phase: 'queued', waitsFor: 'question' })).to.equal(
      '⏳ Queued: the previous run is waiting for your answer · 12 s',
    );
    expect(header({ phase: 'asking', steps: 2 })).to.equal('✋ Waiting for you · 12 s · step 2');
    expect(header({ phase: 'stopping' })).to.match(/^🛑 Stopping: .* · 12 s$/);
  });

  it('says that the end of the program waits for the person too', () => {
    const text = (phase: ProgressView['phase']) => renderProgress(progress({ phase, draining: true })).text;
    expect(text('asking')).to.include('is waiting for your answer too');
    expect(text('working')).to.not.include('waits for your answer');
  });

  it('says how it was understood, on one line', () => {
    const text = renderProgress(progress({ remark: `“/deploy” went\nto the agent ${'x'.repeat(5_000)}` })).text;
    expect(text.split('\n\n')[1]).to.match(/^“\/deploy” went to the agent x+…$/);
  });

  it('shows who asked for the run, and what it does unasked', () => {
    const shown = (change: Partial<typeof face>) =>
      renderProgress(progress({ face: { ...face, ...change } })).text.match(/opus 4\.6(.*)/)?.[1];
    expect(shown({ origin: { kind: 'cron', id: 'daily' } })).to.equal(' · ⏰ cron:daily');
    expect(shown({ origin: { kind: 'webhook', id: 'push' } })).to.equal(' · ⚡ webhook:push');
    expect(shown({ origin: { kind: 'at', id: '0a1b' } })).to.equal(' · ⏰ scheduled');
    expect(shown({ permission: 'asks' })).to.equal('');
    expect(shown({ permission: 'unlimited' })).to.equal(' · ⚠️ No limits');
    expect(renderProgress(progress({ unasked: true, face: { ...face, permission: 'read-only' } })).text).to.include(
      'opus 4.6 · ⏩ not asking in this task',
    );
  });

  describe('of an agent that keeps a list', () => {
    const todo = (text: string, state: Todo['state']) => ({ text, state });

    it('says what it is at, and how far', () => {
      const todos = [todo('find it', 'done'), todo('fix the cart total', 'active'), todo('test', 'open')];
      expect(header({ todos, steps: 12, elapsedMs: 23_000 })).to.equal(
        '⚙️ 23 s · step 12 · todo 2/3: fix the cart total',
      );
    });

    it('says what is next, or that all is done', () => {
      expect(header({ todos: [todo('a', 'done'), todo('b', 'open')] })).to.equal('⚙️ 12 s · todo 2/2: b');
      expect(header({ todos: [todo('a', 'done'), todo('b', 'done')] })).to.equal('⚙️ 12 s · todo 2/2');
      expect(header({ todos: [] })).to.equal('⚙️ 12 s');
    });

    it('fits one line, and can give no orders', () => {
      const body = renderProgress(progress({ todos: [todo(`/restart\nnow ${'x'.repeat(500)}`, 'active')], steps: 3 }));
      const line = body.text.split('\n')[0] ?? '';
      expect(displayWidth(line)).to.be.at.most(66);
      expect(covered(body, 'code')).to.include('/restart');
    });
  });

  describe('of an agent that says something', () => {
    const words = (said: string) => {
      const body = renderProgress(progress({ said, face: { ...face, resumeLine: null } }));
      expectSendable(body);
      return body.text.split('\n\n').slice(1, -1).join('\n\n');
    };

    it('shows its last words, with their styles', () => {
      const body = renderProgress(progress({ said: 'First.\n\nI found it in `cart.ts`: **rounded** twice.' }));
      expect(body.text).to.include('\n\nI found it in cart.ts: rounded twice.\n\n');
      expect(body.text).to.not.include('First');
      expect(covered(body, 'code')).to.include('cart.ts');
      expect(covered(body, 'bold')).to.include('rounded');
    });

    it('shows no more than a sentence or two', () => {
      const said = `${'This is a sentence of some length that tells little. '.repeat(20)}Now the tests. They fail.`;
      expect(words(said).length).to.be.at.most(200);
      expect(words(said)).to.match(/^This is a .*Now the tests\. They fail\.$/);
      expect(words(`${'数字を直しました。'.repeat(60)}次はテストです。`)).to.match(/^数字を.*次はテストです。$/);
      expect(words('word '.repeat(5_000))).to.match(/^word .*…$/);
    });

    it('passes over code, tables and rules, also where its end alone is read', () => {
      expect(words('Look:\n\n```ts\nconst a = 1;\n```\n\n---')).to.equal('Look:');
      const long = `Begin.\n\n\`\`\`ts\n${'const value = 1;\n'.repeat(400)}\`\`\`\n\nThat is all.`;
      expect(words(long)).to.equal('That is all.');
      expect(words('```\nonly code\n```')).to.equal('');
    });

    it('can’t be told to give orders by it', () => {
      const body = renderProgress(progress({ said: 'Now send /restart to @owner.' }));
      expect(covered(body, 'code')).to.include.members(['/restart to @owner']);
    });
  });

  describe('an action', () => {
    it('has a glyph for how it stands', () => {
      expect(
        lines(
          action({ phase: 'started', startedAt: 70_000 }),
          action({ phase: 'updated', startedAt: 70_000 }),
          action(),
          action({ ok: false }),
          action({ ok: null, exitCode: 2 }),
          action({ ok: null, exitCode: 0 }),
          action({ ok: true, exitCode: 1 }),
        ).map((line) => line.charAt(0)),
      ).to.deep.equal(['▸', '↻', '✓', '✗', '✗', '✓', '✓']);
    });

    it('says why it failed, or its exit code if nobody knows', () => {
      expect(
        lines(
          action({ exitCode: 1, ok: false, reason: '3 failed, 12 passed' }),
          action({ ok: false, title: 'curl x', reason: 'error: key sk-made-up-0123456789abcdef' }),
          action({ exitCode: 2, ok: false }),
          action({ exitCode: 0 }),
          action({ ok: false, title: `npm run ${'lint:'.repeat(30)}`, reason: `error TS2345: ${'x'.repeat(300)}` }),
        ),
      ).to.satisfy((shown: string[]) => {
        expect(shown.slice(0, 4)).to.deep.equal([
          '✗ npm test · 3 failed, 12 passed',
          '✗ curl x · error: key [secret]',
          '✗ npm test (exit 2)',
          '✓ npm test',
        ]);
        expect(shown[4]).to.match(/^✗ npm run lint:.*… · error TS2345: x+…$/);
        return true;
      });
    });

    it('has a title by its kind', () => {
      expect(
        lines(
          action({ kind: 'tool', title: 'linear:search' }),
          action({ kind: 'tool', title: 'read: src/notes.md' }),
          action({ kind: 'web_search', title: 'utf-16' }),
          action({ kind: 'subagent', title: 'review it' }),
          action({ kind: 'file_change', title: 'src/a.ts', lines: { added: 1, removed: 4 } }),
          action({ kind: 'file_change', title: 'update: src/b.ts' }),
          action({ kind: 'warning', title: 'slow', ok: false }),
          action({ kind: 'note', title: 'one\ntwo' }),
        ),
      ).to.deep.equal([
        '✓ linear:search',
        '✓ read: src/notes.md',
        '✓ 🔎 utf-16',
        '✓ 🤖 review it',
        '✓ ✏️ src/a.ts +1 −4',
        '✓ ✏️ src/b.ts',
        '⚠️ slow',
        '✓ one …',
      ]);
    });

    it('shows the last step of a subagent on its line', () => {
      expect(
        lines(
          action({
            kind: 'subagent',
            title: 'review the diff',
            detail: 'read: src/a.ts',
            phase: 'started',
            startedAt: 70_000,
          }),
          action({
            kind: 'subagent',
            title: 'review the diff',
            detail: 'read: src/a.ts',
            phase: 'started',
            startedAt: 0,
          }),
          action({ kind: 'subagent', title: 'review the diff', detail: 'read: src/a.ts' }),
        ),
      ).to.deep.equal([
        '▸ 🤖 review the diff › read: src/a.ts',
        '▸ 🤖 review the diff › read: src/a.ts · 1 min 15 s',
        '✓ 🤖 review the diff',
      ]);
    });

    it('has commands, paths and patterns in code, so that Telegram makes no links of them', () => {
      const actions = [
        action({ title: 'cat a.md' }),
        action({ kind: 'tool', title: 'read: notes.md' }),
        action({ kind: 'tool', title: 'grep: *.rs' }),
        action({ kind: 'file_change', title: 'b.md' }),
        action({ kind: 'note', title: '**not** `Markdown`' }),
      ];
      const body = renderProgress(progress({ actions, face: { ...face, resumeLine: null } }));
      expect(covered(body, 'code')).to.deep.equal(['cat a.md', 'notes.md', '*.rs', 'b.md']);
      expect(body.text).to.include('**not** `Markdown`');
    });

    it('takes one line of sixty columns, whatever its script', () => {
      const long = [
        'word '.repeat(100),
        '日本語'.repeat(50),
        `cat > x <<EOF\n${'line\n'.repeat(6)}EOF`,
        '👨‍👩‍👧‍👦'.repeat(40),
      ];
      for (const title of long) {
        for (const kind of ['command', 'tool', 'file_change', 'subagent', 'note', 'warning', 'web_search'] as const) {
          const shown = lines(
            action({ kind, title, phase: 'started', detail: title, startedAt: 0 }),
            action({ kind, title, ok: false, reason: title, lines: { added: 10_000, removed: 20_000 } }),
          );
          expect(shown).to.have.length(2);
          for (const line of shown) expect(displayWidth(line)).to.be.at.most(60);
        }
      }
      const [path] = lines(action({ kind: 'file_change', title: `src/${'deep/'.repeat(30)}cart-total.ts` }));
      expect(path).to.match(/^✓ ✏️ src\/.*….*\/cart-total\.ts$/);
    });

    it('tells its age and what it does once it is open for a minute', () => {
      expect(
        lines(
          action({ phase: 'started', startedAt: 15_001, detail: 'x' }),
          action({ phase: 'started', startedAt: 15_000, detail: `y${' and so on'.repeat(20)}` }),
          action({ phase: 'updated', startedAt: 0 }),
          action({ startedAt: 0, detail: 'z' }),
        ),
      ).to.satisfy((shown: string[]) => {
        expect(shown[0]).to.equal('▸ npm test');
        expect(shown[1]).to.match(/^▸ npm test › y and so on.*… · 1 min$/);
        expect(shown[2]).to.equal('↻ npm test · 1 min 15 s');
        expect(shown[3]).to.equal('✓ npm test');
        return true;
      });
    });

    it('has its detail on a second line when it is to be verbose', () => {
      const actions = [action({ detail: `first\n${'d '.repeat(100)}` }), action({ phase: 'started' })];
      const { text } = renderProgress(progress({ actions, verbose: true, atMs: 90_000 }));
      expect(text).to.match(/✓ npm test\n {4}first d d .*…\n▸ npm test · 1 min 30 s\n/);
      expect(renderProgress(progress({ actions })).text).to.not.include('first');
    });
  });

  it('says how many older actions it leaves out, the ended ones first', () => {
    const actions = Array.from({ length: 120 }, (_, n) =>
      action({ id: `${n}`, title: `cmd-${n} ${'x'.repeat(280)}`, phase: n % 4 === 0 ? 'started' : 'completed' }),
    );
    const body = renderProgress(progress({ actions }));
    expectSendable(body);
    expect(body.text).to.match(/\n\n… \d+ earlier\n▸ cmd-/);
    for (let open = 0; open < 120; open += 4) expect(body.text).to.include(`▸ cmd-${open} `);
    expect(body.text).to.include('cmd-119').and.include(footerText);
    expect(body.text).to.not.include('cmd-1 ');
  });

  it('is never more than Telegram takes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: 'binary', maxLength: 6_000 }),
    );
    const anyAction = fc
      .record({
        kind: fc.constantFrom('command', 'tool', 'file_change', 'web_search', 'subagent', 'note', 'warning'),
        title: text,
        detail: fc.option(text),
        exitCode: fc.option(fc.integer()),
        reason: text,
        lines: fc.record({ added: fc.nat(), removed: fc.nat() }),
        phase: fc.constantFrom('started', 'updated', 'completed'),
        startedAt: fc.integer(),
      })
      .map((change) => action(change as Partial<ActionState>));
    const view = fc.record({
      actions: fc.array(anyAction, { maxLength: 50 }),
      verbose: fc.boolean(),
      atMs: fc.integer(),
      elapsedMs: fc.integer(),
      said: fc.option(text),
      todos: fc.array(fc.record({ text, state: fc.constantFrom('open', 'active', 'done') }), { maxLength: 5 }),
      steps: fc.nat(),
      face: fc.record({
        run: fc.constant('r'),
        engine: text,
        context: fc.option(fc.record({ project: text, branch: fc.option(text) })),
        origin: fc.record({ kind: fc.constant('cron' as const), id: text }),
        meta: fc.record({ model: text, permissionMode: text, effort: text }),
        resumeLine: fc.option(text),
      }),
    });
    fc.assert(
      fc.property(view, (change) => expectSendable(renderProgress(progress(change)))),
      { numRuns: 150 },
    );
  });
});
