import type { Place } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { InboxRow } from '../../domain/ports/inbox.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import { cronClaim } from '../../domain/trigger/cron-claim.js';
import { excerpt } from '../excerpt.js';
import type { Generations } from '../generation.js';
import { type DelayedRun, requestOf } from '../intake/at-due.js';
import type { CronDue } from '../intake/cron-due.js';
import type { InboundMessage } from '../intake/inbound.js';
import { placeOf } from '../intake/interpret-message.js';
import type { StoredDelivery } from '../intake/receive-webhook.js';
import { ownerPlace } from '../intake/trigger-place.js';
import { codeSpan, escapeMarkdown } from '../markdown.js';
import type { RunRequest } from '../run/run-request.js';
import { missedNotice } from './missed-notice.js';
import type { TellNotices } from './tell-notices.js';

/** Why a piece of work is not run unasked. */
export type Missed = 'overdue' | 'interrupted';

interface Subject {
  readonly place: Place;
  /** Markdown. */
  readonly what: string;
  /** What [Run now] would run; `null` if nobody knows. */
  readonly request: RunRequest | null;
}

/** Tells of work that an earlier process left and that is not run unasked, with a button that runs it after all. */
export class TellMissed {
  readonly #generations: Generations;
  readonly #cronDue: CronDue;
  readonly #notices: TellNotices;
  readonly #clock: Clock;

  constructor(generations: Generations, cronDue: CronDue, notices: TellNotices, clock: Clock) {
    this.#generations = generations;
    this.#cronDue = cronDue;
    this.#notices = notices;
    this.#clock = clock;
  }

  /** Resolves once the notice is on disk, together with the end of the row. */
  async tell(row: InboxRow, why: Missed): Promise<void> {
    const { place, what, request } = await this.#subjectOf(row);
    const late = formatSpan(this.#clock.now() - (row.due ?? row.acceptedAt));
    const lead =
      why === 'overdue'
        ? `⏰ ${what} was due ${late} ago while I was away and was not run`
        : `⚠️ ${what} was interrupted by a restart and not started again`;
    const { order, settlement } = missedNotice(row.id, place, lead, request);
    await this.#notices.tell(order, settlement);
  }

  async #subjectOf(row: InboxRow): Promise<Subject> {
    switch (row.source) {
      case 'at': {
        const request = requestOf({ id: row.key, request: (row.body as { request: DelayedRun }).request });
        return { place: request.place, what: codeSpan(`at:${row.key}`), request };
      }
      case 'cron': {
        const claim = cronClaim(row);
        const request = await this.#cronDue.requestFor(claim);
        const owner = ownerPlace(this.#generations.current()) ?? { chatId: 0, threadId: null };
        return { place: request?.place ?? owner, what: codeSpan(`cron:${claim.id}`), request };
      }
      case 'webhook': {
        const { webhook, place } = row.body as StoredDelivery;
        return { place, what: `A delivery to ${codeSpan(`webhook:${webhook}`)}`, request: null };
      }
      case 'request': {
        const request = row.body as RunRequest;
        return { place: request.place, what: 'A run that was asked for', request };
      }
      case 'message':
      case 'button':
      case 'restart': {
        const message = row.body as InboundMessage;
        const what = `“${escapeMarkdown(excerpt(message.text ?? '', 80))}”`;
        return { place: placeOf(message), what, request: null };
      }
    }
  }
}
