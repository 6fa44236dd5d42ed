import type { RequestAnswer } from './agent-request.js';

/** What a person says into a run that goes on. */
export type PersonWord =
  | { readonly kind: 'answer'; readonly request: string; readonly answer: RequestAnswer }
  /** Something more to consider, beside what the run was asked for. */
  | { readonly kind: 'message'; readonly text: string };

/** The engine's end of a `PersonLine`. */
export interface PersonWords {
  /** Calls back with each word from now on, until the returned function is called; one listener at a time. */
  listen(listener: (word: PersonWord) => void): () => void;
}

/** A line from the persons of a chat to one run of theirs. */
export class PersonLine implements PersonWords {
  #listener: ((word: PersonWord) => void) | null = null;

  listen(listener: (word: PersonWord) => void): () => void {
    this.#listener = listener;
    return () => {
      if (this.#listener === listener) this.#listener = null;
    };
  }

  /** Says something; `false` if the engine does not listen (any more). */
  say(word: PersonWord): boolean {
    this.#listener?.(word);
    return this.#listener !== null;
  }
}
