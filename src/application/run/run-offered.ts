import type { RunRequest } from '../../domain/accepted/run-request.js';
import type { RowId } from '../../domain/ids.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { RowsInHand } from '../concurrency/rows-in-hand.js';
import { aboutRequest } from '../delivery/message-subject.js';
import type { Notifier } from '../delivery/notifier.js';
import { OFFER_NOT_STARTED } from '../wording/run/run-notices.js';
import type { SubmitRun } from './submit-run.js';

/** What offered runs are started with. */
export interface RunOfferedTools {
  readonly inbox: Inbox;
  readonly submitRun: SubmitRun;
  readonly notices: Notifier;
  readonly hands: RowsInHand;
}

/** Starts runs that were offered and asked for: on disk first, and each offer once. */
export class RunOffered {
  readonly #inbox: Inbox;
  readonly #submitRun: SubmitRun;
  readonly #notices: Notifier;
  readonly #hands: RowsInHand;

  constructor({ inbox, submitRun, notices, hands }: RunOfferedTools) {
    this.#inbox = inbox;
    this.#submitRun = submitRun;
    this.#notices = notices;
    this.#hands = hands;
  }

  /** Takes the offer and hands its run to the one door; `false` if it was taken before. */
  async take(key: string, request: RunRequest): Promise<boolean> {
    const [receipt] = await this.#inbox.accept([{ source: 'request', key, body: request, due: null }]);
    if (receipt === undefined || receipt.duplicate) return false;
    await this.#submit(receipt.id, request);
    return true;
  }

  /** Goes on with one that was on disk before a restart. */
  takeUp(row: RowId, request: RunRequest): Promise<void> {
    return this.#submit(row, request);
  }

  #submit(row: RowId, request: RunRequest): Promise<void> {
    return this.#hands.hold([row], () => this.#hand(row, request));
  }

  async #hand(row: RowId, request: RunRequest): Promise<void> {
    const submitted = await this.#submitRun.submit({ ...request, rows: [row] });
    if (submitted.ok) return;
    const why = { markdown: OFFER_NOT_STARTED, problem: submitted.problem };
    const order = { place: request.place, ...why, loud: true, about: aboutRequest(request) };
    await this.#notices.tell(order, { answers: [row], as: 'dead' });
  }
}
