import type { Instant } from '../../domain/ports/clock.js';
import { identityOf, type PermissionChange, type WidenedSpan } from '../values/permission-change.js';

/** So many are told apart; of more only the number is known. */
const MOST_SPANS = 100;

/** Everything that was allowed while reloads followed each other, also what was taken back meanwhile. */
export class WidenedSpans {
  readonly #spans = new Map<string, WidenedSpan>();
  #further = 0;

  /** In the order in which they were first allowed. */
  get all(): readonly WidenedSpan[] {
    return [...this.#spans.values()];
  }

  /** How many there were beside those. */
  get further(): number {
    return this.#further;
  }

  /** From `at` on `widened` is allowed, and what `narrowed` says is not any more. */
  follow(widened: readonly PermissionChange[], narrowed: readonly PermissionChange[], at: Instant): void {
    for (const [id, span] of this.#spans) {
      if (span.until === null && narrowed.some((one) => endsWith(span, one)))
        this.#spans.set(id, { ...span, until: at });
    }
    for (const widening of widened) {
      const id = identityOf(widening);
      const known = this.#spans.get(id);
      if (known !== undefined) this.#spans.set(id, { ...known, until: null, times: known.times + 1 });
      else if (this.#spans.size < MOST_SPANS) {
        this.#spans.set(id, { ...widening, since: at, until: null, times: 1 });
      } else this.#further += 1;
    }
  }
}

/** Whether a step that goes back on `narrowed` ends the span. */
function endsWith(span: PermissionChange, narrowed: PermissionChange): boolean {
  if (narrowed.kind === 'entry' && span.key.startsWith(`${narrowed.key}.`)) return true;
  if (span.kind === 'changed') return narrowed.kind === 'changed' && narrowed.key === span.key;
  return identityOf(span) === identityOf(narrowed);
}
