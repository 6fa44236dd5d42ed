import type { Loop } from '../../domain/accepted/loop.js';
import type { RunRequest } from '../../domain/accepted/run-request.js';
import { samePlace } from '../../domain/chat/place.js';
import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import { sameToken } from '../../domain/run/resume-token.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import type { AtListener, AtScheduler, Delayed } from '../../domain/schedule/at-scheduler.js';
import { iterated, type LoopProgress, loopEnd, wakeUpDue } from '../../domain/schedule/loop-policy.js';
import type { Retrier } from '../concurrency/retrier.js';
import type { RowsInHand } from '../concurrency/rows-in-hand.js';
import { aboutRequest } from '../delivery/message-subject.js';
import type { Notifier } from '../delivery/notifier.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Journal } from '../ports/system/journal.js';
import type { EffectivePreferences } from '../preferences/effective-preferences.js';
import type { ActiveRuns } from '../run/active/active-runs.js';
import type { RunJob } from '../run/active/run-job.js';
import type { SubmitRun } from '../run/submit-run.js';
import type { LoopSettings } from '../values/config/loop-settings.js';
import type { Generations } from '../values/generation.js';
import {
  iterationNotStartedText,
  iterationText,
  loopEndedText,
  type WhyEnded,
} from '../wording/schedule/loop-notices.js';
import { iterationKey, iterationPrompt, schedulesOf } from './loop.js';

/** What waking up is built on. */
export interface LoopDueTools {
  /** Where further iterations are put. */
  readonly loops: Pick<AtScheduler<Loop>, 'schedule' | 'postpone'>;
  readonly submitRun: SubmitRun;
  readonly dispatcher: RunDispatcher<RunJob>;
  readonly activeRuns: ActiveRuns;
  readonly generations: Generations;
  readonly preferences: EffectivePreferences;
  readonly notices: Notifier;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly calendar: CronCalendar;
  readonly tokens: TokenSource;
  readonly hands: RowsInHand;
  readonly clock: Clock;
  readonly retrier: Retrier;
  readonly journal: Journal;
}

/** Wakes a conversation up when its time has come, within the limits that hold then. */
export class LoopDue implements AtListener<Loop> {
  readonly #tools: LoopDueTools;

  constructor(tools: LoopDueTools) {
    this.#tools = tools;
  }

  due(delayed: Delayed<Loop>): void {
    const { journal, retrier, hands } = this.#tools;
    void retrier.persist(
      () => hands.hold([delayed.row], () => this.#ring(delayed)),
      (cause, retryInMs) => {
        journal.record({ name: 'loop.failed', level: 'error', data: { id: delayed.id, retryInMs }, cause });
      },
    );
  }

  /** However late: the limits say when it is too late. */
  overdue(delayed: Delayed<Loop>): void {
    this.due(delayed);
  }

  async #ring(delayed: Delayed<Loop>): Promise<void> {
    const { generations, preferences, clock } = this.#tools;
    const loop = delayed.request;
    const now = clock.now();
    const settings = generations.current().config.loop;
    if (!((await preferences.of(loop.request.place)).loops ?? settings.enabled)) {
      return this.#end(delayed, 'switched-off', settings);
    }
    const end = loopEnd(loop.progress, now, settings);
    if (end !== null) return this.#end(delayed, end, settings);
    const waitUntil = this.#busyUntil(loop, now, settings);
    if (waitUntil === null) return this.#wakeUp(delayed, settings);
    const data = { id: delayed.id, chat: delayed.chatId, until: waitUntil };
    this.#tools.journal.record({ name: 'loop.held', level: 'info', data });
    this.#tools.loops.postpone(delayed, waitUntil);
  }

  /**
   * Until when an iteration waits, since its conversation or its chat is busy: a schedule lets this time pass, but what is
   * to be done once, or while the agent's own process lives, is looked at again.
   */
  #busyUntil(loop: Loop, now: Instant, settings: LoopSettings): Instant | null {
    const { dispatcher, activeRuns } = this.#tools;
    const jobs = [...dispatcher.live, ...dispatcher.waiting];
    const isOwn = ({ plan }: RunJob) => {
      const token = activeRuns.tokenOf(plan.id) ?? (plan.session.kind === 'resume' ? plan.session.token : null);
      return token !== null && sameToken(token, loop.token);
    };
    const again = now + settings.redundancyCheckIntervalMs;
    if (jobs.some(isOwn)) return again;
    if (!jobs.some(({ plan }) => samePlace(plan.place, loop.request.place))) return null;
    return (isRecurring(loop) ? this.#next(loop, loop.progress, now, settings) : null) ?? again;
  }

  /** The iteration after this one is on disk before this one begins. */
  async #wakeUp(delayed: Delayed<Loop>, settings: LoopSettings): Promise<void> {
    const { submitRun, bots, clock, notices, tokens } = this.#tools;
    const loop = delayed.request;
    const { place } = loop.request;
    const progress = iterated(loop.progress, clock.now());
    const isLast = !(await this.#setNext({ ...loop, progress }, settings));
    const { channel } = await bots.current();
    const run = tokens.next();
    const about = { kind: 'run', run } as const;
    const markdown = iterationText(loop, progress.iterations, settings.maxIterations, isLast);
    void channel.say(place, { markdown }, { silent: true, about });
    const data = { id: delayed.id, chat: delayed.chatId, iteration: progress.iterations };
    this.#tools.journal.record({ name: 'loop.due', level: 'info', data });
    const request: RunRequest = {
      ...loop.request,
      prompt: iterationPrompt(loop, progress.iterations, settings.maxIterations),
      origin: { kind: 'loop', id: loop.loop },
      rows: [delayed.row],
      loop: { progress, firstPrompt: loop.firstPrompt },
    };
    const submitted = await submitRun.submit(request, run);
    if (submitted.ok) return;
    const why = { markdown: iterationNotStartedText(loop), problem: submitted.problem };
    const order = { place, ...why, loud: true, about: aboutRequest(request) };
    await notices.tell(order, { answers: [delayed.row], as: 'dead' });
  }

  /** Whether there is a further iteration; what paces itself sets it when it gets there. */
  async #setNext(loop: Loop, settings: LoopSettings): Promise<boolean> {
    const { place } = loop.request;
    if (!isRecurring(loop)) return true;
    const due = this.#next(loop, loop.progress, this.#tools.clock.now(), settings);
    if (due === null || loopEnd(loop.progress, due, settings) !== null) return false;
    await this.#tools.loops.schedule(place.chatId, due, loop, iterationKey(loop));
    return true;
  }

  #next({ time }: Loop, progress: LoopProgress, now: Instant, settings: LoopSettings): Instant | null {
    return wakeUpDue(time, progress, now, settings, schedulesOf(this.#tools.calendar));
  }

  async #end({ request: loop, row }: Delayed<Loop>, why: WhyEnded, settings: LoopSettings): Promise<void> {
    const markdown = loopEndedText(loop, why, settings);
    const order = { place: loop.request.place, markdown, about: aboutRequest(loop.request) };
    await this.#tools.notices.tell(order, { answers: [row], as: 'done' });
  }
}

function isRecurring({ time }: Loop): boolean {
  return time.kind === 'cron' && time.recurring;
}
