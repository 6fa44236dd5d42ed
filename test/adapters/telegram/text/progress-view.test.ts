import { expect } from 'chai';
import fc from 'fast-check';
import { renderProgress } from '../../../../src/adapters/telegram/text/run/progress-view.js';
import type { ActionState } from '../../../../src/domain/run/run-state.js';
import { covered, expectSendable } from './telegram-rules.js';
import { action, face, footerText, progress } from './views.js';

function lines(...actions: ActionState[]): string[] {
  const { text } = renderProgress(
    progress({ actions, atMs: 75_000, face: { ...face, context: null, meta: {}, resumeLine: null } }),
  );
  return text.split('\n\n')[1]?.split('\n') ?? [];
}

describe('the progress message', () => {
  it('has the phase, the engine, the time and the number of steps above, and the footer below', () => {
    const body = renderProgress(progress({ elapsedMs: 187_000, steps: 4, actions: [action()] }));
    expect(body.text).to.equal(`working · claude · 3m 07s · step 4\n\n✓ npm test\n\n${footerText}`);
    expect(covered(body, 'code')).to.deep.equal(['npm test', '@feat/cart', 'claude --resume 1234-abcd']);
  });

  it('leaves out what is not known', () => {
    const bare = { ...face, context: null, meta: {}, resumeLine: null };
    expect(renderProgress(progress({ phase: 'starting', face: bare })).text).to.equal('starting · claude · 12s');
    expect(renderProgress(progress({ face: { ...bare, context: { project: 'shop', branch: null } } })).text).to.equal(
      'working · claude · 12s\n\n🏷 dir: shop',
    );
    expect(renderProgress(progress({ face: { ...bare, meta: { effort: 'high' } } })).text).to.match(/\n\n🏷 high$/);
  });

  it('says why it waits, and that it is being stopped', () => {
    expect(renderProgress(progress({ phase: 'queued' })).text).to.match(
      /^queued · .*\n\nWaits until the run before it/,
    );
    expect(renderProgress(progress({ phase: 'asking' })).text).to.match(/^waiting for you · /);
    expect(renderProgress(progress({ phase: 'stopping' })).text).to.match(/^stopping · .*\n\nCancelled; /);
  });

  it('says how it was understood, on one line', () => {
    const text = renderProgress(progress({ remark: `“/deploy” went\nto the agent ${'x'.repeat(5_000)}` })).text;
    expect(text.split('\n\n')[1]).to.match(/^“\/deploy” went to the agent x+…$/);
  });

  it('shows who asked for the run', () => {
    const shown = (origin: typeof face.origin) =>
      renderProgress(progress({ face: { ...face, origin } })).text.match(/plan · (.*)/)?.[1];
    expect(shown({ kind: 'cron', id: 'daily' })).to.equal('⏰ cron:daily');
    expect(shown({ kind: 'webhook', id: 'push' })).to.equal('⚡ webhook:push');
    expect(shown({ kind: 'at', id: '0a1b' })).to.equal('⏰ at:0a1b');
    expect(shown({ kind: 'message' })).to.equal(undefined);
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

    it('names its exit code when it is not zero', () => {
      expect(lines(action({ exitCode: 2, ok: false }), action({ exitCode: 0 }))).to.deep.equal([
        '✗ npm test (exit 2)',
        '✓ npm test',
      ]);
    });

    it('has a title by its kind', () => {
      expect(
        lines(
          action({ kind: 'tool', title: 'linear:search' }),
          action({ kind: 'tool', title: 'read: src/notes.md' }),
          action({ kind: 'tool', title: 'todo: 3 open' }),
          action({ kind: 'web_search', title: 'utf-16' }),
          action({ kind: 'subagent', title: 'review it' }),
          action({ kind: 'file_change', title: 'src/a.ts' }),
          action({ kind: 'warning', title: 'slow' }),
          action({ kind: 'note', title: 'one\ntwo' }),
        ),
      ).to.deep.equal([
        '✓ tool: linear:search',
        '✓ read: src/notes.md',
        '✓ todo: 3 open',
        '✓ searched: utf-16',
        '✓ subagent: review it',
        '✓ files: src/a.ts',
        '✓ slow',
        '✓ one',
        'two',
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
      expect(covered(body, 'code')).to.deep.equal(['cat a.md', 'notes.md', '*.rs', 'b.md', '@feat/cart']);
      expect(body.text).to.include('**not** `Markdown`');
    });

    it('shortens long titles after a word and puts them on one line', () => {
      const [line = ''] = lines(action({ title: `echo\n${'word '.repeat(100)}` }));
      expect(line.length).to.be.within(290, 302);
      expect(line).to.match(/^✓ echo word .*word…$/);
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
        expect(shown[1]).to.match(/^▸ npm test · 1m 00s · y and so on.*…$/);
        expect(shown[1]?.length).to.be.at.most(22 + 80);
        expect(shown[2]).to.equal('↻ npm test · 1m 15s');
        expect(shown[3]).to.equal('✓ npm test');
        return true;
      });
    });

    it('has its detail on a second line when it is to be verbose', () => {
      const actions = [action({ detail: `first\n${'d '.repeat(100)}` }), action({ phase: 'started' })];
      const { text } = renderProgress(progress({ actions, verbose: true, atMs: 90_000 }));
      expect(text).to.match(/✓ npm test\n {4}first d d .*…\n▸ npm test · 1m 30s\n/);
      expect(renderProgress(progress({ actions })).text).to.not.include('first');
    });
  });

  it('makes titles shorter before it leaves out the oldest actions', () => {
    const actions = Array.from({ length: 30 }, (_, n) => action({ id: `${n}`, title: `cmd-${n} ${'x'.repeat(280)}` }));
    const body = renderProgress(progress({ actions }));
    expectSendable(body);
    expect(body.text).to.include('cmd-0').and.include('cmd-29').and.include(footerText);
  });

  it('says how many older actions it leaves out', () => {
    const actions = Array.from({ length: 50 }, (_, n) =>
      action({ id: `${n}`, title: `cmd-${n} ${'x'.repeat(280)}`, detail: 'd'.repeat(300) }),
    );
    const body = renderProgress(progress({ actions, verbose: true }));
    expectSendable(body);
    expect(body.text).to.match(/\n\n… \d+ earlier\n✓ cmd-/);
    expect(body.text).to.include('cmd-49').and.include(footerText);
    expect(body.text).to.not.include('cmd-0 ');
  });

  it('cuts a note that alone would be too long', () => {
    const body = renderProgress(progress({ actions: [action({ kind: 'note', title: 'plan '.repeat(3_000) })] }));
    expectSendable(body);
    expect(body.text).to.include('plan plan').and.include(footerText);
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
        phase: fc.constantFrom('started', 'updated', 'completed'),
        startedAt: fc.integer(),
      })
      .map((change) => action(change as Partial<ActionState>));
    const view = fc.record({
      actions: fc.array(anyAction, { maxLength: 50 }),
      verbose: fc.boolean(),
      atMs: fc.integer(),
      elapsedMs: fc.integer(),
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
