import type { Clock } from '../../domain/ports/clock.js';

/**
 * Whether what the configuration wants is there. `down`: it is being opened again; `sinceMs` is by the stopwatch
 * (`Clock.monotonicMs`), `trouble` says in words why the last attempt failed.
 */
export type HostState =
  | { readonly kind: 'off' }
  | { readonly kind: 'up' }
  | { readonly kind: 'down'; readonly sinceMs: number; readonly trouble: string };

/** How things stand with what a host owns: the host keeps it, and whoever examines the program looks at it. */
export class HostStatus {
  readonly #clock: Clock;
  #state: HostState = { kind: 'off' };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How things stand now. */
  get state(): HostState {
    return this.#state;
  }

  /** Nothing is wanted. */
  off(): void {
    this.#state = { kind: 'off' };
  }

  /** What is wanted is there. */
  up(): void {
    this.#state = { kind: 'up' };
  }

  /** What is wanted is not there, for this reason; it is down since it first was not. */
  down(trouble: string): void {
    const sinceMs = this.#state.kind === 'down' ? this.#state.sinceMs : this.#clock.monotonicMs();
    this.#state = { kind: 'down', sinceMs, trouble };
  }
}
