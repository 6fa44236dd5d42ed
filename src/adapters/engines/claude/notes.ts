import type { RunAction } from '../../../domain/run/run-event.js';
import { type JsonObject, numberOf, objectOf, textOf } from '../lines/json-value.js';
import { ended, plainAction } from '../stream/action-events.js';
import { oneLine } from '../stream/tool-text.js';

/** The CLI refused a tool because nobody could be asked. */
export function denialWarning(line: JsonObject, number: number): readonly RunAction[] {
  const tool = textOf(line['tool_name']) ?? 'a tool';
  const message = textOf(line['message']);
  const detail = message === null ? null : oneLine(message, 400);
  return [ended(plainAction(`denied.${number}`, 'warning', `no permission for ${tool}`, detail), false)];
}

/** The conversation was shortened to fit. */
export function compactionNote(number: number): readonly RunAction[] {
  return [ended(plainAction(`compacted.${number}`, 'note', 'conversation compacted'), true)];
}

/**
 * When the subscription's limit is over that a `rate_limit_event` says is reached, in milliseconds since the epoch. One that
 * is only near keeps nobody waiting: what fails beside it is over sooner.
 */
export function limitReset(line: JsonObject): number | null {
  const info = objectOf(line['rate_limit_info']);
  const seconds = textOf(info['status']) === 'rejected' ? numberOf(info['resetsAt']) : null;
  return seconds === null ? null : seconds * 1_000;
}

/** A subscription's limit was reached or is near; `allowed` comes with every run and says nothing. */
export function rateLimitNote(line: JsonObject): readonly RunAction[] {
  const info = objectOf(line['rate_limit_info']);
  const status = textOf(info['status']);
  if (status === 'allowed') return [];
  const waitMs = numberOf(info['retry_after_ms']);
  const wait = waitMs === null ? '' : `, waiting ${Math.max(1, Math.round(waitMs / 1000))} s`;
  const near = status === 'allowed_warning';
  const title = near ? 'the usage limit is near' : `usage limit reached${wait}`;
  return [ended(plainAction('rate-limit', 'warning', title), near)];
}
