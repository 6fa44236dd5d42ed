import type { Delayed } from '../../domain/schedule/at-scheduler.js';
import { codeSpan } from '../markdown.js';
import type { TellNotices } from '../notices/tell-notices.js';
import type { Journal } from '../ports/journal.js';
import type { SubmitRun } from '../run/submit-run.js';
import type { Interpretation } from './interpret-message.js';

/** A run that was asked for ahead of time, frozen as it was asked for. Plain JSON. */
export interface DelayedRun extends Interpretation {
  /** The delay in the person's own form, such as `5m`. */
  readonly written: string;
}

/** Starts a delayed run when its time has come. */
export class AtDue {
  readonly #submitRun: SubmitRun;
  readonly #notices: TellNotices;
  readonly #journal: Journal;

  constructor(submitRun: SubmitRun, notices: TellNotices, journal: Journal) {
    this.#submitRun = submitRun;
    this.#notices = notices;
    this.#journal = journal;
  }

  /** Hands the run to the one door; while the program drains, its row is left for the next start. */
  async due(delayed: Delayed<DelayedRun>): Promise<void> {
    const { written: _written, ...request } = delayed.request;
    this.#journal.record({ name: 'at.due', level: 'info', data: { id: delayed.id, chat: delayed.chatId } });
    try {
      const origin = { kind: 'at' as const, id: delayed.id };
      const submitted = await this.#submitRun.submit({ ...request, origin, rows: [delayed.row] });
      if (submitted.ok) return;
      const markdown = `❌ ${codeSpan(`at:${delayed.id}`)} was due and did not start:`;
      const order = { place: request.place, markdown, problem: submitted.problem, loud: true };
      await this.#notices.tell(order, { answers: [delayed.row], as: 'dead' });
    } catch (cause) {
      this.#journal.record({ name: 'at.failed', level: 'error', data: { id: delayed.id }, cause });
    }
  }
}
