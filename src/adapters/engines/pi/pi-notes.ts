import type { Action, RunAction } from '../../../domain/run/run-event.js';
import { type JsonObject, numberOf, textOf } from '../lines/json-value.js';
import { changed, ended, plainAction } from '../stream/action-events.js';
import { oneLine } from '../stream/tool-text.js';

/** One note for each series of retries (`auto_retry_…`), and one for each compaction (`compaction_…`). */
export class PiNotes {
  #count = 0;
  #retry: Action | null = null;
  #compaction: Action | null = null;

  /** One more try is announced. */
  retrying(line: JsonObject): readonly RunAction[] {
    const seconds = Math.max(1, Math.round((numberOf(line['delayMs']) ?? 0) / 1000));
    const title = `retrying ${numberOf(line['attempt']) ?? '?'}/${numberOf(line['maxAttempts']) ?? '?'} in ${seconds} s`;
    const why = textOf(line['errorMessage']);
    const detail = why === null ? null : oneLine(why, 400);
    this.#retry = plainAction(this.#retry?.id ?? `retry.${++this.#count}`, 'note', title, detail);
    return [changed(this.#retry)];
  }

  /** The provider answered, or Pi gave up. */
  retried(ok: boolean): readonly RunAction[] {
    const open = this.#retry;
    this.#retry = null;
    return open === null ? [] : [ended(open, ok)];
  }

  /** The conversation is being shortened to fit. */
  compacting(): readonly RunAction[] {
    this.#compaction = plainAction(`compaction.${++this.#count}`, 'note', 'compacting the conversation');
    return [changed(this.#compaction)];
  }

  /** It was, or was not. */
  compacted(line: JsonObject): readonly RunAction[] {
    const open = this.#compaction;
    this.#compaction = null;
    const failed = line['aborted'] === true || textOf(line['errorMessage']) !== null;
    return open === null ? [] : [ended({ ...open, title: 'conversation compacted' }, !failed)];
  }
}
