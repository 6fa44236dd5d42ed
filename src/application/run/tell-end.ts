import type { EngineProblem } from '../../domain/run/run-event.js';
import { commandButtons } from '../delivery/command-buttons.js';
import type { ResultDelivery } from '../delivery/result-delivery.js';
import type { FinalOrder, FinalView } from '../ports/chat/chat-channel.js';
import type { OutboxMessage, Settlement } from '../ports/chat/outbox.js';
import { runFace } from './active/run-header.js';
import type { RunJob } from './active/run-job.js';
import type { NoteChanges } from './changes/note-changes.js';
import type { FailureOffer, FailureOffers } from './failure-offers.js';
import { interruption } from './interrupted.js';
import { terminalButton } from './terminal-button.js';
import { type ProblemTimes, toldProblem } from './told-problem.js';
import { toldWork } from './told-work.js';

/** What ends are told with. */
export interface TellEndTools extends ProblemTimes {
  readonly outcomes: ResultDelivery;
  readonly failureOffers: FailureOffers;
  readonly changes: Pick<NoteChanges, 'told'>;
}

/** Says in a run's chat how it ended, and settles the work that it answers. */
export class TellEnd {
  readonly #outcomes: ResultDelivery;
  readonly #failures: FailureOffers;
  readonly #changes: Pick<NoteChanges, 'told'>;
  readonly #times: ProblemTimes;

  constructor({ outcomes, failureOffers, changes, ...times }: TellEndTools) {
    this.#changes = changes;
    this.#outcomes = outcomes;
    this.#failures = failureOffers;
    this.#times = times;
  }

  /** Tells an outcome as a message of its own and ends the work that it answers; what goes `along` is on disk with it. */
  async finish(
    job: RunJob,
    outcome: Pick<FinalView, 'status' | 'answer' | 'problem' | 'usage'>,
    along: readonly OutboxMessage[] = [],
  ): Promise<void> {
    const { plan, progress } = job;
    progress.stop();
    const usage = plan.display.showCost ? outcome.usage : null;
    const problem = outcome.problem === null ? null : toldProblem(outcome.problem, plan, this.#times);
    const base = this.#viewOf(job, outcome.status, outcome.answer);
    const warnings = besides(problem, base.warnings ?? []);
    const { buttons: diff, ...changed } = await this.#changes.told(plan.id, progress.state);
    const view: FinalView = { ...base, ...outcome, ...changed, warnings, problem, usage };
    const { place, replyTo } = plan;
    const askedIn = progress.answered();
    const { buttons, offers } = view.problem === null ? NOTHING_OFFERED : this.#failures.of(job, view.problem);
    const order: FinalOrder = {
      ...{ place, replyTo, askedIn, progress: progress.message, view, trim: plan.display.trimLongAnswers },
      longAnswers: plan.display.longAnswers,
      buttons: [...buttons, ...diff, ...copiesOf(job, outcome.problem)],
    };
    const settlement: Settlement = { ...answeredBy(job), along, ...(offers.length === 0 ? {} : { offers }) };
    await this.#outcomes.deliver(job.bot.api.channel, plan.id, order, settlement, progress.opening);
  }

  /** Cut by the end of the program: told as a message, with buttons that begin it again or go on with it. */
  async interrupt(job: RunJob): Promise<void> {
    const { plan, request, progress } = job;
    progress.stop();
    const cut = { run: plan.id, request, message: progress.message, resume: progress.state.resume };
    const { order: told, offers } = interruption(cut, this.#viewOf(job, 'interrupted'));
    const order = { ...told, askedIn: progress.answered(), buttons: [...(told.buttons ?? []), ...copiesOf(job, null)] };
    const settlement: Settlement = { answers: plan.rows, as: 'done', offers };
    await this.#outcomes.deliver(job.bot.api.channel, plan.id, order, settlement, progress.opening);
  }

  /** Lets the progress message say how the run ended; there is no answer to be told. */
  async conclude(job: RunJob, status: 'cancelled' | 'kept'): Promise<void> {
    job.progress.stop();
    job.progress.withdraw(status === 'cancelled' ? 'none' : 'accepted');
    const view = this.#viewOf(job, status);
    const settlement: Settlement = status === 'cancelled' ? answeredBy(job) : { answers: [], as: 'done' };
    await this.#outcomes.conclude(job.bot.api.channel, job.plan.id, view, settlement, job.progress.opening);
  }

  #viewOf(job: RunJob, status: FinalView['status'], answer = ''): FinalView {
    const { state } = job.progress;
    return {
      face: runFace(job.plan, job.engine, state.resume, state.meta),
      status,
      elapsedMs: job.progress.elapsedMs,
      steps: state.steps,
      actions: job.progress.lastActions(),
      answer,
      ...toldWork(state, { status, answer }),
      warnings: state.warnings.map(({ title }) => title),
      problem: null,
      usage: null,
    };
  }
}

const NOTHING_OFFERED: FailureOffer = { buttons: [], offers: [] };

/** The warnings that the problem does not tell as well: some programs warn of what they then fail of. */
function besides(problem: EngineProblem | null, warnings: readonly string[]): readonly string[] {
  const told = problem === null ? '' : problem.message.replace(/\s+/g, ' ');
  return warnings.filter((warning) => !told.includes(warning.replace(/…$/, '')));
}

/** The commands that a person may want to type after the run. */
function copiesOf(
  { plan, engine, progress }: RunJob,
  problem: EngineProblem | null,
): NonNullable<FinalOrder['buttons']> {
  // Who can log in by a command of the chat is told that one.
  const login = problem?.login?.startsWith('/') === true ? null : engine.manifest.login;
  const fixes = problem === null ? [] : commandButtons(problem, login);
  return [...fixes, ...terminalButton(plan, engine, progress.state)];
}

/** What a run that came to its end has answered. */
function answeredBy({ plan }: RunJob): Settlement {
  return { answers: plan.rows, as: 'done' };
}
