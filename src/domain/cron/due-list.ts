import type { Instant } from '../ports/clock.js';

/** From so many on, to sort them all takes less than to look for the place of each. */
const FEWEST_SORTED = 32;

/** Things by the instant at which they are due; looking at the earliest costs nothing, however many there are. */
export class DueList<Item extends { readonly due: Instant }> {
  /** Latest first, so that the earliest is taken off the end; of equals the first that came. */
  #items: Item[];

  constructor(items: readonly Item[] = []) {
    this.#items = items.toReversed().sort((a, b) => b.due - a.due);
  }

  /** The earliest instant at which something is due. */
  get earliest(): Instant | null {
    return this.#items.at(-1)?.due ?? null;
  }

  add(item: Item): void {
    let [low, high] = [0, this.#items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#items[middle]?.due ?? 0) > item.due) low = middle + 1;
      else high = middle;
    }
    this.#items.splice(low, 0, item);
  }

  /** Adds many at once, as if one after the other. */
  addAll(items: readonly Item[]): void {
    if (items.length < FEWEST_SORTED) for (const item of items) this.add(item);
    else this.#items = [...items.toReversed(), ...this.#items].sort((a, b) => b.due - a.due);
  }

  /** Takes out everything that is due by `until`, the earliest first. */
  take(until: Instant): readonly Item[] {
    const due: Item[] = [];
    for (let last = this.#items.at(-1); last !== undefined && last.due <= until; last = this.#items.at(-1)) {
      due.push(last);
      this.#items.pop();
    }
    return due;
  }
}
