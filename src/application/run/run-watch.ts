import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { RunEvent } from '../../domain/run/run-event.js';
import { initialRunState, type RunState } from '../../domain/run/run-state.js';
import {
  isNews,
  lastResult,
  nextStep,
  type Silence,
  type StallLimits,
  type StallStep,
} from '../../domain/run/stall-policy.js';

/** What a run is watched with. */
export interface RunWatchTools {
  readonly alarm: Alarm;
  readonly clock: Clock;
  /** Whether the run waits for a person's answer now. */
  readonly asksPerson: () => boolean;
}

/** Looks at one process of a run whenever it could have become too silent, and says what is to be done about it. */
export class RunWatch {
  readonly #limits: StallLimits;
  readonly #tools: RunWatchTools;
  readonly #act: (step: StallStep, silence: Silence) => void;
  #silence: Omit<Silence, 'asksPerson'>;
  #look: Cancel = () => undefined;
  #lookMs = Number.POSITIVE_INFINITY;
  #over = false;

  /** `act` is called once for each step that is due; after an `end` or `recover` there are no more. */
  constructor(limits: StallLimits, tools: RunWatchTools, act: (step: StallStep, silence: Silence) => void) {
    this.#limits = limits;
    this.#tools = tools;
    this.#act = act;
    const nowMs = tools.clock.monotonicMs();
    const times = { heardMs: nowMs, newsMs: nowMs, warnedMs: nowMs };
    this.#silence = { state: initialRunState, resultOf: null, warnings: 0, ...times };
    this.#plan();
  }

  /** The engine did something, which led to this state. */
  heard(event: RunEvent, state: RunState): void {
    const heardMs = this.#tools.clock.monotonicMs();
    if (event.kind === 'action' && !isNews(event.action.kind, event.phase)) {
      this.#silence = { ...this.#silence, state, heardMs };
    } else
      this.#silence = {
        state,
        heardMs,
        newsMs: heardMs,
        warnings: 0,
        warnedMs: heardMs,
        resultOf: lastResult(this.#silence.resultOf, event),
      };
    this.#plan();
  }

  /** The engine is gone, or being ended. */
  stop(): void {
    this.#over = true;
    this.#look();
  }

  /** A look that is set comes early rather than late: most events make none necessary sooner. */
  #plan(): void {
    const asksPerson = this.#tools.asksPerson();
    const step = nextStep(this.#limits, { ...this.#silence, asksPerson });
    const dueMs = step?.dueMs ?? (asksPerson ? this.#nowMs + this.#limits.stallRepeatMs : Number.POSITIVE_INFINITY);
    if (this.#over || dueMs >= this.#lookMs) return;
    this.#look();
    this.#lookMs = dueMs;
    this.#look = this.#tools.alarm.after(Math.max(0, dueMs - this.#nowMs), () => this.#due());
  }

  #due(): void {
    if (this.#over) return;
    this.#lookMs = Number.POSITIVE_INFINITY;
    const asksPerson = this.#tools.asksPerson();
    // The time that a person takes is nobody's silence.
    if (asksPerson) this.#silence = { ...this.#silence, heardMs: this.#nowMs, newsMs: this.#nowMs };
    const silence = { ...this.#silence, asksPerson };
    const step = nextStep(this.#limits, silence);
    if (step !== null && step.dueMs <= this.#nowMs) this.#take(step, silence);
    this.#plan();
  }

  #take(step: StallStep, silence: Silence): void {
    if (step.kind === 'warn') {
      this.#silence = { ...this.#silence, warnings: silence.warnings + 1, warnedMs: this.#nowMs };
    } else this.stop();
    this.#act(step, silence);
  }

  get #nowMs(): number {
    return this.#tools.clock.monotonicMs();
  }
}
