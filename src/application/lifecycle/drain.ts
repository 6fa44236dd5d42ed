import type { Place } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import type { CronScheduler } from '../../domain/trigger/cron-scheduler.js';
import type { DelayedRun } from '../intake/at-due.js';
import type { ReceiveUpdates } from '../intake/receive-updates.js';
import type { ReceiveWebhook } from '../intake/receive-webhook.js';
import type { TellNotices } from '../notices/tell-notices.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat-bot.js';
import type { Journal } from '../ports/journal.js';
import type { AdapterHost } from '../reload/adapter-host.js';
import type { RunJob } from '../run/run-job.js';
import type { TellOutcomes } from '../run/tell-outcomes.js';

/** How long running work may go on, and how long its answers may take to be sent, in milliseconds. */
export interface DrainDeadlines {
  readonly runsMs: number;
  readonly tellingMs: number;
}

/** What a drain is built on. */
export interface DrainTools {
  readonly dispatcher: RunDispatcher<RunJob>;
  readonly delayed: AtScheduler<DelayedRun>;
  readonly crons: CronScheduler;
  readonly updates: ReceiveUpdates;
  readonly webhooks: ReceiveWebhook;
  readonly outcomes: TellOutcomes;
  readonly notices: TellNotices;
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

  constructor(tools: DrainTools) {
    this.#tools = tools;
  }

  /** Resolves when everything has come to rest or the deadlines are over. */
  async run(deadlines: DrainDeadlines): Promise<void> {
    const { dispatcher, delayed, crons, updates, webhooks, outcomes, notices, bots, journal } = this.#tools;
    delayed.suspend();
    crons.suspend();
    dispatcher.beginDrain();
    const runs = dispatcher.live.length;
    journal.record({ name: 'drain.began', level: 'info', data: { runs, deadlineMs: deadlines.runsMs } });
    this.#tellChats();
    if (!(await this.#within(deadlines.runsMs, dispatcher.idle()))) {
      journal.record({ name: 'drain.cut', level: 'warn', data: { runs: dispatcher.live.length } });
      dispatcher.stopAll();
      await dispatcher.idle();
    }
    const handedOn = Promise.all([updates.settle(), webhooks.settle()]);
    const told = handedOn.then(() => Promise.all([outcomes.idle(), notices.idle()]));
    await this.#within(deadlines.tellingMs, told);
    await bots.peek()?.flush(deadlines.tellingMs);
    journal.record({ name: 'drain.ended', level: 'info' });
  }

  #tellChats(): void {
    const places = new Map<string, Place>();
    for (const { plan } of this.#tools.dispatcher.live) {
      places.set(`${plan.place.chatId}:${plan.place.threadId}`, plan.place);
    }
    const channel = this.#tools.bots.peek()?.channel;
    for (const place of places.values()) {
      const text = '🔄 Shutting down as soon as your run is done. New messages are kept for the next start.';
      void channel?.say(place, { markdown: text }, { silent: true });
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
