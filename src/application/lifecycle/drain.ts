import type { DelayedRun } from '../../domain/accepted/delayed-run.js';
import type { Loop } from '../../domain/accepted/loop.js';
import { samePlace } from '../../domain/chat/place.js';
import type { CronScheduler } from '../../domain/cron/cron-scheduler.js';
import type { Place } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import type { ReceiveUpdates } from '../chat/receive-updates.js';
import type { SendFiles } from '../delivery/files/send-files.js';
import type { Notifier } from '../delivery/notifier.js';
import type { ResultDelivery } from '../delivery/result-delivery.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Journal } from '../ports/system/journal.js';
import type { RunJob } from '../run/active/run-job.js';
import type { ReceiveWebhook } from '../triggers/receive-webhook.js';
import { type AtRest, drainNotice } from '../wording/run/drain-notice.js';

/** How long the parts of a drain may take, in milliseconds. */
export interface DrainDeadlines {
  /** For running work. */
  readonly runsMs: number;
  /** The same when the only run is the one in which the restart was asked for: it may be waiting for just that. */
  readonly askerMs: number;
  /** From the stop of a run at its deadline until it is given up. */
  readonly stoppingMs: number;
  /** For the answers to be sent. */
  readonly tellingMs: number;
}

/** What a drain is built on. */
export interface DrainTools {
  readonly dispatcher: RunDispatcher<RunJob>;
  readonly delayed: AtScheduler<DelayedRun>;
  readonly loops: AtScheduler<Loop>;
  readonly crons: CronScheduler;
  readonly updates: ReceiveUpdates;
  readonly webhooks: ReceiveWebhook;
  readonly outcomes: ResultDelivery;
  readonly sendFiles: SendFiles;
  readonly notices: Notifier;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly alarm: Alarm;
  readonly journal: Journal;
}

/**
 * Lets the program end without losing anything: nothing new is begun, what waits is kept on disk for the next start,
 * what runs ends by itself or is stopped at the deadline and told. Telegram stays up, so that progress shows and
 * `/cancel` works.
 */
export class Drain {
  readonly #tools: DrainTools;
  #atRest: AtRest | null = null;

  constructor(tools: DrainTools) {
    this.#tools = tools;
  }

  /** From here on nothing is begun; answers what is kept for the next start. May be called again. */
  begin(): AtRest {
    if (this.#atRest !== null) return this.#atRest;
    const { dispatcher, delayed, loops, crons } = this.#tools;
    this.#atRest = this.#count();
    for (const scheduler of [delayed, loops, crons]) scheduler.stop();
    dispatcher.beginDrain();
    return this.#atRest;
  }

  /** Resolves when everything has come to rest or the deadlines are over; `askedFrom` is where a restart was asked for. */
  async run(deadlines: DrainDeadlines, askedFrom: Place | null): Promise<void> {
    const { dispatcher, updates, webhooks, outcomes, sendFiles, notices, bots, journal } = this.#tools;
    const atRest = this.begin();
    const runs = dispatcher.live.length;
    const deadlineMs = this.#isAskersOnly(askedFrom) ? deadlines.askerMs : deadlines.runsMs;
    journal.record({ name: 'drain.began', level: 'info', data: { runs, deadlineMs, ...atRest } });
    this.#tellChats(askedFrom, atRest);
    if (!(await this.#within(deadlineMs, dispatcher.idle()))) {
      const cut = dispatcher.live.map(({ plan }) => plan.id);
      journal.record({ name: 'drain.cut', level: 'warn', data: { runs: cut.length, cut } });
      dispatcher.stopAll();
      const ended = await this.#within(deadlines.stoppingMs, dispatcher.idle());
      if (!ended) journal.record({ name: 'drain.given-up', level: 'error', data: { runs: dispatcher.live.length } });
    }
    // However much waits to be told, it is on disk: only what is in hand is worth the time.
    notices.stop();
    const handedOn = Promise.all([updates.settle(), webhooks.settle()]);
    const told = handedOn.then(() => Promise.all([outcomes.idle(), sendFiles.idle(), notices.idle()]));
    await this.#within(
      deadlines.tellingMs,
      told.then(() => bots.peek()?.flush(deadlines.tellingMs)),
    );
    await bots.peek()?.finish();
    journal.record({ name: 'drain.ended', level: 'info' });
  }

  #count(): AtRest {
    const { dispatcher, delayed, updates, webhooks } = this.#tools;
    return {
      queued: dispatcher.waiting.length,
      bursts: updates.openBursts,
      deliveries: webhooks.underway,
      delayed: delayed.size,
    };
  }

  #isAskersOnly(askedFrom: Place | null): boolean {
    const [only, ...others] = this.#tools.dispatcher.live;
    return only !== undefined && others.length === 0 && askedFrom !== null && samePlace(only.plan.place, askedFrom);
  }

  /** Nobody waits for these to arrive: a Telegram that hangs must not eat the time of the runs. */
  #tellChats(askedFrom: Place | null, atRest: AtRest): void {
    const places = new Map<string, { readonly place: Place; readonly asks: boolean }>();
    for (const { plan, progress } of this.#tools.dispatcher.live) {
      progress.drain();
      const asks = progress.waitsForPerson;
      if (!asks && askedFrom !== null && samePlace(plan.place, askedFrom)) continue;
      const key = `${plan.place.chatId}:${plan.place.threadId}`;
      places.set(key, { place: plan.place, asks: asks || places.get(key)?.asks === true });
    }
    const channel = this.#tools.bots.peek()?.channel;
    for (const { place, asks } of places.values()) {
      const markdown = drainNotice(askedFrom !== null, atRest, asks);
      void channel?.say(place, { markdown }, { silent: !asks });
    }
  }

  /** Whether the work was done within the time. */
  #within(ms: number, work: Promise<unknown>): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const cancel = this.#tools.alarm.after(ms, () => resolve(false));
      work.then(() => resolve(true), reject).finally(cancel);
    });
  }
}
