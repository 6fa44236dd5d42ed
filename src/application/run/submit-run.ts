import { messagesOf, type RunRequest } from '../../domain/accepted/run-request.js';
import type { ChatMoves } from '../../domain/chat/chat-moves.js';
import { presentSessionKey, sessionLane } from '../../domain/chat/session-key.js';
import type { RunId } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { mayHandOut } from '../../domain/run/hand-out.js';
import { isLatest, type ResumeToken, tokenLane } from '../../domain/run/resume-token.js';
import type { RetryLimits } from '../../domain/run/retry-policy.js';
import type { RunDispatcher, Submission } from '../../domain/run/run-dispatcher.js';
import { type RunPlan, runLane, type SessionChoice } from '../../domain/run/run-plan.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { RunStore } from '../ports/store/run-store.js';
import type { SessionStore } from '../ports/store/session-store.js';
import type { Journal } from '../ports/system/journal.js';
import type { AppConfig } from '../values/app-config.js';
import type { ChatProblem } from '../values/chat-problem.js';
import type { Generation, Generations } from '../values/generation.js';
import { BUILT_IN_PREAMBLE } from '../wording/run/preamble.js';
import type { ActiveRuns } from './active/active-runs.js';
import { ProgressReporter } from './active/progress-reporter.js';
import { runChannel } from './active/run-channel.js';
import { runFace } from './active/run-header.js';
import type { RunJob } from './active/run-job.js';
import type { WaitingRuns } from './approval/waiting-runs.js';
import type { RunDirectories } from './run-directories.js';

/** What the one door for runs is built on. */
export interface SubmitRunTools {
  readonly generations: Generations;
  readonly dispatcher: RunDispatcher<RunJob>;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly activeRuns: ActiveRuns;
  readonly waitingRuns: WaitingRuns;
  readonly book: RunStore;
  readonly sessions: SessionStore;
  readonly chatMoves: ChatMoves;
  readonly directories: RunDirectories;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly tokens: TokenSource;
  readonly journal: Journal;
}

/** The one door for runs: chat, `/at`, crons and webhooks all come through here. Plans, shows, dispatches. */
export class SubmitRun {
  readonly #tools: SubmitRunTools;

  constructor(tools: SubmitRunTools) {
    this.#tools = tools;
  }

  /**
   * Freezes the request into a plan and hands it to the dispatcher; resolves without waiting for the run. `id` is for who
   * tells of the run before it is planned.
   */
  async submit(request: RunRequest, id = this.#tools.tokens.next()): Promise<Result<Submission, ChatProblem>> {
    const { generations, dispatcher, bots, activeRuns, waitingRuns, directories, book, clock, alarm, journal } =
      this.#tools;
    const generation = generations.current();
    const engine = generation.engines.find(request.engine);
    if (!engine.ok) return fail({ kind: 'engine', engine: request.engine, problem: engine.problem });
    const directory = await directories.of(request.context, generation);
    if (!directory.ok) return directory;
    const plan = await this.#plan(id, request, generation, directory.value);
    const { api, release } = await bots.lease();
    const bot = { api: { channel: runChannel(api.channel, id) }, release };
    const tools = { channel: api.channel, book, clock, alarm, journal };
    const progress = new ProgressReporter(plan, engine.value, tools);
    const job: RunJob = { id: plan.id, lanes: plan.lanes, plan, request, engine: engine.value, bot, progress };
    activeRuns.add(plan);
    if (!dispatcher.draining) this.#note(job);
    const submission = dispatcher.submit(job);
    if (submission === 'draining') {
      activeRuns.remove(plan.id);
      bot.release();
    } else {
      waitingRuns.look();
      progress.open(submission === 'queued' ? 'queued' : 'starting');
    }
    this.#record(plan, submission);
    return ok(submission);
  }

  async #plan(id: RunId, request: RunRequest, generation: Generation, directory: string): Promise<RunPlan> {
    const { config } = generation;
    const settings = request.settled ? undefined : config.engines[request.engine];
    return Object.freeze({
      id,
      generation: generation.number,
      engine: request.engine,
      model: request.model ?? settings?.model ?? null,
      effort: request.effort ?? null,
      permissionMode: request.permissionMode ?? settings?.permissionMode ?? null,
      prompt: request.prompt,
      ...(request.attachments === undefined ? {} : { attachments: request.attachments }),
      preamble: preambleOf(config),
      context: request.context,
      directory,
      session: placed(request.session, directory),
      keepUnder: request.keepUnder,
      lanes: [runLane(id), ...(await this.#lanesOf(request, directory))],
      place: request.place,
      replyTo: request.replyTo,
      askedIn: messagesOf(request),
      origin: request.origin,
      ...(request.remark === undefined ? {} : { remark: request.remark }),
      rows: request.rows,
      requestedBy: request.requestedBy,
      display: displayOf(config, request),
      interaction: interactionOf(config, request),
      budget: { ...config.costBudget, timezone: config.triggers.defaultTimezone },
      stall: config.watchdog,
      retry: { ...config.autoContinue, ...streamIdleOf(config) },
      quarantine: config.autoContinue.quarantineOnForcedTeardown,
      handOut: mayHandOut(request) ? handOutOf(config) : null,
      unshown: config.telegram.files.denyGlobs,
    });
  }

  /** Lanes of the session and of the conversation, so that no two runs ever own one of them at a time. */
  async #lanesOf({ session, keepUnder, engine, lane }: RunRequest, directory: string): Promise<string[]> {
    const { sessions, chatMoves } = this.#tools;
    const lanes = keepUnder === null ? [] : [sessionLane(presentSessionKey(keepUnder, chatMoves), engine)];
    if (lane !== undefined) lanes.push(lane);
    if (session.kind === 'resume') lanes.push(tokenLane(inDirectory(session.token, directory)));
    if (session.kind === 'after') lanes.push(runLane(session.run));
    if (session.kind === 'latest') {
      const kept = await sessions.find(presentSessionKey(session.key, chatMoves), engine);
      if (kept !== null) lanes.push(tokenLane(kept));
    }
    return lanes;
  }

  /** Puts the run in the book before anything is done for it; writes are done in the order in which they are asked. */
  #note({ plan, request, engine }: RunJob): void {
    const { book, clock, journal } = this.#tools;
    const face = runFace(plan, engine, null, {});
    void book.open({ run: plan.id, request, face, openedAt: clock.now() }).catch((cause) => {
      journal.record({ name: 'run.not-noted', level: 'error', data: { run: plan.id }, cause });
    });
  }

  #record(plan: RunPlan, submission: Submission): void {
    const { id: run, engine, generation, place, origin, context } = plan;
    const data = { run, engine, generation, chat: place.chatId, origin, context, submission };
    this.#tools.journal.record({ name: 'run.submitted', level: 'info', data });
  }
}

function placed(session: SessionChoice, directory: string): SessionChoice {
  return session.kind === 'resume' ? { ...session, token: inDirectory(session.token, directory) } : session;
}

/** "The latest" means the latest in the directory that the run works in. */
function inDirectory(token: ResumeToken, directory: string): ResumeToken {
  return isLatest(token) ? { ...token, directory } : token;
}

function preambleOf({ preamble }: AppConfig): string | null {
  if (!preamble.enabled) return null;
  const text = preamble.text ?? BUILT_IN_PREAMBLE;
  return text.trim() === '' ? null : text;
}

/** Only who asked for a run themselves can be expected to answer; a trigger fires whether anybody is there or not. */
function interactionOf({ interaction }: AppConfig, { requestedBy, origin }: RunRequest): RunPlan['interaction'] {
  if (requestedBy === null || (origin.kind !== 'message' && origin.kind !== 'at')) return null;
  const { deadlineMs, reminderMs, steering } = interaction;
  return { deadlineMs, reminderMs, handOver: steering === 'hand_over' };
}

function streamIdleOf({ watchdog }: AppConfig): Pick<RetryLimits, 'streamIdleAutoRetry' | 'streamIdleMaxRetries'> {
  const { streamIdleAutoRetry, streamIdleMaxRetries } = watchdog;
  return { streamIdleAutoRetry, streamIdleMaxRetries };
}

function handOutOf({ telegram: { files } }: AppConfig): RunPlan['handOut'] {
  if (!files.outboxEnabled) return null;
  return {
    outbox: files.outboxDirectory,
    maxFiles: files.outboxMaxFiles,
    denied: files.denyGlobs,
    cleanup: files.outboxCleanup,
    tellsSkipped: files.outboxNotifySkipped,
    directories: files.outboxDeliverDirectories,
    images: files.outboxImages,
  };
}

function displayOf(config: AppConfig, request: RunRequest): RunPlan['display'] {
  const { progress, footer, telegram } = config;
  return {
    showResumeLine: telegram.showResumeLine || request.keepUnder === null,
    showCost: footer.showApiCost,
    verbose: (request.verbosity ?? progress.verbosity) === 'verbose',
    maxActions: progress.maxActions,
    minRenderIntervalMs: progress.minRenderIntervalMs,
    heartbeatIntervalMs: progress.heartbeatIntervalMs,
    trimLongAnswers: telegram.messageOverflow === 'trim',
    longAnswers: telegram.longAnswers,
  };
}
