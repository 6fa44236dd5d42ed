import { fail, ok, type Result } from '../../../../domain/result.js';
import { readWhen, type WhenProblem } from '../../../../domain/schedule/parse-when.js';
import type { WhenText } from '../../../../domain/schedule/when.js';

/** What is to be paused, and how long. */
export interface PauseWords {
  /** `null` for everything. */
  readonly id: string | null;
  /** `null` for until somebody resumes it. */
  readonly until: WhenText | null;
}

/** Reads `[id] [for <delay> | until <time>]`; the word before a time may be left out. */
export function parsePause(rest: string): Result<PauseWords, WhenProblem> {
  const text = rest.trim();
  if (text === '') return ok({ id: null, until: null });
  if (/^(?:for|until)\s/i.test(text) || readWhen(text).ok) return withTime(null, text);
  const id = /^\S+/.exec(text)?.[0] ?? '';
  const more = text.slice(id.length).trimStart();
  return more === '' ? ok({ id, until: null }) : withTime(id, more);
}

function withTime(id: string | null, text: string): Result<PauseWords, WhenProblem> {
  const read = readWhen(text.replace(/^(?:for|until)\s+/i, ''));
  if (!read.ok) return read;
  return read.value.text === '' ? ok({ id, until: read.value }) : fail({ kind: 'not-a-time', written: text });
}
