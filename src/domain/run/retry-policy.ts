import { isLatest, type ResumeToken } from './resume-token.js';
import type { RunCompleted } from './run-event.js';

/** What is tried again, and how often. */
export interface RetryLimits {
  /** Whether anything is tried again but a conversation that is gone and a stream that broke off. */
  readonly enabled: boolean;
  /** How often a run that ended without an answer is continued. */
  readonly maxRetries: number;
  readonly resendEmptyResume: boolean;
  readonly emptyResumeFresh: boolean;
  readonly streamIdleAutoRetry: boolean;
  readonly streamIdleMaxRetries: number;
}

/** One process of an engine that is over. */
export interface EndedAttempt {
  /** What it was asked. */
  readonly prompt: string;
  /** The conversation that it was to go on with. */
  readonly resumed: ResumeToken | null;
  /** The conversation that it turned out to have. */
  readonly token: ResumeToken | null;
  /** What it came to, if it said so. */
  readonly outcome: RunCompleted | null;
  /** How many actions it took. */
  readonly steps: number;
  /** Whether the result of a tool was the last of what it did. */
  readonly afterResult: boolean;
  /** Whether it was ended by us because it was stuck there. */
  readonly stuck: boolean;
  /** Whether the run may not go on: an answer was told, somebody stopped it, or a limit did. */
  readonly final: boolean;
}

/** How often what was tried in one run; all counts go along, so that no chain of reasons goes round in a circle. */
export interface Tries {
  readonly fresh: number;
  readonly resent: number;
  readonly continued: number;
  readonly idle: number;
  readonly recovered: number;
}

/**
 * What comes after an attempt. `fresh`: the prompt, in a new conversation. `resend`: the prompt, in the same one.
 * `continue`: the same conversation is told to go on.
 */
export type Retry =
  | { readonly kind: 'fresh'; readonly why: 'session-unknown' | 'empty' }
  | { readonly kind: 'resend' }
  | { readonly kind: 'continue'; readonly why: 'after-result' | 'stream-idle' | 'stuck' };

/** What a run begins with. */
export const NO_TRIES: Tries = { fresh: 0, resent: 0, continued: 0, idle: 0, recovered: 0 };

/** What is to be tried after the attempt; `null`: it was the last. */
export function nextTry(limits: RetryLimits, ended: EndedAttempt, tries: Tries): Retry | null {
  if (ended.final) return null;
  return gone(ended, tries) ?? empty(limits, ended, tries) ?? further(limits, ended, tries);
}

/** The counts with one more try. */
export function counted(tries: Tries, retry: Retry): Tries {
  switch (retry.kind) {
    case 'fresh':
      return { ...tries, fresh: tries.fresh + 1 };
    case 'resend':
      return { ...tries, resent: tries.resent + 1 };
    case 'continue':
      if (retry.why === 'stuck') return { ...tries, recovered: tries.recovered + 1 };
      if (retry.why === 'stream-idle') return { ...tries, idle: tries.idle + 1 };
      return { ...tries, continued: tries.continued + 1 };
  }
}

/** Whether an engine says itself that it did nothing: no words, no turn, no token. */
export function isEmptyAnswer({ ok, answer, usage }: RunCompleted): boolean {
  return ok && answer.trim() === '' && usage?.turns === 0 && (usage.outputTokens ?? 0) === 0;
}

function gone({ resumed, outcome }: EndedAttempt, tries: Tries): Retry | null {
  const isGone = resumed !== null && outcome?.problem?.kind === 'session-unknown' && tries.fresh === 0;
  return isGone ? { kind: 'fresh', why: 'session-unknown' } : null;
}

/** What was told to go on has had the prompt already, and a command of the engine's own may well answer nothing. */
function empty(limits: RetryLimits, { prompt, resumed, outcome }: EndedAttempt, tries: Tries): Retry | null {
  const hasGoneOn = tries.continued + tries.idle + tries.recovered > 0;
  if (!limits.enabled || resumed === null || outcome === null || hasGoneOn || !isEmptyAnswer(outcome)) return null;
  if (!limits.resendEmptyResume || prompt.trim() === '' || prompt.startsWith('/')) return null;
  if (tries.resent === 0) return { kind: 'resend' };
  return limits.emptyResumeFresh && tries.fresh === 0 ? { kind: 'fresh', why: 'empty' } : null;
}

function further(limits: RetryLimits, ended: EndedAttempt, tries: Tries): Retry | null {
  const { token, outcome, stuck, afterResult } = ended;
  if (token === null || isLatest(token)) return null;
  if (stuck) return tries.recovered === 0 ? { kind: 'continue', why: 'stuck' } : null;
  if (outcome?.problem?.kind === 'stream-idle') {
    const may = limits.streamIdleAutoRetry && tries.idle < limits.streamIdleMaxRetries && hadBegun(ended);
    return may ? { kind: 'continue', why: 'stream-idle' } : null;
  }
  const may = limits.enabled && tries.continued < limits.maxRetries && afterResult && endedByItself(outcome);
  return may ? { kind: 'continue', why: 'after-result' } : null;
}

/** A model that never said anything is not cured by being asked again. */
function hadBegun({ outcome, steps }: EndedAttempt): boolean {
  const { turns, outputTokens } = outcome?.usage ?? {};
  return steps > 0 || (turns ?? 0) > 1 || (outputTokens ?? 0) > 0;
}

/** Without a result, an error or a signal. */
function endedByItself(outcome: RunCompleted | null): boolean {
  if (outcome === null) return true;
  const { problem } = outcome;
  return problem?.kind === 'ended-early' && problem.signal === undefined && (problem.exitCode ?? 0) === 0;
}
