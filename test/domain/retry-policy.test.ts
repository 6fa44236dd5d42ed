import { expect } from 'chai';
import fc from 'fast-check';
import type { ResumeToken } from '../../src/domain/run/resume-token.js';
import { counted, type EndedAttempt, NO_TRIES, nextTry, type RetryLimits } from '../../src/domain/run/retry-policy.js';
import type { EngineProblem, RunCompleted, RunUsage } from '../../src/domain/run/run-event.js';

const token: ResumeToken = { engine: 'fake', value: 'c1', directory: '/p' };
const limits: RetryLimits = {
  enabled: true,
  maxRetries: 1,
  resendEmptyResume: true,
  emptyResumeFresh: true,
  streamIdleAutoRetry: true,
  streamIdleMaxRetries: 1,
};

function usage(turns: number, outputTokens: number): RunUsage {
  return { costUsd: null, turns, durationMs: null, inputTokens: null, outputTokens };
}

function failed(problem: EngineProblem, used: RunUsage | null = null): RunCompleted {
  return { kind: 'completed', ok: false, answer: '', problem, usage: used };
}

const empty: RunCompleted = { kind: 'completed', ok: true, answer: ' ', problem: null, usage: usage(0, 0) };
const endedEarly = failed({ kind: 'ended-early', message: '', exitCode: 0 });

function ended(change: Partial<EndedAttempt>): EndedAttempt {
  const known = { prompt: 'do it', resumed: null, token, outcome: null, steps: 1 };
  return { ...known, afterResult: false, stuck: false, final: false, ...change };
}

const KINDS = [
  'not-installed',
  'cannot-start',
  'authentication',
  'quota',
  'rate-limit',
  'overloaded',
  'model',
  'context-full',
  'bad-usage',
  'no-output',
  'killed',
  'interrupted',
  'over-budget',
  'stalled',
  'other',
] as const;

const outcomes = fc.oneof(
  fc.constant(null),
  fc.constant(empty),
  fc.constant(endedEarly),
  fc.constantFrom('session-unknown' as const, 'stream-idle' as const).map((kind) => failed({ kind, message: '' })),
  fc.constantFrom(...KINDS).map((kind) => failed({ kind, message: '' })),
);
const attempts: fc.Arbitrary<EndedAttempt> = fc.record({
  prompt: fc.constantFrom('do it', '/clear', ' '),
  resumed: fc.constantFrom(null, token),
  token: fc.constantFrom(null, token),
  outcome: outcomes,
  steps: fc.nat(3),
  afterResult: fc.boolean(),
  stuck: fc.boolean(),
  final: fc.boolean(),
});
const anyLimits: fc.Arbitrary<RetryLimits> = fc.record({
  enabled: fc.boolean(),
  maxRetries: fc.nat(3),
  resendEmptyResume: fc.boolean(),
  emptyResumeFresh: fc.boolean(),
  streamIdleAutoRetry: fc.boolean(),
  streamIdleMaxRetries: fc.integer({ min: 1, max: 3 }),
});

describe('what is tried again', () => {
  it('comes to an end, however attempts end: each reason has its own small number, whatever came between', () => {
    fc.assert(
      fc.property(anyLimits, fc.array(attempts, { minLength: 12, maxLength: 40 }), (given, all) => {
        let tries = NO_TRIES;
        for (const one of all) {
          const retry = nextTry(given, one, tries);
          if (retry !== null) tries = counted(tries, retry);
        }
        expect(tries.fresh).to.be.at.most(1);
        expect(tries.resent).to.be.at.most(given.enabled && given.resendEmptyResume ? 1 : 0);
        expect(tries.continued).to.be.at.most(given.enabled ? given.maxRetries : 0);
        expect(tries.idle).to.be.at.most(given.streamIdleAutoRetry ? given.streamIdleMaxRetries : 0);
        expect(tries.recovered).to.be.at.most(1);
      }),
    );
  });

  it('is nothing after a run that was answered or stopped', () => {
    fc.assert(
      fc.property(anyLimits, attempts, (given, one) => {
        expect(nextTry(given, { ...one, final: true }, NO_TRIES)).to.equal(null);
      }),
    );
  });

  it('is nothing after what another try does not hint, also after the result of a tool', () => {
    for (const kind of KINDS) {
      const outcome = failed({ kind, message: '' });
      expect(nextTry(limits, ended({ outcome, resumed: token, afterResult: true }), NO_TRIES), kind).to.equal(null);
    }
  });

  it('is the conversation, after a run that ended by itself behind the result of a tool', () => {
    const goOn = { kind: 'continue', why: 'after-result' };
    expect(nextTry(limits, ended({ outcome: endedEarly, afterResult: true }), NO_TRIES)).to.deep.equal(goOn);
    expect(nextTry(limits, ended({ outcome: endedEarly, afterResult: false }), NO_TRIES)).to.equal(null);
    expect(nextTry(limits, ended({ outcome: endedEarly, afterResult: true, token: null }), NO_TRIES)).to.equal(null);
    const latest = { ...token, value: '' };
    expect(nextTry(limits, ended({ outcome: endedEarly, afterResult: true, token: latest }), NO_TRIES)).to.equal(null);
    for (const how of [{ exitCode: 1 }, { signal: 'SIGTERM' }]) {
      const outcome = failed({ kind: 'ended-early', message: '', ...how });
      expect(nextTry(limits, ended({ outcome, afterResult: true }), NO_TRIES)).to.equal(null);
    }
  });

  it('is the message once more, and then a new conversation, when a conversation answers nothing', () => {
    const silent = ended({ outcome: empty, resumed: token, steps: 0 });
    expect(nextTry(limits, silent, NO_TRIES)).to.deep.equal({ kind: 'resend' });
    const resent = { ...NO_TRIES, resent: 1 };
    expect(nextTry(limits, silent, resent)).to.deep.equal({ kind: 'fresh', why: 'empty' });
    expect(nextTry({ ...limits, emptyResumeFresh: false }, silent, resent)).to.equal(null);
    expect(nextTry(limits, silent, { ...resent, fresh: 1 })).to.equal(null);
    expect(nextTry({ ...limits, resendEmptyResume: false }, silent, NO_TRIES)).to.equal(null);
    expect(nextTry(limits, { ...silent, resumed: null }, NO_TRIES)).to.equal(null);
    expect(nextTry(limits, { ...silent, prompt: '/clear' }, NO_TRIES)).to.equal(null);
    expect(nextTry(limits, { ...silent, outcome: { ...empty, usage: usage(1, 0) } }, NO_TRIES)).to.equal(null);
    expect(nextTry(limits, { ...silent, outcome: { ...empty, usage: null } }, NO_TRIES)).to.equal(null);
  });

  it('is the conversation, after a stream that broke off once the model had begun', () => {
    const idle = (used: RunUsage | null) => failed({ kind: 'stream-idle', message: '' }, used);
    const goOn = { kind: 'continue', why: 'stream-idle' };
    expect(nextTry(limits, ended({ outcome: idle(usage(1, 40)), steps: 0 }), NO_TRIES)).to.deep.equal(goOn);
    expect(nextTry(limits, ended({ outcome: idle(null), steps: 2 }), NO_TRIES)).to.deep.equal(goOn);
    expect(nextTry(limits, ended({ outcome: idle(usage(1, 0)), steps: 0 }), NO_TRIES)).to.equal(null);
    const off = { ...limits, streamIdleAutoRetry: false };
    expect(nextTry(off, ended({ outcome: idle(null), steps: 2 }), NO_TRIES)).to.equal(null);
  });
});
