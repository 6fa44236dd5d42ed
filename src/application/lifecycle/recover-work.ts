import type { DelayedRun } from '../../domain/accepted/delayed-run.js';
import type { Loop } from '../../domain/accepted/loop.js';
import { messagesOf, type RunRequest } from '../../domain/accepted/run-request.js';
import type { InboundButton } from '../../domain/chat/inbound.js';
import { cronClaim } from '../../domain/cron/cron-claim.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Inbox, InboxRow, RowRecord } from '../../domain/ports/inbox.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { CANCEL_BUTTON } from '../chat/buttons/cancel-button.js';
import type { HandleAnswered } from '../chat/handle-answered.js';
import type { ReceiveUpdates } from '../chat/receive-updates.js';
import type { StartupBuffer } from '../chat/startup-buffer.js';
import type { SendFiles } from '../delivery/files/send-files.js';
import type { Notifier } from '../delivery/notifier.js';
import type { ResultDelivery } from '../delivery/result-delivery.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { ChatChannel, FinalView } from '../ports/chat/chat-channel.js';
import type { Outbox, QueuedMessage } from '../ports/chat/outbox.js';
import type { OpenRun, RunStore } from '../ports/store/run-store.js';
import type { Journal } from '../ports/system/journal.js';
import { interruption } from '../run/interrupted.js';
import type { HandOutFiles } from '../run/outbox/hand-out-files.js';
import type { RecordRuns } from '../run/record-runs.js';
import type { RunOffered } from '../run/run-offered.js';
import type { CronDue } from '../triggers/cron-due.js';
import type { DeliveryRow, ReceiveWebhook } from '../triggers/receive-webhook.js';
import type { Generations } from '../values/generation.js';
import type { ForgetStaged } from './forget-staged.js';
import type { MissedWorkReporter } from './missed-work-reporter.js';
import type { SuspectParcels } from './suspect-parcels.js';
import type { SuspectRows } from './suspect-rows.js';
import type { UnreadableWork } from './unreadable-work.js';

/** How long the first poll is waited for, in milliseconds. */
const FIRST_POLL_MS = 3_000;
/** How long a pressed button has to be handled before what it drops begins after all, in milliseconds. */
const DROP_WITHIN_MS = 30_000;

/** What taking up again is built on. */
export interface RecoverWorkTools {
  readonly inbox: Inbox;
  readonly outgoing: Outbox;
  readonly book: RunStore;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly generations: Generations;
  readonly outcomes: ResultDelivery;
  readonly sendFiles: SendFiles;
  readonly handOutFiles: HandOutFiles;
  readonly forgetStaged: ForgetStaged;
  readonly records: RecordRuns;
  readonly notices: Notifier;
  readonly missed: MissedWorkReporter;
  readonly suspects: SuspectRows;
  readonly suspectParcels: SuspectParcels;
  readonly unreadable: UnreadableWork;
  readonly updates: ReceiveUpdates;
  readonly webhooks: ReceiveWebhook;
  readonly offered: RunOffered;
  readonly answered: HandleAnswered;
  readonly delayed: AtScheduler<DelayedRun>;
  readonly loops: AtScheduler<Loop>;
  readonly cronDue: CronDue;
  readonly gate: StartupBuffer;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly journal: Journal;
}

/**
 * Goes on, at the start, where the last process stopped. Every row ends in exactly one way: accepted work goes through
 * the same door again, begun work is told with an offer to begin it again, what is overdue is told with an offer to run it,
 * and what several processes died of, or what can't be read, is told and acted on no more.
 */
export class RecoverWork {
  readonly #tools: RecoverWorkTools;
  #cut = 0;

  constructor(tools: RecoverWorkTools) {
    this.#tools = tools;
  }

  /** How many runs of the last process were cut by its end. */
  get cut(): number {
    return this.#cut;
  }

  /** Resolves when everything is on its way again, or on disk to be told as soon as a bot can be reached. */
  async run(): Promise<void> {
    const { inbox, outgoing, book, journal, notices, suspects, suspectParcels, unreadable, webhooks, forgetStaged } =
      this.#tools;
    const unread = await unreadable.find();
    const [rows, parked, open] = await Promise.all([inbox.unfinished(), outgoing.parked(), book.list()]);
    const begun = rows.filter((row) => row.state === 'begun');
    const counts = { accepted: rows.length - begun.length, begun: begun.length, parcels: parked.length };
    journal.record({ name: 'work.taken-up', level: 'info', data: { ...counts, open: open.length } });
    await forgetStaged.allBut(rows, parked);
    const parcels = suspectParcels.judge(parked);
    for (const parcel of parcels.innocent) void this.#tellAgain(parcel);
    await notices.takeUp((messages) => void unreadable.setAside({ rows: [], messages, runs: [], choices: [] }));
    await suspectParcels.setAside(parcels.fatal);
    const pressed = await this.#pressed(rows, open);
    const over = await Promise.all(open.map((run) => this.#closeRun(run, pressed)));
    const ended = new Set(over.flat());
    await unreadable.setAside({ ...unread, rows: unread.rows.filter((row) => !ended.has(row.id)) });
    await this.#tellNameless(begun.filter((row) => !ended.has(row.id)));
    const accepted = rows.filter((row) => row.state === 'accepted' && !ended.has(row.id));
    const { innocent, suspect, fatal } = suspects.judge(accepted);
    await suspects.setAside(fatal);
    await this.#goOn(innocent, pressed, async (deliveries) => webhooks.open(deliveries));
    // Not waited for: the program is there for everybody else meanwhile.
    void suspects
      .oneByOne(suspect, (rows) => this.#goOn(rows, pressed, async (deliveries) => webhooks.takeUp(deliveries)))
      .then(() => suspectParcels.sendAgain(parcels.suspect, (parcel) => this.#tellAgain(parcel)));
  }

  /**
   * The buttons that people pressed while nobody was there: on disk, or still with Telegram. Where a press could call off
   * something that is about to be taken up, the first poll is waited for, though not for long.
   */
  async #pressed(rows: readonly InboxRow[], open: readonly OpenRun[]): Promise<readonly InboundButton[]> {
    const { gate, bots, alarm, generations } = this.#tools;
    const buttons = rows.filter((row) => row.source === 'button').filter(({ state }) => state === 'accepted');
    if (open.length > 0 || rows.some((row) => row.source === 'at' || row.source === 'loop')) {
      const heard = bots.current().then((bot) => bot.hearing);
      const over = Promise.withResolvers<void>();
      const cancel = alarm.after(FIRST_POLL_MS, over.resolve);
      await Promise.race([gate.arrived, heard, over.promise]);
      cancel();
    }
    const { access } = generations.current();
    const held = gate.held.filter((update) => access.admits(update.chatId, update.sender?.id ?? null));
    return [...buttons.map(({ body }) => body), ...held.filter((update) => update.kind === 'button')];
  }

  #tellAgain({ id, sent, parcel }: QueuedMessage): Promise<void> {
    const { outcomes, sendFiles, handOutFiles, notices } = this.#tools;
    if (parcel.kind === 'notice') return notices.resume({ id, sent, parcel });
    if (parcel.kind === 'outbox') return handOutFiles.resume({ id, sent, parcel });
    if (parcel.kind === 'files') return sendFiles.resume(this.#channel(), { id, sent, parcel });
    return outcomes.resume(this.#channel(), { id, sent, parcel });
  }

  /** Ends a run of the last process; resolves with the rows that end with it. */
  async #closeRun(open: OpenRun, pressed: readonly InboundButton[]): Promise<readonly number[]> {
    const { outcomes } = this.#tools;
    const { run, request, message } = open;
    const cancelled = pressed.some((button) => isCancelOf(button, open));
    const opening = Promise.resolve(message);
    const channel = this.#channel();
    if (cancelled) {
      void this.#clear(request);
      const settlement = { answers: request.rows, as: 'done' as const };
      await outcomes.conclude(channel, run, viewOf(open, 'cancelled'), settlement, opening);
      return request.rows;
    }
    if (!open.begun) {
      await outcomes.conclude(channel, run, viewOf(open, 'kept'), { answers: [], as: 'done' }, opening);
      return [];
    }
    this.#cut += 1;
    this.#tools.records.cut(open);
    const { order, offers } = interruption(open, viewOf(open, 'interrupted'));
    await outcomes.deliver(channel, run, order, { answers: request.rows, as: 'done', offers }, opening);
    return request.rows;
  }

  /** Nothing comes of what a run was asked for in. */
  async #clear(request: RunRequest): Promise<void> {
    const channel = await this.#channel();
    const { chatId } = request.place;
    for (const messageId of messagesOf(request)) channel.react({ chatId, messageId }, 'none');
  }

  async #channel(): Promise<ChatChannel> {
    return (await this.#tools.bots.current()).channel;
  }

  /** Begun work of which no run is known; the disk refused its run, or an earlier version wrote it. */
  async #tellNameless(rows: readonly InboxRow[]): Promise<void> {
    for (const row of rows) await this.#tools.missed.tell(row, 'interrupted');
  }

  async #goOn(
    rows: readonly InboxRow[],
    pressed: readonly InboundButton[],
    takeUpDeliveries: (rows: readonly DeliveryRow[]) => Promise<void>,
  ): Promise<void> {
    const { updates, offered, answered, delayed, loops, cronDue, missed, clock } = this.#tools;
    const overdue = rows.filter((row) => (row.source === 'at' || row.source === 'cron') && this.#isOverdue(row));
    const timely = rows.filter((row) => !overdue.includes(row));
    // A button that drops it must find it, and must be handled before its alarm rings.
    const withTimeToDrop = <Row extends RowRecord>(row: Row): Row =>
      pressed.some(({ data }) => data.endsWith(`:${row.key}`))
        ? { ...row, due: Math.max(row.due ?? 0, clock.now() + DROP_WITHIN_MS) }
        : row;
    for (const row of timely) if (row.source === 'at') delayed.restore(withTimeToDrop(row));
    for (const row of rows) if (row.source === 'loop') loops.restore(withTimeToDrop(row));
    updates.takeUp(rows.filter((row) => row.source === 'message' || row.source === 'button'));
    await takeUpDeliveries(rows.filter((row) => row.source === 'webhook'));
    for (const row of timely) if (row.source === 'cron') cronDue.due(cronClaim(row));
    for (const row of rows) {
      if (row.source !== 'request') continue;
      await ('messages' in row.body ? answered.takeUp(row.id, row.body) : offered.takeUp(row.id, row.body));
    }
    for (const row of overdue) await missed.tell(row, 'overdue');
  }

  #isOverdue(row: InboxRow): boolean {
    const { clock, generations } = this.#tools;
    return clock.now() - (row.due ?? row.acceptedAt) > generations.current().config.telegram.backlogMaxAgeMs;
  }
}

/** Whether somebody pressed the cancel button of a run before we could act on it. */
function isCancelOf({ data, genuine, chatId, messageId }: InboundButton, { message }: OpenRun): boolean {
  const isCancel = data === CANCEL_BUTTON && genuine !== false;
  return isCancel && message?.chatId === chatId && message.messageId === messageId;
}

function viewOf({ face, said }: OpenRun, status: FinalView['status']): FinalView {
  const earlier = said.length === 0 ? {} : { earlier: said };
  return { face, status, elapsedMs: null, steps: 0, actions: [], answer: '', ...earlier, problem: null, usage: null };
}
