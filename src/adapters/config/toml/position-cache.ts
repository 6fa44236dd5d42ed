import { type Positions, positionsIn } from './positions.js';

/** Remembers where everything stands in the text that was asked about last: finding it takes longer than reading the text. */
export class PositionCache {
  readonly #find: (text: string) => Positions;
  #last: { readonly text: string; readonly positions: Positions } | null = null;

  constructor(find = positionsIn) {
    this.#find = find;
  }

  /** The positions in a text; they are looked for when they are first asked about. */
  in(text: string): Positions {
    return (path, at) => {
      if (this.#last?.text !== text) this.#last = { text, positions: this.#find(text) };
      return this.#last.positions(path, at);
    };
  }
}
