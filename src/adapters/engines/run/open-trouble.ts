import type { RunEvent } from '../../../domain/run/run-event.js';

/** What a program is trying to get over: it says that it asks its provider again, and goes silent. */
export class OpenTrouble {
  #open: { readonly id: string; readonly words: string } | null = null;

  /** The latest try in these words, until it is told that it went well. */
  get words(): string | null {
    return this.#open?.words ?? null;
  }

  /** Takes what happened next; a note that was changed is one of a series of tries. */
  seen(events: readonly RunEvent[]): void {
    for (const event of events) {
      if (event.kind !== 'action' || event.action.kind !== 'note') continue;
      const { id, title, detail } = event.action;
      if (event.phase === 'updated') this.#open = { id, words: detail === null ? title : `${title}: ${detail}` };
      else if (event.phase === 'completed' && event.ok === true && this.#open?.id === id) this.#open = null;
    }
  }
}
