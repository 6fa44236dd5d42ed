import type { EngineProblem } from '../../../domain/run/run-event.js';
import { errorBody, withWait } from './error-body.js';
import { type KnownProblem, problemByCodes, problemByStatus, problemByWords } from './problem-table.js';

/** What an engine says about a failure of its provider, apart from the wording. */
export interface ProviderFacts {
  /** Codes and types by which the engine or the provider names the failure, the most telling first. */
  readonly codes?: readonly unknown[];
  /** The HTTP status. */
  readonly status?: number | null;
  /** How long the provider wants to be left alone, in seconds. */
  readonly waitSeconds?: number | null;
}

/**
 * The problem behind a failure of a provider or its program, in words that are no JSON: by telling wording first, since an
 * exhausted quota is reported with the code of a rate limit by some, then by code, then by HTTP status.
 */
export function providerProblem(error: unknown, facts: ProviderFacts = {}): EngineProblem {
  const body = errorBody(error);
  const status = facts.status ?? body.status ?? statusIn(typeof error === 'string' ? error : body.words);
  const codes = [...(facts.codes ?? []), ...body.codes];
  const whole = typeof error === 'string' ? error : (JSON.stringify(error) ?? '');
  const byWords = problemByWords(body.words);
  const isQuota = byWords === null || byWords.kind === 'quota';
  const found: KnownProblem = (isQuota ? byDetail(whole) : null) ??
    byWords ??
    problemByCodes(codes) ??
    problemByStatus(status) ?? { kind: 'other' };
  const { waitSeconds = null } = facts;
  return { ...found, ...spoken(withWait(body.words, waitSeconds === null ? null : `${Math.ceil(waitSeconds)}s`)) };
}

/** What only the details of a body say: whether a quota is one of the day or of the minute. */
function byDetail(whole: string): KnownProblem | null {
  const found = /\bquota/i.test(whole) ? problemByWords(whole) : null;
  return found?.limit === 'daily' || found?.kind === 'rate-limit' ? found : null;
}

/** The words without the instant of the reset that some put behind them: seconds since the epoch, or milliseconds. */
function spoken(words: string): Pick<EngineProblem, 'message' | 'resetsAt'> {
  const [behind, digits = ''] = /\| ?(\d{13}|\d{10})\b/.exec(words) ?? [];
  if (behind === undefined) return { message: words };
  return { message: words.replace(behind, '').trim(), resetsAt: Number(digits) * (digits.length === 10 ? 1_000 : 1) };
}

/** `429 …`, `unexpected status 401 …`, `API Error: 529 …` and `last status: 429 …`, as clients of HTTP word it. */
function statusIn(words: string): number | null {
  const status = /^(\d{3})\b|\b(?:last )?status(?: code)?:? (\d{3})\b|\bAPI Error:? (\d{3})\b|\bHTTP (\d{3})\b/i.exec(
    words,
  );
  return status === null ? null : Number(status[1] ?? status[2] ?? status[3] ?? status[4]);
}
