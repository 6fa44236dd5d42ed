import type { Place } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Inbox, InboxRow } from '../../domain/ports/inbox.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import { cronClaim } from '../../domain/trigger/cron-claim.js';
import type { Generation, Generations } from '../generation.js';
import type { DelayedRun } from '../intake/at-due.js';
import type { CronDue } from '../intake/cron-due.js';
import type { InboundMessage } from '../intake/inbound.js';
import { placeOf } from '../intake/interpret-message.js';
import type { ReceiveUpdates } from '../intake/receive-updates.js';
import type { ReceiveWebhook, StoredDelivery } from '../intake/receive-webhook.js';
import { ownerPlace, triggerPlace } from '../intake/trigger-place.js';
import { escapeMarkdown } from '../markdown.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat-bot.js';
import type { ChatChannel, FinalView } from '../ports/chat-channel.js';
import type { Journal } from '../ports/journal.js';
import type { Outgoing } from '../ports/outgoing.js';
import type { OpenProgress, ProgressBook } from '../ports/progress-book.js';
import type { AdapterHost } from '../reload/adapter-host.js';
import type { TellOutcomes } from '../run/tell-outcomes.js';

/** What taking up again is built on. */
export interface TakeUpWorkTools {
  readonly inbox: Inbox;
  readonly outgoing: Outgoing;
  readonly book: ProgressBook;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly generations: Generations;
  readonly outcomes: TellOutcomes;
  readonly updates: ReceiveUpdates;
  readonly webhooks: ReceiveWebhook;
  readonly delayed: AtScheduler<DelayedRun>;
  readonly cronDue: CronDue;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Goes on, at the start, where the last process stopped: finals, open progress messages, accepted and begun work. */
export class TakeUpWork {
  readonly #tools: TakeUpWorkTools;

  constructor(tools: TakeUpWorkTools) {
    this.#tools = tools;
  }

  /** Resolves when accepted work is on its way again; what must be told is told as soon as a bot can be reached. */
  async run(): Promise<void> {
    const { inbox, outgoing, book, updates, webhooks, journal } = this.#tools;
    const [rows, parked, open] = await Promise.all([inbox.unfinished(), outgoing.parked(), book.open()]);
    const begun = rows.filter((row) => row.state === 'begun');
    const accepted = rows.filter((row) => row.state === 'accepted');
    const counts = { accepted: accepted.length, begun: begun.length, finals: parked.length, open: open.length };
    journal.record({ name: 'work.taken-up', level: 'info', data: counts });
    await inbox.finish(
      begun.map((row) => row.id),
      'dead',
    );
    updates.takeUp(accepted.filter((row) => row.source === 'message' || row.source === 'button'));
    webhooks.takeUp(accepted.filter((row) => row.source === 'webhook'));
    const overdue = this.#takeUpTimed(accepted.filter((row) => row.source === 'at' || row.source === 'cron'));
    void this.#tools.bots.current().then(async ({ channel }) => {
      for (const final of parked) this.#tools.outcomes.resume(channel, final);
      const answered = new Set(parked.map((final) => final.run));
      const mended = open.filter((progress) => !answered.has(progress.run));
      for (const progress of mended) this.#mend(channel, progress, begun);
      this.#tellInterrupted(channel, begun, mended);
      await this.#tellOverdue(channel, overdue);
    });
  }

  /** Arms what is still to come or only a little late; gives back what is too late to be run unasked. */
  #takeUpTimed(rows: readonly InboxRow[]): readonly InboxRow[] {
    const { delayed, cronDue, clock, generations } = this.#tools;
    const graceMs = generations.current().config.telegram.backlogMaxAgeMs;
    const isOverdue = (row: InboxRow) => clock.now() - (row.due ?? row.acceptedAt) > graceMs;
    for (const row of rows.filter((one) => !isOverdue(one))) {
      if (row.source === 'at') delayed.restore(row);
      else cronDue.due(cronClaim(row));
    }
    return rows.filter(isOverdue);
  }

  #mend(channel: ChatChannel, progress: OpenProgress, begun: readonly InboxRow[]): void {
    const hadBegun = begun.some((row) => progress.rows.includes(row.id));
    const view: FinalView = {
      face: progress.face,
      status: hadBegun ? 'interrupted' : 'kept',
      elapsedMs: null,
      steps: 0,
      actions: [],
      answer: '',
      problem: null,
      usage: null,
    };
    this.#tools.outcomes.conclude(channel, progress.run, Promise.resolve(progress.message), view);
  }

  /** Begun work whose progress message is not known is told in a message of its own. */
  #tellInterrupted(channel: ChatChannel, begun: readonly InboxRow[], mended: readonly OpenProgress[]): void {
    const shown = new Set(mended.flatMap((progress) => progress.rows));
    for (const row of begun) {
      if (shown.has(row.id)) continue;
      const { place, text } = subjectOf(row, this.#tools.generations.current());
      if (place === null) continue;
      const excerpt = escapeMarkdown(text.slice(0, 80));
      channel.notice(place, `⚠️ A run was interrupted by a restart and not started again: “${excerpt}”.`);
    }
  }

  async #tellOverdue(channel: ChatChannel, overdue: readonly InboxRow[]): Promise<void> {
    for (const row of overdue) {
      const { place, text } = subjectOf(row, this.#tools.generations.current());
      if (place === null) continue;
      const late = formatSpan(this.#tools.clock.now() - (row.due ?? row.acceptedAt));
      const excerpt = escapeMarkdown(text.slice(0, 80));
      channel.notice(place, `⏰ Was due ${late} ago while I was away and was not run: “${excerpt}”.`);
    }
    await this.#tools.inbox.finish(
      overdue.map((row) => row.id),
      'dead',
    );
  }
}

interface Subject {
  readonly place: Place | null;
  readonly text: string;
}

function subjectOf(row: InboxRow, generation: Generation): Subject {
  if (row.source === 'at') {
    const { request } = row.body as { request: DelayedRun };
    return { place: request.place, text: request.prompt };
  }
  if (row.source === 'webhook') {
    const { webhook, place } = row.body as StoredDelivery;
    return { place, text: `webhook:${webhook}` };
  }
  if (row.source === 'cron') {
    const { id } = cronClaim(row);
    const cron = generation.triggers.cron(id);
    return { place: cron === null ? ownerPlace(generation) : triggerPlace(cron, generation), text: `cron:${id}` };
  }
  const message = row.body as InboundMessage;
  return { place: placeOf(message), text: message.text };
}
