import { beforePair } from '../before-pair.js';
import type { RunCompleted } from './run-event.js';

/** What an agent says to the person in a run, and what of it still has to reach them. Texts are Markdown, oldest first. */
export interface Spoken {
  /** Since the agent's last real step: its answer, if nothing follows. */
  readonly since: readonly string[];
  /** Before that step and after the one before: the answer of an agent whose last step is without words. */
  readonly before: readonly string[];
  /** Long texts that were said before those and stood in no answer. */
  readonly earlier: readonly string[];
  /** Whether the last answer went out with all of it, so that it is over with what comes next. */
  readonly told: boolean;
}

/** Nothing was said yet. */
export const SILENT: Spoken = { since: [], before: [], earlier: [], told: false };

/** From so many UTF-16 units on, a text says more than what the agent is about to do. */
const LONG = 200;

/** Texts of one stretch that are kept apart; more are joined. */
const MOST_TEXTS = 100;

/** Texts that are shown beside an answer, and how long they are together; the latest ones count. */
const MOST_EARLIER = 20;
const MOST_EARLIER_UNITS = 60_000;

/** The agent said something. */
export function heard(spoken: Spoken, text: string): Spoken {
  if (text.trim() === '') return spoken;
  const now = afresh(spoken);
  return { ...now, since: joined([...now.since, text]) };
}

/** The agent did something real: what it says from now on is another matter. */
export function stepped(spoken: Spoken): Spoken {
  const now = afresh(spoken);
  if (now.since.length === 0) return now;
  return { ...now, since: [], before: now.since, earlier: withLong(now.earlier, now.before) };
}

/**
 * The engine came to an end of its work: all that the agent said since its last real step, or the last that it said if
 * that was without words, is the answer, with the engine's own where that says something else.
 */
export function answered(
  spoken: Spoken,
  { ok, answer }: Pick<RunCompleted, 'ok' | 'answer'>,
): { readonly spoken: Spoken; readonly answer: string } {
  const now = afresh(spoken);
  // An engine whose last step is without words may give its last words itself.
  const since = now.since.length === 0 && says(now.before, answer) ? [] : withAnswer(now.since, answer);
  const silent = since.length === 0;
  const texts = silent ? now.before : since;
  const earlier = silent ? now.earlier : withLong(now.earlier, now.before);
  const whole = texts.join(BREAK);
  return { spoken: { since: [], before: texts, earlier, told: ok && whole !== '' }, answer: whole };
}

/** The long texts that no answer brought, for a run that ends without one. */
export function untold(spoken: Spoken): readonly string[] {
  const { since, before, earlier } = afresh(spoken);
  return withLong(withLong(earlier, before), since);
}

/**
 * The same for a run that is cut off, with what was said last however short it is: it says how far the agent has come. The
 * latest of it, of at most so many UTF-16 units.
 */
export function saidBeforeCut(spoken: Spoken, mostUnits = MOST_EARLIER_UNITS): readonly string[] {
  const { since, before } = afresh(spoken);
  const last = since.at(-1) ?? before.at(-1);
  const texts = untold(spoken);
  return latest(last === undefined || isLong(last) ? texts : [...texts, last], mostUnits);
}

const BREAK = '\n\n';

function afresh(spoken: Spoken): Spoken {
  return spoken.told ? SILENT : spoken;
}

/** The engine's own answer is most often the last text, or all of them. */
function withAnswer(texts: readonly string[], answer: string): readonly string[] {
  const own = answer.trim();
  if (own === '' || says(texts, own)) return texts;
  return texts.every((text) => own.includes(text.trim())) ? [answer] : joined([...texts, answer]);
}

/** Whether the answer is one of the texts, or ends as they do. */
function says(texts: readonly string[], answer: string): boolean {
  const own = answer.trim();
  return texts.some((text) => text.trim() === own) || (texts.length > 0 && texts.join(BREAK).trim().endsWith(own));
}

/** No longer than it may be: the two oldest become one text. */
function joined(texts: readonly string[]): readonly string[] {
  if (texts.length <= MOST_TEXTS) return texts;
  return [texts.slice(0, 2).join(BREAK), ...texts.slice(2)];
}

function withLong(earlier: readonly string[], texts: readonly string[]): readonly string[] {
  const long = texts.filter(isLong);
  return long.length === 0 ? earlier : latest([...earlier, ...long], MOST_EARLIER_UNITS);
}

function latest(texts: readonly string[], mostUnits: number): readonly string[] {
  const kept: string[] = [];
  let room = mostUnits;
  for (const text of texts.toReversed().slice(0, MOST_EARLIER)) {
    if (room <= LONG) break;
    kept.push(text.length <= room ? text : `${text.slice(0, beforePair(text, room - 1))}…`);
    room -= text.length;
  }
  return kept.reverse();
}

function isLong(text: string): boolean {
  return text.trim().length >= LONG;
}
