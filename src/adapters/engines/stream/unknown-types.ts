import type { RunAction } from '../../../domain/run/run-event.js';
import { ended, plainAction } from './action-events.js';

/** How many types are told; a program that invents one a line must not fill the chat or the memory. */
const MOST_TYPES = 10;

/** Counts lines of types that a translator does not know, and tells each type once. */
export class UnknownTypes {
  readonly #counts = new Map<string, number>();

  /** How often each unknown type came. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** Counts one line; a note for the first of its type. */
  note(type: string): readonly RunAction[] {
    const seen = this.#counts.get(type);
    if (seen === undefined && this.#counts.size >= MOST_TYPES) return [];
    this.#counts.set(type, (seen ?? 0) + 1);
    if (seen !== undefined) return [];
    return [ended(plainAction(`unknown.${type}`, 'note', `output of a kind not known here: ${type}`), true)];
  }
}
