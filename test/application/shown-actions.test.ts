import { expect } from 'chai';
import fc from 'fast-check';
import { shownActions } from '../../src/application/run/active/shown-actions.js';
import type { ActionState } from '../../src/domain/run/run-state.js';

function step(id: string, open: boolean, change: Partial<ActionState['action']> = {}): ActionState {
  return {
    action: { id, kind: 'command', title: `run ${id}`, detail: null, exitCode: null, ...change },
    phase: open ? 'started' : 'completed',
    ok: open ? null : true,
    startedAt: 0,
  };
}

const idsOf = (actions: readonly ActionState[]) => actions.map(({ action }) => action.id);

describe('the actions of a run that are shown', () => {
  it('are all that are open, and the latest that ended, in the order of their first sighting', () => {
    const actions = [step('slow', true), ...Array.from({ length: 20 }, (_, n) => step(`${n}`, n === 10))];
    expect(idsOf(shownActions(actions, 5))).to.deep.equal(['slow', '10', '17', '18', '19']);
    expect(idsOf(shownActions(actions, 1))).to.deep.equal(['slow', '10']);
    expect(shownActions(actions, 0)).to.deep.equal([]);
  });

  it('are for a subagent one line with its latest step, also of subagents of its own', () => {
    const actions = [
      step('a', true, { kind: 'subagent', title: 'review', detail: 'its prompt' }),
      step('b', true, { kind: 'subagent', title: 'look for callers' }),
      step('a1', false, { parent: 'a', title: 'read: one.ts' }),
      step('b1', true, { parent: 'b', kind: 'subagent', title: 'inner' }),
      step('a2', true, { parent: 'a', title: 'read: two.ts' }),
      step('b2', true, { parent: 'b1', title: 'grep: round' }),
      step('own', false),
    ];
    const shown = shownActions(actions, 5);
    expect(shown.map(({ action }) => [action.title, action.detail])).to.deep.equal([
      ['review', 'read: two.ts'],
      ['look for callers', 'grep: round'],
      ['run own', null],
    ]);
  });

  it('are steps by themselves where their subagent is forgotten', () => {
    expect(idsOf(shownActions([step('1', false, { parent: 'gone' }), step('2', false)], 5))).to.deep.equal(['1', '2']);
  });

  it('never leave out what is open, and end whatever the parents say', () => {
    const id = fc.constantFrom('1', '2', '3', '4');
    const any = fc.record({ id, open: fc.boolean(), parent: fc.option(id, { nil: undefined }) });
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: (one) => one.id }), fc.integer({ min: 1, max: 3 }), (list, most) => {
        const actions = list.map(({ id: name, open, parent }) =>
          step(name, open, parent === undefined ? {} : { parent }),
        );
        const known = new Set(idsOf(actions));
        const shown = idsOf(shownActions(actions, most));
        for (const { action, phase } of actions) {
          const isOwn = action.parent === undefined || !known.has(action.parent) || action.parent === action.id;
          if (phase !== 'completed' && isOwn) expect(shown).to.include(action.id);
        }
      }),
    );
  });
});
