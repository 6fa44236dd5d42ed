import { type StopSignal, StopSource } from '../../../domain/ports/stop-signal.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';

/** Stops an engine when its run is stopped from outside, or for a reason of the run's own. */
export class RunAbort {
  readonly #outer: StopSignal;
  readonly #source = new StopSource();
  readonly #pull = () => this.#source.stop();
  #cut: EngineProblem | null = null;

  constructor(outer: StopSignal) {
    this.#outer = outer;
    outer.addEventListener('abort', this.#pull, { once: true });
    if (outer.aborted) this.#pull();
  }

  /** What the engine is to follow. */
  get stop(): StopSignal {
    return this.#source.signal;
  }

  /** The reason of its own for which it was stopped; `null` if there was none, or somebody outside was first. */
  get cut(): EngineProblem | null {
    return this.#cut;
  }

  /** Stops the engine for this reason, unless it is being stopped already. */
  end(why: EngineProblem): void {
    if (this.#source.signal.aborted) return;
    this.#cut = why;
    this.#pull();
  }

  /** The engine is gone: nobody's stop matters any more. */
  release(): void {
    this.#outer.removeEventListener('abort', this.#pull);
  }
}
