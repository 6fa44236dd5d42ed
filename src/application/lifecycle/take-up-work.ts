import type { Clock } from '../../domain/ports/clock.js';
import type { Inbox, InboxRow } from '../../domain/ports/inbox.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { cronClaim } from '../../domain/trigger/cron-claim.js';
import type { Generations } from '../generation.js';
import type { DelayedRun } from '../intake/at-due.js';
import { CANCEL_BUTTON } from '../intake/buttons/cancel-button.js';
import type { CronDue } from '../intake/cron-due.js';
import type { Inbound } from '../intake/inbound.js';
import type { ReceiveUpdates } from '../intake/receive-updates.js';
import type { ReceiveWebhook } from '../intake/receive-webhook.js';
import type { RunOffered } from '../intake/run-offered.js';
import type { TellNotices } from '../notices/tell-notices.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat-bot.js';
import type { ChatChannel, FinalView } from '../ports/chat-channel.js';
import type { Journal } from '../ports/journal.js';
import type { Outgoing, Parked } from '../ports/outgoing.js';
import type { OpenRun, RunBook } from '../ports/run-book.js';
import type { AdapterHost } from '../reload/adapter-host.js';
import { interruption } from '../run/interrupted.js';
import type { RecordRuns } from '../run/record-runs.js';
import type { TellOutcomes } from '../run/tell-outcomes.js';
import type { TellMissed } from './tell-missed.js';

/** What taking up again is built on. */
export interface TakeUpWorkTools {
  readonly inbox: Inbox;
  readonly outgoing: Outgoing;
  readonly book: RunBook;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly generations: Generations;
  readonly outcomes: TellOutcomes;
  readonly records: RecordRuns;
  readonly notices: TellNotices;
  readonly missed: TellMissed;
  readonly updates: ReceiveUpdates;
  readonly webhooks: ReceiveWebhook;
  readonly offered: RunOffered;
  readonly delayed: AtScheduler<DelayedRun>;
  readonly cronDue: CronDue;
  readonly clock: Clock;
  readonly journal: Journal;
}

/**
 * Goes on, at the start, where the last process stopped. Every row ends in exactly one way: accepted work goes through
 * the same door again, begun work is told with an offer to begin it again, what is overdue is told with an offer to run it.
 */
export class TakeUpWork {
  readonly #tools: TakeUpWorkTools;

  constructor(tools: TakeUpWorkTools) {
    this.#tools = tools;
  }

  /** Resolves when everything is on its way again, or on disk to be told as soon as a bot can be reached. */
  async run(): Promise<void> {
    const { inbox, outgoing, book, journal } = this.#tools;
    const [rows, parked, open] = await Promise.all([inbox.unfinished(), outgoing.parked(), book.list()]);
    const begun = rows.filter((row) => row.state === 'begun');
    const counts = { accepted: rows.length - begun.length, begun: begun.length, parcels: parked.length };
    journal.record({ name: 'work.taken-up', level: 'info', data: { ...counts, open: open.length } });
    for (const parcel of parked) this.#tellAgain(parcel);
    const pressed = rows.filter((row) => row.state === 'accepted' && row.source === 'button');
    const over = await Promise.all(open.map((run) => this.#closeRun(run, pressed)));
    const ended = new Set(over.flat());
    await this.#tellNameless(begun.filter((row) => !ended.has(row.id)));
    await this.#goOn(rows.filter((row) => row.state === 'accepted' && !ended.has(row.id)));
  }

  #tellAgain({ id, sent, parcel }: Parked): void {
    const { outcomes, notices } = this.#tools;
    if (parcel.kind === 'notice') notices.resume({ id, sent, parcel });
    else outcomes.resume(this.#channel(), { id, sent, parcel });
  }

  /** Ends a run of the last process; resolves with the rows that end with it. */
  async #closeRun(open: OpenRun, pressed: readonly InboxRow[]): Promise<readonly number[]> {
    const { outcomes } = this.#tools;
    const { run, request, message } = open;
    const cancelled = pressed.some((row) => isCancelOf(row.body as Inbound, open));
    const opening = Promise.resolve(message);
    const channel = this.#channel();
    if (cancelled) {
      const settlement = { answers: request.rows, as: 'done' as const };
      await outcomes.conclude(channel, run, viewOf(open, 'cancelled'), settlement, opening);
      return request.rows;
    }
    if (!open.begun) {
      await outcomes.conclude(channel, run, viewOf(open, 'kept'), { answers: [], as: 'done' }, opening);
      return [];
    }
    this.#tools.records.cut(open);
    const { order, offers } = interruption(open, viewOf(open, 'interrupted'));
    await outcomes.deliver(channel, run, order, { answers: request.rows, as: 'dead', offers }, opening);
    return request.rows;
  }

  async #channel(): Promise<ChatChannel> {
    return (await this.#tools.bots.current()).channel;
  }

  /** Begun work of which no run is known; the disk refused its run, or an earlier version wrote it. */
  async #tellNameless(rows: readonly InboxRow[]): Promise<void> {
    for (const row of rows) await this.#tools.missed.tell(row, 'interrupted');
  }

  async #goOn(rows: readonly InboxRow[]): Promise<void> {
    const { updates, webhooks, offered, delayed, cronDue, missed } = this.#tools;
    const of = (...sources: readonly InboxRow['source'][]) => rows.filter((row) => sources.includes(row.source));
    updates.takeUp(of('message', 'button'));
    webhooks.takeUp(of('webhook'));
    for (const row of of('request')) await offered.takeUp(row);
    for (const row of of('at', 'cron')) {
      if (this.#isOverdue(row)) await missed.tell(row, 'overdue');
      else if (row.source === 'at') delayed.restore(row);
      else cronDue.due(cronClaim(row));
    }
  }

  #isOverdue(row: InboxRow): boolean {
    const { clock, generations } = this.#tools;
    return clock.now() - (row.due ?? row.acceptedAt) > generations.current().config.telegram.backlogMaxAgeMs;
  }
}

/** Whether somebody pressed the cancel button of a run before we could act on it. */
function isCancelOf(update: Inbound, { message }: OpenRun): boolean {
  if (update.kind !== 'button' || update.data !== CANCEL_BUTTON) return false;
  return message?.chatId === update.chatId && message.messageId === update.messageId;
}

function viewOf({ face }: OpenRun, status: FinalView['status']): FinalView {
  return { face, status, elapsedMs: null, steps: 0, actions: [], answer: '', problem: null, usage: null };
}
