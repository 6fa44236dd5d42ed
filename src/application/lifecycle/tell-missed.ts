import type { Place } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { InboxRow } from '../../domain/ports/inbox.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import { cronClaim } from '../../domain/trigger/cron-claim.js';
import type { Generations } from '../generation.js';
import type { DelayedRun } from '../intake/at-due.js';
import type { CronDue } from '../intake/cron-due.js';
import type { InboundMessage } from '../intake/inbound.js';
import { placeOf } from '../intake/interpret-message.js';
import type { StoredDelivery } from '../intake/receive-webhook.js';
import { ownerPlace } from '../intake/trigger-place.js';
import { codeSpan, escapeMarkdown } from '../markdown.js';
import type { TellNotices } from '../notices/tell-notices.js';
import { runNowButton } from '../run/offer-buttons.js';
import type { RunRequest } from '../run/run-request.js';

/** Why a piece of work is not run unasked. */
export type Missed = 'overdue' | 'interrupted';

interface Subject {
  readonly place: Place;
  /** Markdown. */
  readonly what: string;
  /** What [Run now] would run; `null` if nobody knows. */
  readonly request: RunRequest | null;
}

/** Tells of work that is not run unasked, in one message for each, with a button that runs it after all. */
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
    const subject = await this.#subjectOf(row);
    const markdown = why === 'overdue' ? this.#overdue(row, subject.what) : interrupted(subject.what);
    const key = `row-${row.id}`;
    const offers = subject.request === null ? [] : [{ key, request: { ...subject.request, rows: [] }, resume: null }];
    const buttons = offers.length === 0 ? [] : [[runNowButton(key)]];
    await this.#notices.tell(
      { place: subject.place, markdown, loud: true, buttons },
      { answers: [row.id], as: 'dead', offers },
    );
  }

  #overdue(row: InboxRow, what: string): string {
    const late = formatSpan(this.#clock.now() - (row.due ?? row.acceptedAt));
    return `⏰ Was due ${late} ago while I was away and was not run: ${what}`;
  }

  async #subjectOf(row: InboxRow): Promise<Subject> {
    const generation = this.#generations.current();
    const owner = ownerPlace(generation) ?? { chatId: 0, threadId: null };
    switch (row.source) {
      case 'at': {
        const { written: _written, ...request } = (row.body as { request: DelayedRun }).request;
        const origin = { kind: 'at' as const, id: row.key };
        return { place: request.place, what: quoted(request.prompt), request: { ...request, origin, rows: [] } };
      }
      case 'cron': {
        const claim = cronClaim(row);
        const request = await this.#cronDue.requestFor(claim);
        const what = codeSpan(`cron:${claim.id}`);
        return { place: request?.place ?? owner, what, request };
      }
      case 'webhook': {
        const { webhook, place } = row.body as StoredDelivery;
        return { place, what: codeSpan(`webhook:${webhook}`), request: null };
      }
      case 'request': {
        const request = row.body as RunRequest;
        return { place: request.place, what: quoted(request.prompt), request };
      }
      case 'message':
      case 'button': {
        const message = row.body as InboundMessage;
        return { place: placeOf(message), what: quoted(message.text ?? ''), request: null };
      }
    }
  }
}

function interrupted(what: string): string {
  return `⚠️ A run was interrupted by a restart and not started again: ${what}`;
}

function quoted(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return `“${escapeMarkdown(line.length > 80 ? `${line.slice(0, 79)}…` : line)}”`;
}
