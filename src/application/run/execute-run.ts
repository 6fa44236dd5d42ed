import type { EngineOrder } from '../../domain/engine/engine.js';
import type { ResumeToken } from '../../domain/run/resume-token.js';
import {
  counted,
  type EndedAttempt,
  isEmptyAnswer,
  NO_TRIES,
  nextTry,
  type Retry,
  type Tries,
} from '../../domain/run/retry-policy.js';
import type { EngineProblem, RunCompleted, RunEvent, RunUsage } from '../../domain/run/run-event.js';
import type { RunControl, RunExecutor } from '../../domain/run/run-executor.js';
import { beforeNextProcess, initialRunState, type RunState } from '../../domain/run/run-state.js';
import type { FinalView } from '../ports/chat/chat-channel.js';
import type { Journal } from '../ports/system/journal.js';
import { overBudget } from '../wording/run/budget-text.js';
import { withOutbox } from '../wording/run/preamble.js';
import { retryNotice } from '../wording/run/retry-text.js';
import { CONVERSATION_LOST, RUN_FAILURES } from '../wording/run/run-notices.js';
import { aboutRun } from './about-run.js';
import type { ActiveRuns } from './active/active-runs.js';
import type { RunJob } from './active/run-job.js';
import type { Approvals } from './approval/approvals.js';
import type { BeginRun, BegunRun } from './begin-run.js';
import type { NoteChanges } from './changes/note-changes.js';
import { type AttemptEnd, type AttemptTools, EngineAttempt } from './engine-attempt.js';
import type { HandOutFiles } from './outbox/hand-out-files.js';
import type { RecordRuns } from './record-runs.js';
import type { RunSessions } from './run-sessions.js';
import type { TellEnd } from './tell-end.js';
import type { WakeUpListener } from './wake-up-listener.js';

/** What an engine answered: told once, and then whatever it adds of its own accord. */
interface Answered {
  readonly answers: number;
  /** A failure, or an answer without a word, that may still be followed by a better answer. */
  readonly failure: RunCompleted | null;
}

/** One process of the engine, from its end: what is left to do for the run. */
type Account = AttemptEnd & Answered;

/** What executing runs is built on. */
export interface ExecuteRunTools {
  readonly beginRun: BeginRun;
  readonly sessions: RunSessions;
  readonly end: TellEnd;
  readonly activeRuns: ActiveRuns;
  readonly journal: Journal;
  readonly records: RecordRuns;
  readonly attempts: AttemptTools;
  readonly desk: Approvals;
  readonly wakeUps: WakeUpListener;
  readonly handOut: HandOutFiles;
  readonly changes: NoteChanges;
}

/** Takes one run from its first event to its last: the engine's stream in, progress, sessions and finals out. */
export class ExecuteRun implements RunExecutor<RunJob> {
  readonly #tools: ExecuteRunTools;

  constructor(tools: ExecuteRunTools) {
    this.#tools = tools;
  }

  async execute(job: RunJob, control: RunControl): Promise<void> {
    const { plan } = job;
    const ended = this.#tools.records.begin(job);
    this.#tools.journal.record({
      name: 'run.began',
      level: 'info',
      data: { ...aboutRun(job), engine: plan.engine, generation: plan.generation },
    });
    const showStopping = () => {
      job.progress.enter('stopping');
      this.#tools.desk.leave(plan.id);
    };
    control.stop.addEventListener('abort', showStopping, { once: true });
    let outcome: FinalView['status'] = 'error';
    try {
      job.progress.enter('starting');
      const noted = this.#tools.changes.begin(plan);
      const begun = await this.#tools.beginRun.begin(job, control.stop);
      await noted;
      outcome = begun === null ? await this.#withdraw(job, control) : await this.#run(job, control, begun);
    } catch (cause) {
      this.#tools.journal.record({ name: 'run.crashed', level: 'error', data: { run: plan.id }, cause });
      const problem: EngineProblem = {
        kind: 'other',
        message: RUN_FAILURES.crashed,
      };
      const told = this.#tools.end.finish(job, { status: 'error', answer: '', problem, usage: null });
      await told.catch(() => undefined);
    } finally {
      control.stop.removeEventListener('abort', showStopping);
      await this.#tools.handOut.end(job, outcome);
      this.#leave(job);
      ended(control.stopReason());
      const { engine, origin } = plan;
      const elapsedMs = Math.round(job.progress.elapsedMs);
      this.#tools.journal.record({
        name: 'run.ended',
        level: 'info',
        data: { ...aboutRun(job), engine, origin, outcome, elapsedMs },
      });
    }
  }

  async leaveOut(job: RunJob, reason: 'cancelled' | 'kept'): Promise<void> {
    try {
      await this.#tools.end.conclude(job, reason);
    } catch (cause) {
      this.#tools.journal.record({ name: 'run.skip-failed', level: 'error', data: { run: job.plan.id }, cause });
    } finally {
      this.#leave(job);
      this.#tools.journal.record({ name: 'run.skipped', level: 'info', data: { ...aboutRun(job), reason } });
    }
  }

  /** Of a run that was stopped before it began: what nobody cancelled is for the next start. */
  async #withdraw(job: RunJob, control: RunControl): Promise<FinalView['status']> {
    const status = control.stopReason() === 'cancelled' ? 'cancelled' : 'kept';
    await this.#tools.end.conclude(job, status);
    return status;
  }

  /** Runs the engine, again where that may bring an answer; how it ended. */
  async #run(job: RunJob, control: RunControl, { resume }: BegunRun): Promise<FinalView['status']> {
    const spent = await this.#tools.attempts.spending.refusal(job.plan);
    if (spent !== null) return this.#fail(job, overBudget(spent, 'refused'));
    let state = initialRunState;
    let turn: Turn = { prompt: job.plan.prompt, resume };
    for (let tries = NO_TRIES; ; ) {
      const account = await this.#stream(job, control, { turn, state, tries });
      const ended = await this.#ended(job, control, turn, account);
      const retry = nextTry(job.plan.retry, ended, tries);
      if (retry === null) return this.#close(job, control, account);
      await this.#tools.handOut.deliver(job);
      tries = counted(tries, retry);
      if (retry.kind === 'fresh' && turn.resume !== null) await this.#tools.sessions.forget(job.plan, turn.resume);
      this.#tools.journal.record({
        name: 'run.retried',
        level: 'info',
        data: { ...aboutRun(job), retry: retry.kind, why: 'why' in retry ? retry.why : 'empty' },
      });
      // Ahead of the answer that it explains, which is sent at once.
      const notice = { place: job.plan.place, markdown: retryNotice(retry, turn.resume), urgent: true };
      void job.bot.api.channel.notice(notice);
      turn = turnOf(retry, job.plan.prompt, ended);
      state = beforeNextProcess(account.state);
    }
  }

  async #stream(job: RunJob, control: RunControl, { turn, state, tries }: Attempt): Promise<Account> {
    const { desk, attempts, handOut } = this.#tools;
    const { plan } = job;
    const person = desk.connect(job);
    const granted = desk.granted(turn.resume);
    const outbox = await handOut.open(plan);
    const order = {
      run: plan.id,
      ...turn,
      preamble: withOutbox(plan.preamble, outbox),
      directory: plan.directory,
      // What goes on by itself has them already.
      ...(turn.prompt === plan.prompt ? attachmentsOf(plan) : {}),
      options: { model: plan.model, effort: plan.effort, permissionMode: plan.permissionMode },
      ...(outbox === null ? {} : { outbox }),
      ...(person === null ? {} : { person }),
      ...(person === null || granted.length === 0 ? {} : { granted }),
    };
    const recovers = tries.recovered === 0;
    const attempt = new EngineAttempt({ job, order, stop: control.stop, state, recovers }, attempts);
    let answered: Answered = { answers: 0, failure: null };
    const end = await attempt.run(async (event, now, before) => {
      await this.#follow(job, control, event, now, before);
      if (now.completed !== null && now.completed !== before.completed) {
        answered = await this.#answered(job, control, answered, now.completed, now.usage);
      }
      if (event.kind === 'torn-down') await this.#lose(job, now.resume ?? turn.resume);
    });
    return { ...end, ...answered };
  }

  async #follow(job: RunJob, control: RunControl, event: RunEvent, now: RunState, before: RunState): Promise<void> {
    const { sessions, desk, wakeUps } = this.#tools;
    const { plan, progress } = job;
    if (before.resume === null && now.resume !== null) await sessions.named(plan, control, now.resume);
    progress.follow(now);
    if (event.kind === 'asked') desk.ask(plan.id, event.request, now.resume);
    if (event.kind === 'withdrawn') desk.withdraw(plan.id, event.id);
    if (event.kind === 'wake-up-set' || event.kind === 'wake-up-dropped') await wakeUps.noted(job, now.resume, event);
  }

  async #ended({ plan }: RunJob, { stop }: RunControl, turn: Turn, account: Account): Promise<EndedAttempt> {
    const { state, answers, failure, cut, stuck, afterResult, overBudget: isOver } = account;
    const { prompt, resume } = turn;
    const isCut = stop.aborted || (cut !== null && !stuck) || isOver;
    const final = answers > 0 || isCut || (await this.#tools.attempts.spending.refusal(plan)) !== null;
    const { resume: token, steps } = state;
    return { prompt, resumed: resume, token, outcome: failure, steps, afterResult, stuck, final };
  }

  /** A good answer is told at once; a bad or an empty one waits for the end, where a better one may have come. */
  async #answered(
    job: RunJob,
    control: RunControl,
    { answers }: Answered,
    event: RunCompleted,
    usage: RunUsage | null,
  ): Promise<Answered> {
    if (!event.ok || isEmptyAnswer(event)) return { answers, failure: event };
    if (control.stopReason() === 'cancelled') return { answers, failure: null };
    const along = await this.#tools.handOut.promise(job);
    await this.#tools.end.finish(job, { status: 'done', answer: event.answer, problem: null, usage }, along);
    // The engine may still have a long way to go to its end.
    void this.#tools.handOut.deliver(job);
    return { answers: answers + 1, failure: null };
  }

  async #close(job: RunJob, control: RunControl, account: Account): Promise<FinalView['status']> {
    const reason = control.stopReason();
    if (account.answers > 0 && (reason !== null || account.cut !== null || account.failure === null)) return 'done';
    if (reason === 'cancelled') {
      await this.#tools.end.conclude(job, 'cancelled');
      return 'cancelled';
    }
    if (reason === 'shutdown') {
      await this.#tools.end.interrupt(job);
      return 'interrupted';
    }
    if (account.cut === null && account.failure?.ok === true) {
      await this.#tools.end.finish(job, { status: 'done', answer: '', problem: null, usage: account.state.usage });
      return 'done';
    }
    const told = account.failure?.problem ?? NO_ANSWER;
    const problem = account.cut === null ? told : withReason(account.cut, told);
    return this.#fail(job, problem, account.failure?.answer, account.state.usage);
  }

  async #fail(
    job: RunJob,
    problem: EngineProblem,
    answer = '',
    usage: RunUsage | null = null,
  ): Promise<FinalView['status']> {
    await this.#tools.end.finish(job, { status: 'error', answer, problem, usage });
    return 'error';
  }

  async #lose(job: RunJob, token: ResumeToken | null): Promise<void> {
    const { place, keepUnder, quarantine } = job.plan;
    if (!quarantine || token === null) return;
    await this.#tools.sessions.lose(job.plan, token);
    this.#tools.journal.record({
      name: 'session.lost',
      level: 'info',
      data: { ...aboutRun(job), engine: token.engine },
    });
    if (keepUnder !== null) void job.bot.api.channel.notice({ place, markdown: CONVERSATION_LOST });
  }

  #leave(job: RunJob): void {
    job.progress.leave();
    this.#tools.desk.leave(job.plan.id);
    this.#tools.attempts.spending.leave(job.plan.id);
    this.#tools.activeRuns.remove(job.plan.id);
    this.#tools.changes.end(job.plan.id);
    job.bot.release();
  }
}

function attachmentsOf({ attachments }: RunJob['plan']): Pick<EngineOrder, 'attachments'> {
  return attachments === undefined ? {} : { attachments: attachments.map(({ path, mime }) => ({ path, mime })) };
}

/** A process of the engine that is about to begin. */
interface Attempt {
  readonly turn: Turn;
  readonly state: RunState;
  readonly tries: Tries;
}

/** What one process of the engine is asked. */
type Turn = Pick<EngineOrder, 'prompt' | 'resume'>;

function turnOf(retry: Retry, prompt: string, { resumed, token }: EndedAttempt): Turn {
  if (retry.kind === 'fresh') return { prompt, resume: null };
  return retry.kind === 'resend' ? { prompt, resume: resumed } : { prompt: 'continue', resume: token };
}

/** Why a run was ended, with what its engine was trying to get over, which stands behind how that ended. */
function withReason(cut: EngineProblem, { kind, message }: EngineProblem): EngineProblem {
  const reason = kind === 'interrupted' ? message.split('\n').slice(1).join('\n') : '';
  return reason === '' ? cut : { ...cut, message: `${cut.message}\n${reason}` };
}

const NO_ANSWER: EngineProblem = { kind: 'ended-early', message: RUN_FAILURES.noAnswer };
