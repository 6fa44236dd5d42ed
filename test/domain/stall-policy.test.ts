import { expect } from 'chai';
import fc from 'fast-check';
import type { Action, ActionKind } from '../../src/domain/run/run-event.js';
import { fold, initialRunState, type RunState } from '../../src/domain/run/run-state.js';
import { isNews, nextStep, type Silence, type StallLimits } from '../../src/domain/run/stall-policy.js';
import { appConfig } from '../support/builders/app-config.js';

const limits: StallLimits = appConfig().watchdog;

function action(kind: ActionKind, id: string = kind): Action {
  return { id, kind, title: id, detail: null, exitCode: null };
}

function working(...kinds: readonly ActionKind[]): RunState {
  const begin = (state: RunState, kind: ActionKind, index: number) =>
    fold(state, { kind: 'action', phase: 'started', ok: null, action: action(kind, `${index}`) }, 0);
  return kinds.reduce(begin, initialRunState);
}

function silence(change: Partial<Silence> = {}): Silence {
  const times = { heardMs: 0, newsMs: 0, warnedMs: 0 };
  return { state: initialRunState, resultOf: null, asksPerson: false, warnings: 0, ...times, ...change };
}

const kinds = fc.constantFrom<ActionKind>('command', 'tool', 'mcp_tool', 'subagent', 'note', 'warning');
const ms = (min: number, max: number) => fc.integer({ min: min * 1_000, max: max * 1_000 });
const anyLimits: fc.Arbitrary<StallLimits> = fc.record({
  livenessTimeoutMs: ms(60, 3_600),
  toolTimeoutMs: ms(60, 7_200),
  mcpToolTimeoutMs: ms(60, 7_200),
  subagentTimeoutMs: ms(60, 7_200),
  bashGraceMs: ms(5, 300),
  stallRepeatMs: ms(30, 600),
  stallAutoKill: fc.boolean(),
  preResultSilenceTimeoutMs: ms(0, 86_400),
  postResultIdleEnabled: fc.boolean(),
  postResultIdleTimeoutMs: ms(30, 3_600),
  detectStuckAfterToolResult: fc.boolean(),
  stuckAfterToolResultTimeoutMs: ms(60, 1_800),
  stuckAfterToolResultRecoveryEnabled: fc.boolean(),
  stuckAfterToolResultRecoveryDelayMs: ms(10, 600),
});

/** What is done about a run that is never heard again, and when. */
function course(given: StallLimits, from: Silence) {
  const steps = [];
  for (let now = from; steps.length < 20; ) {
    const step = nextStep(given, now);
    if (step === null) break;
    steps.push(step);
    if (step.kind !== 'warn') break;
    now = { ...now, warnings: now.warnings + 1, warnedMs: step.dueMs };
  }
  return steps;
}

describe('the patience with a silent run', () => {
  it('is as long as what is open may take', () => {
    const due = (...open: readonly ActionKind[]) => nextStep(limits, silence({ state: working(...open) }))?.dueMs;
    expect(due()).to.equal(600_000);
    expect(due('command')).to.equal(600_000);
    expect(due('command', 'mcp_tool')).to.equal(900_000);
    expect(due('subagent')).to.equal(900_000);
    expect(nextStep({ ...limits, bashGraceMs: 800_000 }, silence({ state: working('command') }))?.dueMs).to.equal(
      800_000,
    );
  });

  it('does not end while a person is waited for', () => {
    fc.assert(
      fc.property(anyLimits, fc.array(kinds), (given, open) => {
        expect(nextStep(given, silence({ state: working(...open), asksPerson: true }))).to.equal(null);
      }),
    );
  });

  it('warns at most three times, never sooner than it may, and ends a run only where it may', () => {
    fc.assert(
      fc.property(anyLimits, fc.array(kinds, { maxLength: 4 }), fc.boolean(), (given, open, afterResult) => {
        const resultOf = afterResult ? action('tool') : null;
        const steps = course(given, silence({ state: working(...open), resultOf }));
        const warned = steps.filter((step) => step.kind === 'warn').map((step) => step.dueMs);
        expect(warned.length).to.be.at.most(3);
        for (const [index, dueMs] of warned.entries()) {
          expect(dueMs).to.be.at.least(60_000);
          const previousMs = warned[index - 1];
          if (previousMs !== undefined) expect(dueMs - previousMs).to.be.at.least(given.stallRepeatMs);
        }
        const last = steps.at(-1);
        if (last?.kind === 'end' && last.why === 'stalled') {
          expect(given.stallAutoKill).to.equal(true);
          expect(warned).to.have.length(3);
          expect(last.dueMs).to.be.at.least((warned[2] ?? 0) + given.stallRepeatMs);
        }
        if (last?.kind === 'end' && last.why === 'silent')
          expect(last.dueMs).to.be.at.least(given.preResultSilenceTimeoutMs);
        if (last?.kind === 'recover') {
          expect(given.detectStuckAfterToolResult && given.stuckAfterToolResultRecoveryEnabled).to.equal(true);
          expect(warned).to.have.length(1);
        }
      }),
    );
  });

  it('ends nothing that has not been silent for its hour while ending is not asked for', () => {
    const steps = course(limits, silence());
    expect(steps.map(({ kind, dueMs }) => [kind, dueMs / 60_000])).to.deep.equal([
      ['warn', 10],
      ['warn', 13],
      ['warn', 16],
      ['end', 60],
    ]);
    expect(course({ ...limits, preResultSilenceTimeoutMs: 0 }, silence()).at(-1)?.kind).to.equal('warn');
    const long = { ...limits, toolTimeoutMs: 7_200_000 };
    expect(course(long, silence({ state: working('command') })).at(-1)).to.include({ kind: 'end', dueMs: 7_200_000 });
  });

  it('ends an engine that stays idle after its answer, but for work in the background', () => {
    const answer = { kind: 'completed', ok: true, answer: '', problem: null, usage: null } as const;
    const answered = (state: RunState) => silence({ state: fold(state, answer, 0) });
    expect(nextStep(limits, answered(initialRunState))).to.deep.equal({ kind: 'end', dueMs: 600_000, why: 'idle' });
    expect(nextStep(limits, answered(working('subagent')))).to.equal(null);
    expect(nextStep(limits, answered(working('note')))).to.equal(null);
    expect(nextStep({ ...limits, postResultIdleEnabled: false }, answered(initialRunState))).to.equal(null);
  });

  it('does not take for news that a tool still runs', () => {
    expect(isNews('command', 'updated')).to.equal(false);
    expect(isNews('mcp_tool', 'updated')).to.equal(false);
    expect(isNews('subagent', 'updated')).to.equal(true);
    expect(isNews('note', 'updated')).to.equal(true);
    expect(isNews('command', 'completed')).to.equal(true);
  });
});
