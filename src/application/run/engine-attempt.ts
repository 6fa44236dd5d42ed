import type { BudgetFinding } from '../../domain/budget/budget-policy.js';
import type { EngineOrder } from '../../domain/engine/engine.js';
import type { RunId } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import type { Action, EngineProblem, RunEvent } from '../../domain/run/run-event.js';
import { fold, type RunState } from '../../domain/run/run-state.js';
import { lastResult, type Silence, type StallLimits, type StallStep } from '../../domain/run/stall-policy.js';
import type { Journal } from '../ports/system/journal.js';
import { budgetNotice, overBudget } from '../wording/run/budget-text.js';
import { stallNotice, stallProblem } from '../wording/run/stall-text.js';
import { RunAbort } from './active/run-abort.js';
import type { RunJob } from './active/run-job.js';
import { RunWatch } from './run-watch.js';
import type { WatchSpending } from './watch-spending.js';

/** What attempts are watched with. */
export interface AttemptTools {
  readonly spending: WatchSpending;
  readonly alarm: Alarm;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Whether the agent of a run waits for a person. */
  readonly asksPerson: (run: RunId) => boolean;
}

/** One process of an engine, as its run wants it. */
export interface AttemptOrder {
  readonly job: RunJob;
  readonly order: EngineOrder;
  readonly stop: StopSignal;
  /** What is known of the run before. */
  readonly state: RunState;
  /** Whether it may still be ended to go on with its conversation, if it is stuck. */
  readonly recovers: boolean;
}

/** How a process of an engine ended. */
export interface AttemptEnd {
  /** What is known of the run afterwards. */
  readonly state: RunState;
  /** Why it was ended, if nobody outside asked for that. */
  readonly cut: EngineProblem | null;
  /** Whether it was ended so that its conversation can be gone on with. */
  readonly stuck: boolean;
  /** Whether the result of a tool was the last of what it did, apart from saying how it ended. */
  readonly afterResult: boolean;
  /** Whether it has reached a limit beyond which the run may not go on. */
  readonly overBudget: boolean;
}

/** Takes what an engine does, one after the other, with the state that it leads to and the one before. */
export type TakeEvent = (event: RunEvent, state: RunState, before: RunState) => Promise<void>;

/** One process of a run's engine, which is ended when it goes on beyond what it may. */
export class EngineAttempt {
  readonly #attempt: AttemptOrder;
  readonly #tools: AttemptTools;
  readonly #leash: RunAbort;
  readonly #limits: StallLimits;
  #chargedUsd = 0;
  #reached: BudgetFinding | null = null;
  #stuck = false;

  constructor(attempt: AttemptOrder, tools: AttemptTools) {
    this.#attempt = attempt;
    this.#tools = tools;
    this.#leash = new RunAbort(attempt.stop);
    const { stall } = attempt.job.plan;
    this.#limits = attempt.recovers ? stall : { ...stall, stuckAfterToolResultRecoveryEnabled: false };
  }

  /** Lets the engine work to its end; to be called once. */
  async run(take: TakeEvent): Promise<AttemptEnd> {
    const { alarm, clock, asksPerson } = this.#tools;
    const { job, order } = this.#attempt;
    const watchTools = { alarm, clock, asksPerson: () => asksPerson(job.plan.id) };
    const watch = new RunWatch(this.#limits, watchTools, (step, silence) => this.#stalled(step, silence));
    this.#leash.stop.addEventListener('abort', () => watch.stop(), { once: true });
    let { state } = this.#attempt;
    let result: Action | null = null;
    try {
      for await (const event of job.engine.begin(order, this.#leash.stop)) {
        // An answer that is paid for is taken; what comes after it is not.
        if (this.#reached !== null && event.kind !== 'completed') this.#leash.end(overBudget(this.#reached, 'cut'));
        const before = state;
        state = fold(before, event, clock.monotonicMs());
        watch.heard(event, state);
        if (event.kind !== 'completed') result = lastResult(result, event);
        await take(event, state, before);
        await this.#charge(event);
      }
    } finally {
      watch.stop();
      this.#leash.release();
    }
    const [cut, isOver] = [this.#leash.cut, this.#reached !== null];
    return { state, cut, stuck: this.#stuck, afterResult: result !== null, overBudget: isOver };
  }

  #stalled(step: StallStep, silence: Silence): void {
    const { plan, bot } = this.#attempt.job;
    const isMute = step.kind === 'end' && step.why !== 'stalled';
    const silentMs = this.#tools.clock.monotonicMs() - (isMute ? silence.heardMs : silence.newsMs);
    const data = { run: plan.id, step: step.kind, silentMs, warnings: silence.warnings };
    this.#tools.journal.record({ name: 'run.stalled', level: 'warn', data });
    if (step.kind === 'warn') {
      const markdown = stallNotice(step.what, silentMs, silence.warnings + 1, this.#limits);
      void bot.api.channel.notice({ place: plan.place, markdown });
    } else {
      this.#stuck = step.kind === 'recover';
      this.#leash.end(stallProblem(step, silentMs));
    }
  }

  async #charge(event: RunEvent): Promise<void> {
    const costUsd = event.kind === 'spent' || event.kind === 'completed' ? event.usage?.costUsd : null;
    const moreUsd = (costUsd ?? 0) - this.#chargedUsd;
    if (moreUsd <= 0) return;
    this.#chargedUsd += moreUsd;
    const { plan, bot } = this.#attempt.job;
    const { findings, reached } = await this.#tools.spending.charge(plan, moreUsd);
    this.#reached = reached;
    for (const finding of findings) {
      void bot.api.channel.notice({ place: plan.place, markdown: budgetNotice(finding) });
    }
  }
}
