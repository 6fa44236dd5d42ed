import type { Action, RunAction } from '../../../domain/run/run-event.js';
import { type JsonObject, numberOf, textOf } from '../lines/json-value.js';
import { changed, ended, plainAction } from '../stream/action-events.js';

/** One note for each series of `api_retry` lines: the CLI waits and asks its server again. */
export class RetryNote {
  #series = 0;
  #open: Action | null = null;

  /** One more try is announced. */
  retry(line: JsonObject): readonly RunAction[] {
    const id = this.#open?.id ?? `api-retry.${++this.#series}`;
    this.#open = plainAction(id, 'note', retryText(line));
    return [changed(this.#open)];
  }

  /** The server answered, or the CLI gave up. */
  over(ok: boolean): readonly RunAction[] {
    const open = this.#open;
    this.#open = null;
    return open === null ? [] : [ended(open, ok)];
  }
}

function retryText(line: JsonObject): string {
  const seconds = Math.max(1, Math.round((numberOf(line['retry_delay_ms']) ?? 0) / 1000));
  const status = numberOf(line['error_status']);
  const why = [textOf(line['error'])?.replaceAll('_', ' ') ?? 'unknown', ...(status === null ? [] : [`${status}`])];
  return `retrying ${count(line['attempt'])}/${count(line['max_retries'])} in ${seconds} s (${why.join(', ')})`;
}

function count(value: unknown): string {
  return `${numberOf(value) ?? '?'}`;
}
