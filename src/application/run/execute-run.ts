import type { Clock } from '../../domain/ports/clock.js';
import type { RunControl, RunExecutor } from '../../domain/ports/run-executor.js';
import { isLatest, type ResumeToken, tokenLane } from '../../domain/run/resume-token.js';
import type { EngineProblem, RunCompleted } from '../../domain/run/run-event.js';
import { fold, initialRunState, type RunState } from '../../domain/run/run-state.js';
import type { WakeUpDesk } from '../loops/wake-up-desk.js';
import type { FinalView } from '../ports/chat-channel.js';
import type { Journal } from '../ports/journal.js';
import type { Settlement } from '../ports/outgoing.js';
import type { RunBook } from '../ports/run-book.js';
import type { SessionBook } from '../ports/session-book.js';
import type { ApprovalDesk } from './approval-desk.js';
import { interruption } from './interrupted.js';
import type { RecordRuns } from './record-runs.js';
import type { RunBoard } from './run-board.js';
import { runFace } from './run-face.js';
import type { RunJob } from './run-job.js';
import type { TellOutcomes } from './tell-outcomes.js';

/** What is left to do for a run: told once, and then whatever the engine adds of its own accord. */
interface Account {
  state: RunState;
  answers: number;
  /** A failure that may still be followed by a better answer. */
  failure: RunCompleted | null;
}

/** Takes one run from its first event to its last: the engine's stream in, progress, sessions and finals out. */
export class ExecuteRun implements RunExecutor<RunJob> {
  readonly #book: RunBook;
  readonly #sessions: SessionBook;
  readonly #outcomes: TellOutcomes;
  readonly #board: RunBoard;
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #records: RecordRuns;
  readonly #desk: ApprovalDesk;
  readonly #wakeUps: WakeUpDesk;

  constructor(
    book: RunBook,
    sessions: SessionBook,
    outcomes: TellOutcomes,
    board: RunBoard,
    clock: Clock,
    journal: Journal,
    records: RecordRuns,
    desk: ApprovalDesk,
    wakeUps: WakeUpDesk,
  ) {
    this.#book = book;
    this.#sessions = sessions;
    this.#outcomes = outcomes;
    this.#board = board;
    this.#clock = clock;
    this.#journal = journal;
    this.#records = records;
    this.#desk = desk;
    this.#wakeUps = wakeUps;
  }

  async execute(job: RunJob, control: RunControl): Promise<void> {
    const { plan } = job;
    const ended = this.#records.begin(job);
    this.#record(job, 'run.began', { engine: plan.engine, generation: plan.generation });
    const showStopping = () => {
      job.progress.enter('stopping');
      this.#desk.leave(plan.id);
    };
    control.stop.addEventListener('abort', showStopping, { once: true });
    let outcome: FinalView['status'] = 'error';
    try {
      job.progress.enter('starting');
      await this.#book.begin(plan.id);
      outcome = await this.#run(job, control);
    } catch (cause) {
      this.#journal.record({ name: 'run.crashed', level: 'error', data: { run: plan.id }, cause });
      const problem: EngineProblem = {
        kind: 'other',
        message: 'Untether itself failed in this run; the log says more.',
      };
      const told = this.#finish(job, { status: 'error', answer: '', problem, usage: null });
      await told.catch(() => undefined);
    } finally {
      control.stop.removeEventListener('abort', showStopping);
      this.#leave(job);
      ended(control.stopReason());
      const { engine, origin } = plan;
      const elapsedMs = Math.round(job.progress.elapsedMs);
      this.#record(job, 'run.ended', { engine, origin, outcome, elapsedMs });
    }
  }

  async leaveOut(job: RunJob, reason: 'cancelled' | 'kept'): Promise<void> {
    try {
      await this.#conclude(job, reason, reason === 'cancelled' ? answeredBy(job) : nothing);
    } catch (cause) {
      this.#journal.record({ name: 'run.skip-failed', level: 'error', data: { run: job.plan.id }, cause });
    } finally {
      this.#leave(job);
      this.#record(job, 'run.skipped', { reason });
    }
  }

  /** Runs the engine, a second time, without the conversation, if the engine does not know it any more; how it ended. */
  async #run(job: RunJob, control: RunControl): Promise<FinalView['status']> {
    const chosen = await this.#chooseSession(job);
    const account: Account = { state: initialRunState, answers: 0, failure: null };
    await this.#stream(job, control, chosen, account);
    if (chosen !== null && account.failure?.problem?.kind === 'session-unknown' && !control.stop.aborted) {
      await this.#forget(job, chosen);
      const gone = isLatest(chosen)
        ? 'There is no earlier conversation in this directory'
        : 'That conversation is gone on the engine’s side';
      const markdown = `🆕 ${gone}, so this run starts a new one without the old context.`;
      void job.bot.api.channel.notice({ place: job.plan.place, markdown });
      account.failure = null;
      account.state = initialRunState;
      await this.#stream(job, control, null, account);
    }
    return this.#close(job, control, account);
  }

  async #stream(job: RunJob, control: RunControl, resume: ResumeToken | null, account: Account): Promise<void> {
    const { plan } = job;
    const person = this.#desk.connect(job);
    const order = {
      run: plan.id,
      prompt: plan.prompt,
      preamble: plan.preamble,
      resume,
      directory: plan.directory,
      options: { model: plan.model, effort: plan.effort, permissionMode: plan.permissionMode },
      ...(person === null ? {} : { person }),
    };
    for await (const event of job.engine.begin(order, control.stop)) {
      const known = account.state.resume;
      account.state = fold(account.state, event, this.#clock.monotonicMs());
      if (known === null && account.state.resume !== null) await this.#named(job, control, account.state.resume);
      job.progress.follow(account.state);
      if (event.kind === 'asked') this.#desk.ask(plan.id, event.request, account.state.resume);
      if (event.kind === 'withdrawn') this.#desk.withdraw(plan.id, event.id);
      if (event.kind === 'wake-up-set' || event.kind === 'wake-up-dropped') {
        await this.#wakeUps.noted(job, account.state.resume, event);
      }
      if (event.kind === 'completed') await this.#answered(job, control, account, event);
    }
  }

  /** A good answer is told at once; a bad one waits for the end of the stream, where a better one may have come. */
  async #answered(job: RunJob, control: RunControl, account: Account, event: RunCompleted): Promise<void> {
    if (!event.ok) {
      account.failure = event;
      return;
    }
    account.failure = null;
    if (control.stopReason() === 'cancelled') return;
    account.answers += 1;
    await this.#finish(job, { status: 'done', answer: event.answer, problem: null, usage: event.usage });
  }

  async #close(job: RunJob, control: RunControl, account: Account): Promise<FinalView['status']> {
    const reason = control.stopReason();
    if (account.answers > 0 && (reason !== null || account.failure === null)) return 'done';
    if (reason === 'cancelled') {
      await this.#conclude(job, 'cancelled', answeredBy(job));
      return 'cancelled';
    }
    if (reason === 'shutdown') {
      await this.#interrupt(job);
      return 'interrupted';
    }
    const problem = account.failure?.problem ?? { kind: 'ended-early' as const, message: 'The engine gave no answer.' };
    const { answer = '', usage = null } = account.failure ?? {};
    await this.#finish(job, { status: 'error', answer, problem, usage });
    return 'error';
  }

  /** Tells an outcome as a message of its own and ends the work that it answers. */
  async #finish(job: RunJob, outcome: Pick<FinalView, 'status' | 'answer' | 'problem' | 'usage'>): Promise<void> {
    const { plan, progress } = job;
    progress.leave();
    const usage = plan.display.showCost ? outcome.usage : null;
    const view: FinalView = { ...this.#viewOf(job, outcome.status), ...outcome, usage };
    const { place, replyTo } = plan;
    const order = { place, replyTo, progress: progress.message, view, trim: plan.display.trimLongAnswers };
    await this.#outcomes.deliver(job.bot.api.channel, plan.id, order, answeredBy(job), progress.opening);
  }

  /** Cut by the end of the program: told as a message, with buttons that begin it again or go on with it. */
  async #interrupt(job: RunJob): Promise<void> {
    const { plan, request, progress } = job;
    progress.leave();
    const cut = { run: plan.id, request, message: progress.message, resume: progress.state.resume };
    const { order, offers } = interruption(cut, this.#viewOf(job, 'interrupted'));
    const settlement: Settlement = { answers: plan.rows, as: 'dead', offers };
    await this.#outcomes.deliver(job.bot.api.channel, plan.id, order, settlement, progress.opening);
  }

  /** Lets the progress message say how the run ended; there is no answer to be told. */
  async #conclude(job: RunJob, status: 'cancelled' | 'kept', settlement: Settlement): Promise<void> {
    job.progress.leave();
    const view = this.#viewOf(job, status);
    await this.#outcomes.conclude(job.bot.api.channel, job.plan.id, view, settlement, job.progress.opening);
  }

  #viewOf(job: RunJob, status: FinalView['status']): FinalView {
    const { state } = job.progress;
    return {
      face: runFace(job.plan, job.engine, state.resume, state.meta),
      status,
      elapsedMs: job.progress.elapsedMs,
      steps: state.steps,
      actions: job.progress.lastActions(),
      answer: '',
      problem: null,
      usage: null,
    };
  }

  async #chooseSession({ plan }: RunJob): Promise<ResumeToken | null> {
    const { session } = plan;
    switch (session.kind) {
      case 'fresh':
        return null;
      case 'resume':
        return session.token;
      case 'after':
        return this.#board.tokenOf(session.run);
      case 'latest': {
        const kept = await this.#sessions.find(session.key, plan.engine);
        return kept !== null && (kept.directory ?? plan.directory) === plan.directory ? kept : null;
      }
    }
  }

  async #named(job: RunJob, control: RunControl, token: ResumeToken): Promise<void> {
    control.occupy(tokenLane(token));
    this.#board.named(job.plan.id, token);
    if (job.plan.keepUnder !== null && !control.stop.aborted) await this.#sessions.keep(job.plan.keepUnder, token);
  }

  async #forget({ plan }: RunJob, token: ResumeToken): Promise<void> {
    if (plan.keepUnder !== null) await this.#sessions.forget(plan.keepUnder, token);
  }

  #leave(job: RunJob): void {
    job.progress.leave();
    this.#desk.leave(job.plan.id);
    this.#board.remove(job.plan.id);
    job.bot.release();
  }

  #record(job: RunJob, name: string, data: Record<string, unknown>): void {
    this.#journal.record({ name, level: 'info', data: { run: job.plan.id, chat: job.plan.place.chatId, ...data } });
  }
}

/** What a run that came to its end has answered. */
function answeredBy({ plan }: RunJob): Settlement {
  return { answers: plan.rows, as: 'done' };
}

const nothing: Settlement = { answers: [], as: 'done' };
