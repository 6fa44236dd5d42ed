import type { Loop } from '../../domain/accepted/loop.js';
import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import { parseCronExpression } from '../../domain/cron/cron-expression.js';
import type { Clock } from '../../domain/ports/clock.js';
import { type ResumeToken, sameToken } from '../../domain/run/resume-token.js';
import type { RunWakeUpDropped, RunWakeUpSet } from '../../domain/run/run-event.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { loopEnd, newLoop, wakeUpDue } from '../../domain/schedule/loop-policy.js';
import { fingerprint } from '../../domain/trigger/fingerprint.js';
import type { Notifier } from '../delivery/notifier.js';
import type { Journal } from '../ports/system/journal.js';
import type { EffectivePreferences } from '../preferences/effective-preferences.js';
import type { RunJob } from '../run/active/run-job.js';
import type { WakeUpListener } from '../run/wake-up-listener.js';
import type { Generations } from '../values/generation.js';
import { type WakeUpNews, wakeUpText } from '../wording/schedule/loop-notices.js';
import { iterationKey, schedulesOf } from './loop.js';

/** What taking over is built on. */
export interface TakeOverLoopsTools {
  readonly loops: AtScheduler<Loop>;
  readonly generations: Generations;
  readonly preferences: EffectivePreferences;
  readonly notices: Notifier;
  readonly calendar: CronCalendar;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Takes over the wake-ups that an agent sets for itself, so that they come true after its process has ended. */
export class TakeOverLoops implements WakeUpListener {
  readonly #tools: TakeOverLoopsTools;

  constructor(tools: TakeOverLoopsTools) {
    this.#tools = tools;
  }

  async noted(job: RunJob, token: ResumeToken | null, wakeUp: RunWakeUpSet | RunWakeUpDropped): Promise<void> {
    // In a conversation that nobody could continue it is left to the engine.
    if (token === null) return;
    try {
      if (wakeUp.kind === 'wake-up-set') await this.#set(job, token, wakeUp);
      else await this.#drop(job, (loop) => sameToken(loop.token, token) && loop.job === wakeUp.job);
    } catch (cause) {
      this.#tools.journal.record({ name: 'loop.not-taken-over', level: 'error', data: { run: job.plan.id }, cause });
    }
  }

  async #set(job: RunJob, token: ResumeToken, wakeUp: RunWakeUpSet): Promise<void> {
    const { generations, preferences, clock, calendar } = this.#tools;
    const { place } = job.plan;
    const settings = generations.current().config.loop;
    const { time } = wakeUp;
    if (!((await preferences.of(place)).loops ?? settings.enabled)) return;
    if (time.kind === 'delay' && time.delayMs <= settings.inlineThresholdMs) return;
    if (time.kind === 'cron' && !parseCronExpression(time.schedule).ok) return;
    const now = clock.now();
    const loop = loopOf(job, token, wakeUp, now);
    const due = wakeUpDue(time, loop.progress, now, settings, schedulesOf(calendar));
    if (due === null) return;
    const end = loopEnd(loop.progress, due, settings);
    if (end !== null) return this.#tell(job, loop, { kind: 'over', end, settings });
    const stored = await this.#tools.loops.schedule(place.chatId, due, loop, iterationKey(loop));
    this.#record(job, loop, due, stored.ok ? 'stored' : stored.problem);
    if (stored.ok) return this.#confirm(job, loop, due - now);
    if (stored.problem === 'too-many') this.#tell(job, loop, { kind: 'too-many' });
  }

  /** An agent that paces itself has one wake-up at a time: a later one takes the place of the one before. */
  async #confirm(job: RunJob, loop: Loop, inMs: number): Promise<void> {
    if (loop.time.kind === 'delay') {
      const isFormer = (other: Loop) =>
        other.time.kind === 'delay' && other.loop !== loop.loop && sameToken(other.token, loop.token);
      await this.#drop(job, isFormer);
    }
    if (job.request.loop === undefined) this.#tell(job, loop, { kind: 'set', inMs });
  }

  async #drop(job: RunJob, chosen: (loop: Loop) => boolean): Promise<void> {
    await this.#tools.loops.cancel(job.plan.place.chatId, ({ request }) => chosen(request));
  }

  #tell({ plan }: RunJob, loop: Loop, news: WakeUpNews): void {
    const about = { kind: 'run', run: plan.id } as const;
    void this.#tools.notices.tell({ place: plan.place, markdown: wakeUpText(loop, news), about });
  }

  #record(job: RunJob, { loop, time }: Loop, due: number, outcome: string): void {
    const data = { loop, run: job.plan.id, time, due, outcome };
    this.#tools.journal.record({ name: 'loop.set', level: 'info', data });
  }
}

/** The wake-up, frozen with what its run was frozen with; its id is the same each time that it is noted. */
function loopOf(
  { plan, request }: RunJob,
  token: ResumeToken,
  { id, time, job, prompt }: RunWakeUpSet,
  now: number,
): Loop {
  const { lane: _lane, loop: former, ...asked } = request;
  const { model, effort, permissionMode } = plan;
  return {
    loop: fingerprint(`${plan.id}:${id}`).slice(-12),
    request: {
      ...asked,
      ...{ model, effort, permissionMode, settled: true },
      ...{ replyTo: null, rows: [], session: { kind: 'resume', token } },
    },
    ...{ token, time, job, prompt },
    firstPrompt: former?.firstPrompt ?? request.prompt,
    progress: former?.progress ?? newLoop(now),
  };
}
