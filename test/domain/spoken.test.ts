import { expect } from 'chai';
import fc from 'fast-check';
import type { Action, ActionKind, RunCompleted, RunEvent } from '../../src/domain/run/run-event.js';
import { beforeNextProcess, fold, initialRunState, type RunState } from '../../src/domain/run/run-state.js';
import { untold } from '../../src/domain/run/spoken.js';

let ids = 0;

const says = (text: string): RunEvent => ({ kind: 'said', text });
const long = (what: string) => `${what} ${'and more of it '.repeat(20)}`.trim();

function does(kind: ActionKind, more: Partial<Action> = {}): RunEvent {
  const action = { id: `${++ids}`, kind, title: kind, detail: null, exitCode: null, ...more };
  return { kind: 'action', phase: 'completed', ok: true, action };
}

function ends(answer = '', more: Partial<RunCompleted> = {}): RunEvent {
  return { kind: 'completed', ok: true, answer, problem: null, usage: null, ...more };
}

const fails = (more: Partial<RunCompleted> = {}) =>
  ends('', { ok: false, problem: { kind: 'other', message: 'no' }, ...more });

function stateOf(events: readonly RunEvent[], state: RunState = initialRunState): RunState {
  return events.reduce((now, event) => fold(now, event, 0), state);
}

const answer = (...events: readonly RunEvent[]) => stateOf(events).completed?.answer;

describe('the answer of a run', () => {
  it('is all that was said since the last real step', () => {
    expect(answer(says('Looking.'), does('command'), says('Found it.'), says('All done.'), ends('All done.'))).to.equal(
      'Found it.\n\nAll done.',
    );
  });

  it('is not cut by steps that only keep books, or by those within another', () => {
    const finding = long('The cause is a race');
    const bookkeeping: readonly RunEvent[] = [
      does('note'),
      does('warning'),
      does('command', { parent: 'sub' }),
      { kind: 'todos', todos: [{ text: 'fix', state: 'done' }] },
      { kind: 'spent', usage: { costUsd: 1, turns: 1, durationMs: 1, inputTokens: 1, outputTokens: 1 } },
    ];
    for (const step of bookkeeping) {
      expect(answer(does('command'), says(finding), step, says('Done.'), ends('Done.'))).to.equal(
        `${finding}\n\nDone.`,
      );
    }
    for (const kind of ['command', 'tool', 'mcp_tool', 'file_change', 'web_search', 'subagent'] as const) {
      expect(answer(says(finding), does(kind), says('Done.'), ends('Done.')), kind).to.equal('Done.');
    }
  });

  it('is what was said last where the last step is without words', () => {
    expect(answer(says('The port is 8080.'), does('command'), ends())).to.equal('The port is 8080.');
    expect(answer(says('First.'), does('command'), says('Second.'), does('tool'), does('tool'), ends())).to.equal(
      'Second.',
    );
    expect(answer(does('command'), ends())).to.equal('');
    expect(answer(says('Half of it'), does('command'), fails())).to.equal('Half of it');
  });

  it('has the engine’s own where that says something else, and never twice what was said', () => {
    expect(answer(ends('From a command'))).to.equal('From a command');
    expect(answer(says('One.'), says('Two.'), ends('One.\n\nTwo.'))).to.equal('One.\n\nTwo.');
    expect(answer(says('One.'), says('Two.'), ends(' Two. '))).to.equal('One.\n\nTwo.');
    expect(answer(says('One.'), ends('Cut of'))).to.equal('One.\n\nCut of');
    expect(answer(says('One.'), ends('One. And a tail'))).to.equal('One. And a tail');
    expect(answer(says(' \n'), ends(''))).to.equal('');
    const last = long('last');
    const { completed, spoken } = stateOf([says(last), does('tool'), ends(last)]);
    expect([completed?.answer, spoken.earlier]).to.deep.equal([last, []]);
  });
});

describe('what was said on the way', () => {
  it('goes along if it is long, oldest first', () => {
    const [one, two] = [long('one'), long('two')];
    const { spoken } = stateOf([
      says(one),
      does('tool'),
      says('short'),
      does('tool'),
      says(two),
      does('tool'),
      says('end'),
      ends(),
    ]);
    expect(spoken.earlier).to.deep.equal([one, two]);
    expect(stateOf([says(one), does('tool'), ends()]).spoken.earlier).to.deep.equal([]);
  });

  it('is told once in a run that answers several times', () => {
    const [one, two] = [long('one'), long('two')];
    const first = stateOf([says(one), does('tool'), says('First answer.'), ends()]);
    expect(first.spoken.earlier).to.deep.equal([one]);
    const second = stateOf([says(two), does('tool'), says('Second answer.'), ends()], first);
    expect(second.completed?.answer).to.equal('Second answer.');
    expect(second.spoken.earlier).to.deep.equal([two]);
    expect(stateOf([ends()], first).completed?.answer).to.equal('');
  });

  it('is not lost with a failure that is followed by something better, nor with another process', () => {
    const one = long('one');
    const failed = stateOf([says(one), fails()]);
    const state = stateOf([does('tool'), says('Now it works.'), ends()], failed);
    expect(state.completed?.answer).to.equal('Now it works.');
    const next = stateOf([does('tool'), says('done'), ends()], beforeNextProcess(stateOf([says(one)])));
    expect(next.completed?.answer).to.equal('done');
    for (const { spoken } of [next, state]) expect([...spoken.earlier, ...spoken.before].join()).to.include(one);
  });

  it('is known for a run that ends without an answer', () => {
    const [one, two, three] = [long('one'), long('two'), long('three')];
    const { spoken } = stateOf([says(one), does('tool'), says(two), does('tool'), says(three)]);
    expect(untold(spoken)).to.deep.equal([one, two, three]);
    expect(untold(stateOf([says(one), ends()]).spoken)).to.deep.equal([]);
  });

  it('is bounded, and every long text is in the answer or beside it as long as there are few', () => {
    const event = fc.oneof(
      fc.integer({ min: 0, max: 9 }).map((n) => says(long(`text ${n}`))),
      fc.constantFrom<ActionKind>('command', 'note', 'tool').map((kind) => does(kind)),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 15 }), (events) => {
        const state = stateOf([...events, ends()]);
        const told = [state.completed?.answer ?? '', ...state.spoken.earlier].join('\n');
        for (const one of events) if (one.kind === 'said') expect(told).to.include(one.text);
      }),
    );
    const many = stateOf(Array.from({ length: 3_000 }, (_, n) => [says(long(`${n}`)), does('tool')]).flat());
    expect(untold(many.spoken).length).to.be.within(10, 20);
    const huge = stateOf([
      says('x'.repeat(1_000_000)),
      does('tool'),
      says('y'.repeat(1_000_000)),
      does('tool'),
      says('z'),
    ]);
    expect(untold(huge.spoken).join('').length).to.be.within(50_000, 61_000);
    const texts = stateOf(Array.from({ length: 2_000 }, (_, n) => says(`text ${n}`)));
    expect(texts.spoken.since.length).to.be.at.most(100);
    expect(fold(texts, ends(), 0).completed?.answer)
      .to.include('text 0\n\ntext 1\n\n')
      .and.include('text 1999');
  });
});

describe('a failure behind an answer', () => {
  const usage = (turns: number) => ({ costUsd: 0, turns, durationMs: 0, inputTokens: 0, outputTokens: 0 });

  it('counts for nothing where no turn was behind it', () => {
    const good = stateOf([says('Done.'), ends('Done.', { usage: usage(3) })]);
    expect(fold(good, fails({ usage: usage(3) }), 0)).to.equal(good);
  });

  it('counts where something was done, said or counted in between', () => {
    const good = stateOf([says('Done.'), ends('Done.', { usage: usage(3) })]);
    for (const between of [[says('More.')], [does('command')]]) {
      expect(stateOf([...between, fails({ usage: usage(3) })], good).completed?.ok).to.equal(false);
    }
    expect(stateOf([fails({ usage: usage(4) })], good).completed?.ok).to.equal(false);
    const failed = stateOf([fails({ usage: usage(3) })]);
    expect(
      stateOf([fails({ usage: usage(3), problem: { kind: 'quota', message: 'x' } })], failed).completed?.problem?.kind,
    ).to.equal('quota');
  });
});

describe('what a run changed', () => {
  const edit = (title: string, added: number, removed: number) =>
    does('file_change', { title, lines: { added, removed } });

  it('counts each file once, and all lines', () => {
    const { changes } = stateOf([edit('a.ts', 1, 2), edit('b.ts, a.ts', 3, 0), does('file_change', { title: 'c.ts' })]);
    expect(changes).to.deep.equal({ files: ['a.ts', 'b.ts', 'c.ts'], added: 4, removed: 2 });
  });

  it('counts what went well, and once', () => {
    const action = {
      id: 'x',
      kind: 'file_change' as const,
      title: 'a.ts',
      detail: null,
      exitCode: null,
      lines: { added: 1, removed: 1 },
    };
    const event = (phase: 'started' | 'completed', ok: boolean | null): RunEvent => ({
      kind: 'action',
      phase,
      ok,
      action,
    });
    expect(stateOf([event('started', null), event('completed', false)]).changes.files).to.deep.equal([]);
    const twice = [event('started', null), event('completed', true), event('completed', true)];
    expect(stateOf(twice).changes).to.deep.equal({ files: ['a.ts'], added: 1, removed: 1 });
  });

  it('stays bounded', () => {
    const { changes } = stateOf(Array.from({ length: 3_000 }, (_, n) => edit(`f${n}`, 1, 0)));
    expect(changes.files).to.have.length(2_000);
    expect(changes.added).to.equal(3_000);
  });
});
