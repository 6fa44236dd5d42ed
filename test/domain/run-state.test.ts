import { expect } from 'chai';
import fc from 'fast-check';
import type { RunAction, RunEvent } from '../../src/domain/run/run-event.js';
import { fold, initialRunState } from '../../src/domain/run/run-state.js';

function action(id: string, phase: RunAction['phase'], ok: boolean | null = null): RunAction {
  return {
    kind: 'action',
    phase,
    ok,
    action: { id, kind: 'command', title: `run ${id}`, detail: null, exitCode: null },
  };
}

describe('the state of a run', () => {
  it('keeps the first token and merges what the engine says about itself', () => {
    const events: RunEvent[] = [
      { kind: 'started', resume: { engine: 'claude', value: 'a', directory: '/p' }, meta: { model: 'opus' } },
      { kind: 'started', resume: { engine: 'claude', value: 'a', directory: '/p' }, meta: { permissionMode: 'plan' } },
    ];
    const state = events.reduce((now, event) => fold(now, event, 0), initialRunState);
    expect(state.resume?.value).to.equal('a');
    expect(state.meta).to.deep.equal({ model: 'opus', permissionMode: 'plan' });
  });

  it('shows an action once, in the place where it was first seen, with the time it began', () => {
    let state = fold(initialRunState, action('1', 'started'), 1_000);
    state = fold(state, action('2', 'started'), 2_000);
    state = fold(state, action('1', 'completed', true), 3_000);
    expect(state.actions.map((known) => [known.action.id, known.phase, known.startedAt])).to.deep.equal([
      ['1', 'completed', 1_000],
      ['2', 'started', 2_000],
    ]);
    expect(state.steps).to.equal(2);
  });

  it('keeps what it was warned of, each as it was told last, however much is done afterwards', () => {
    const warned = (id: string, title: string): RunEvent => ({
      ...action(id, 'completed', false),
      action: { id, kind: 'warning', title, detail: null, exitCode: null },
    });
    const events: RunEvent[] = [
      warned('limit', 'the usage limit is near'),
      warned('server', 'the server of linear did not start'),
      ...Array.from({ length: 200 }, (_, n) => action(`${n}`, 'completed', true)),
      warned('limit', 'the usage limit is reached'),
    ];
    const titles = (all: readonly RunEvent[]) =>
      all.reduce((now, event) => fold(now, event, 0), initialRunState).warnings.map(({ title }) => title);
    expect(titles(events)).to.deep.equal(['the server of linear did not start', 'the usage limit is reached']);
    expect(titles(Array.from({ length: 50 }, (_, n) => warned(`${n}`, `warning ${n}`)))).to.deep.equal(
      [45, 46, 47, 48, 49].map((n) => `warning ${n}`),
    );
  });

  it('counts no warning as a step: an agent that was only warned has not begun', () => {
    const warning: RunEvent = {
      ...action('mcp.db', 'completed', false),
      action: { id: 'mcp.db', kind: 'warning', title: 'the MCP server db did not start', detail: null, exitCode: null },
    };
    expect(fold(initialRunState, warning, 0)).to.deep.include({ steps: 0 });
    expect(
      [warning, action('1', 'started')].reduce((now, event) => fold(now, event, 0), initialRunState).steps,
    ).to.equal(1);
  });

  it('remembers an open action and the last 50 others', () => {
    let state = fold(initialRunState, action('open', 'started'), 0);
    for (let n = 0; n < 500; n++) state = fold(state, action(`${n}`, 'completed', true), n);
    expect(state.actions).to.have.length(50);
    expect(state.actions[0]?.action.id).to.equal('open');
    expect(state.actions.at(-1)?.action.id).to.equal('499');
    expect(state.steps).to.equal(501);
  });

  it('remembers 500 actions at most, whatever an agent begins and never ends', () => {
    let state = initialRunState;
    for (let n = 0; n < 2_000; n++) state = fold(state, action(`${n}`, 'started'), n);
    expect(state.actions).to.have.length(500);
    expect(state.actions.at(-1)?.action.id).to.equal('1999');
    expect(state.steps).to.equal(2_000);
    for (let n = 2_000; n < 3_000; n++) state = fold(state, action(`${n}`, 'completed', true), n);
    expect(state.actions).to.have.length(500);
  });

  it('counts every distinct action exactly once, whatever the order of its phases', () => {
    const phase = fc.constantFrom('started' as const, 'updated' as const, 'completed' as const);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), phase)), (steps) => {
        const state = steps.reduce((now, [id, at]) => fold(now, action(`${id}`, at), 0), initialRunState);
        expect(state.steps).to.equal(new Set(steps.map(([id]) => id)).size);
      }),
    );
  });
});
