import type { BudgetFinding } from '../../domain/budget/budget-policy.js';
import type { EngineOrder } from '../../domain/engine/engine.js';
import type { RunId } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import type { Action, EngineProblem, RunEvent } from '../../domain/run/run-event.js';
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

/** What is attempted. */
export interface AttemptOrder {
  readonly job: RunJob;
  readonly order: EngineOrder;
  readonly stop: StopSignal;
  /** Whether it may still be ended to go on with its conversation, if it is stuck. */
  readonly recovers: boolean;
}

/** One process of a run's engine, which is ended when it goes on beyond what it may. */
export class EngineAttempt {
  readonly #job: RunJob;
  readonly #order: EngineOrder;
  readonly #tools: AttemptTools;
  readonly #leash: RunAbort;
  readonly #limits: StallLimits;
  #chargedUsd = 0;
  #reached: BudgetFinding | null = null;
  #lastResult: Action | null = null;
  #stuck = false;

  constructor({ job, order, stop, recovers }: AttemptOrder, tools: AttemptTools) {
    this.#job = job;
    this.#order = order;
    this.#tools = tools;
    this.#leash = new RunAbort(stop);
    const { stall } = job.plan;
    this.#limits = recovers ? stall : { ...stall, stuckAfterToolResultRecoveryEnabled: false };
  }

  /** Why it was ended, if nobody outside asked for that. */
  get cut(): EngineProblem | null {
    return this.#leash.cut;
  }

  /** Whether it was ended so that its conversation can be gone on with. */
  get stuck(): boolean {
    return this.#stuck;
  }

  /** Whether the result of a tool was the last of what it did, apart from saying how it ended. */
  get afterResult(): boolean {
    return this.#lastResult !== null;
  }

  /** Whether it has reached a limit beyond which the run may not go on. */
  get overBudget(): boolean {
    return this.#reached !== null;
  }

  /** What the engine does, to be taken once. */
  async *events(): AsyncGenerator<RunEvent, void, undefined> {
    const { alarm, clock, asksPerson } = this.#tools;
    const { id } = this.#job.plan;
    const watchTools = { alarm, clock, asksPerson: () => asksPerson(id) };
    const watch = new RunWatch(this.#limits, watchTools, (step, silence) => this.#stalled(step, silence));
    this.#leash.stop.addEventListener('abort', () => watch.stop(), { once: true });
    try {
      for await (const event of this.#job.engine.begin(this.#order, this.#leash.stop)) {
        // An answer that is paid for is taken; what comes after it is not.
        if (this.#reached !== null && event.kind !== 'completed') this.#leash.end(overBudget(this.#reached, 'cut'));
        watch.heard(event);
        if (event.kind !== 'completed') this.#lastResult = lastResult(this.#lastResult, event);
        yield event;
        await this.#charge(event);
      }
    } finally {
      watch.stop();
      this.#leash.release();
    }
  }

  #stalled(step: StallStep, silence: Silence): void {
    const { plan, bot } = this.#job;
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
    const { plan, bot } = this.#job;
    const { findings, reached } = await this.#tools.spending.charge(plan, moreUsd);
    this.#reached = reached;
    for (const finding of findings) {
      void bot.api.channel.notice({ place: plan.place, markdown: budgetNotice(finding) });
    }
  }
}
