import type { FormattedText } from '../formatted-text.js';
import type { TextEntity } from '../text-entity.js';

/**
 * The text with `first` before its first line and `rest` before the others. Lines inside a `pre` and empty lines get
 * nothing, so that code can still be copied as it is; a `pre` at the very beginning starts on a line of its own.
 */
export function indentLines(body: FormattedText, first: string, rest: string): FormattedText {
  const isPreformatted = insideOf(body.entities.filter((entity) => entity.type === 'pre'));
  const shifts = new Shifts();
  let start = 0;
  const lines = body.text.split('\n').map((line) => {
    const isIndented = (line !== '' || body.text === '') && !isPreformatted(start);
    const isAlone = start === 0 && !isIndented && first.trim() !== '';
    const prefix = start > 0 ? (isIndented ? rest : '') : isAlone ? `${first.trimEnd()}\n` : first;
    shifts.add(start, prefix.length);
    start += line.length + 1;
    return prefix + line;
  });
  return {
    text: lines.join('\n'),
    entities: body.entities.map((entity) => {
      const end = entity.offset + entity.length;
      const offset = entity.offset + shifts.upTo(entity.offset);
      return { ...entity, offset, length: end + shifts.before(end) - offset };
    }),
  };
}

/** Whether a place is in one of the entities, which are sorted and apart; to be asked from the left to the right. */
function insideOf(apart: readonly TextEntity[]): (at: number) => boolean {
  let next = 0;
  return (at) => {
    for (let span = apart[next]; span !== undefined; span = apart[++next]) {
      if (at < span.offset + span.length) return at >= span.offset;
    }
    return false;
  };
}

/** How far what stands in a text moves when something is put in at several places. */
class Shifts {
  readonly #places: number[] = [];
  readonly #sums: number[] = [0];

  /** Puts in so much before a place, which is behind all earlier ones. */
  add(place: number, length: number): void {
    if (length === 0) return;
    this.#places.push(place);
    this.#sums.push((this.#sums.at(-1) ?? 0) + length);
  }

  /** How much was put in before `at` and at it. */
  upTo(at: number): number {
    return this.before(at + 1);
  }

  /** How much was put in before `at`. */
  before(at: number): number {
    let [low, high] = [0, this.#places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return this.#sums[low] ?? 0;
  }
}
