import type { Action, RunAction } from '../../../domain/run/run-event.js';
import { changed, ended, plainAction } from '../stream/action-events.js';
import { errorBody } from '../stream/error-body.js';
import { oneLine } from '../stream/tool-text.js';

const RECONNECTING = /^Reconnecting\.\.\.\s*(?:(\d+)\/(\d+)|waiting for network)\s*(?:\(([\s\S]*)\)\s*)?$/;

/** One note for each series of `Reconnecting...` messages: the CLI waits and asks its provider again, maybe for ever. */
export class ReconnectNote {
  #series = 0;
  #open: Action | null = null;

  /** The note's change if the message is one of the series; `null` for any other message. */
  of(message: string): readonly RunAction[] | null {
    const match = RECONNECTING.exec(message);
    if (match === null) return null;
    const [, attempt, attempts, reason] = match;
    const title = attempt === undefined ? 'waiting for the network' : `reconnecting ${attempt}/${attempts}`;
    const detail = reason === undefined ? null : oneLine(errorBody(reason).words, 400);
    this.#open = plainAction(this.#open?.id ?? `reconnect.${++this.#series}`, 'note', title, detail);
    return [changed(this.#open)];
  }

  /** The provider answered, or the CLI gave up. */
  over(ok: boolean): readonly RunAction[] {
    const open = this.#open;
    this.#open = null;
    return open === null ? [] : [ended(open, ok)];
  }
}
