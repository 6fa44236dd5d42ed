import type { RunRequest } from '../../domain/accepted/run-request.js';
import type { AnsweredMessages } from '../../domain/accepted/work.js';
import type { InboundMessage } from '../../domain/chat/inbound.js';
import { placeOf } from '../../domain/chat/place.js';
import { cronClaim } from '../../domain/cron/cron-claim.js';
import type { Place } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { InboxRow } from '../../domain/ports/inbox.js';
import { missedCronOrder } from '../delivery/missed-cron-order.js';
import { missedNotice } from '../delivery/missed-notice.js';
import type { Notifier } from '../delivery/notifier.js';
import { ownerPlace, triggerPlace } from '../delivery/trigger-place.js';
import { requestOf } from '../schedule/at-due.js';
import type { Generations } from '../values/generation.js';
import type { LeftWork, WhyNotRun } from '../values/left-work.js';
import { fatalWorkText, leftWorkText } from '../wording/start/missed-work-text.js';

/** Why a piece of work is not run unasked; `fatal`: several processes died while they acted on it. */
export type Missed = 'overdue' | 'interrupted' | 'fatal';

interface Subject {
  readonly place: Place;
  readonly what: LeftWork;
  /** What [Run now] would run; `null` if nobody knows. */
  readonly request: RunRequest | null;
}

/** Tells of work that an earlier process left and that is not run unasked, with a button that runs it after all. */
export class MissedWorkReporter {
  readonly #generations: Generations;
  readonly #notices: Notifier;
  readonly #clock: Clock;

  constructor(generations: Generations, notices: Notifier, clock: Clock) {
    this.#generations = generations;
    this.#notices = notices;
    this.#clock = clock;
  }

  /** Resolves once the notice is on disk, together with the end of the row. */
  async tell(row: InboxRow, why: Missed): Promise<void> {
    if (why === 'fatal') return this.#tellFatal(row);
    const lateMs = this.#clock.now() - (row.due ?? row.acceptedAt);
    const reason: WhyNotRun = why === 'overdue' ? { kind: why, lateMs } : { kind: why };
    if (row.source === 'cron') return this.#tellCron(row, reason);
    const { place, what, request } = subjectOf(row);
    const { order, settlement } = missedNotice(row.id, place, leftWorkText(what, reason), request);
    // Its effects may be there already, so that no sender may have it done once more.
    await this.#notices.tell(order, why === 'interrupted' ? { ...settlement, as: 'done' } : settlement);
  }

  /** Where it came from, and the owner, without a button that would do it once more. */
  async #tellFatal(row: InboxRow): Promise<void> {
    const owner = ownerPlace(this.#generations.current());
    const { place, what } = row.source === 'cron' ? cronSubject(row, owner) : subjectOf(row);
    const told = { markdown: fatalWorkText(what, row.deaths ?? 0, row.id), loud: true };
    await this.#notices.tell({ place, ...told }, { answers: [row.id], as: 'dead' });
    if (owner !== null && owner.chatId !== place.chatId) await this.#notices.tell({ place: owner, ...told });
  }

  /** A cron is run after all as it is by then, not as it was. */
  async #tellCron(row: InboxRow<'cron'>, reason: WhyNotRun): Promise<void> {
    const { id, instant } = cronClaim(row);
    const generation = this.#generations.current();
    const cron = generation.triggers.cron(id);
    const place = (cron === null ? null : triggerPlace(cron, generation)) ?? ownerPlace(generation) ?? NOWHERE;
    const lead = leftWorkText({ kind: 'cron', id }, reason);
    const order =
      cron === null
        ? missedNotice(row.id, place, lead, null).order
        : missedCronOrder(cron, place, lead, { instant, row: row.id });
    await this.#notices.tell(order, { answers: [row.id], as: 'dead' });
  }
}

function subjectOf(row: Exclude<InboxRow, { readonly source: 'cron' }>): Subject {
  switch (row.source) {
    case 'at': {
      const request = requestOf({ id: row.key, request: row.body.request });
      return { place: request.place, what: { kind: 'at', id: row.key }, request };
    }
    case 'loop': {
      const { loop, request } = row.body.request;
      return { place: request.place, what: { kind: 'loop', id: loop }, request: null };
    }
    case 'webhook': {
      const { webhook, place } = row.body;
      return { place, what: { kind: 'webhook', id: webhook }, request: null };
    }
    case 'request':
      if ('messages' in row.body) return answersSubject(row.body);
      return { place: row.body.place, what: { kind: 'run' }, request: row.body };
    case 'message':
      return messageSubject(row.body);
    case 'button':
      return { place: placeOf(row.body), what: { kind: 'button' }, request: null };
    case 'restart':
      return { place: row.body.place, what: { kind: 'restart' }, request: null };
  }
}

function answersSubject({ messages: [first] }: AnsweredMessages): Subject {
  return first === undefined ? { place: NOWHERE, what: { kind: 'answer' }, request: null } : messageSubject(first);
}

function messageSubject(message: InboundMessage): Subject {
  return { place: placeOf(message), what: { kind: 'message', text: message.text }, request: null };
}

function cronSubject(row: InboxRow<'cron'>, owner: Place | null): Omit<Subject, 'request'> {
  return { place: owner ?? NOWHERE, what: { kind: 'cron', id: cronClaim(row).id } };
}

/** Where nobody can be told. */
const NOWHERE: Place = { chatId: 0, threadId: null };
