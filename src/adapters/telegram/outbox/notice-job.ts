import type { ChatId, Place } from '../../../domain/ids.js';
import type { ChatTexts } from '../chat-texts.js';
import type { Job, Outcome } from './job.js';
import type { JobDeps } from './job-deps.js';
import { SendJob, type SendReport } from './send-job.js';

/** A notice that waits to be sent, and who is told what became of it. */
export interface WaitingNotice {
  readonly markdown: string;
  readonly loud: boolean;
  readonly told: (report: SendReport) => void;
}

/** How many notices are worded at a time, so that thousands don't hold up everything else. */
const MOST_JOINED = 50;

/** The notices for one place: those that came while others were waiting or on their way are joined into as few messages as hold them. */
export class NoticeJob implements Job {
  readonly rank = 'notice';
  readonly name = null;
  readonly replaces = [];
  readonly #deps: JobDeps;
  readonly #texts: ChatTexts;
  readonly #place: Place;
  readonly #ended: () => void;
  #waiting: WaitingNotice[] = [];
  #going: SendJob | null = null;

  constructor(deps: JobDeps, texts: ChatTexts, place: Place, ended: () => void) {
    this.#deps = deps;
    this.#texts = texts;
    this.#place = place;
    this.#ended = ended;
  }

  /** Adds a notice; only until the job has ended. */
  add(notice: WaitingNotice): void {
    this.#waiting.push(notice);
  }

  async attempt(chatId: ChatId): Promise<Outcome> {
    this.#going ??= this.#sending();
    const outcome = await this.#going.attempt(chatId);
    if (outcome.kind !== 'done') return outcome;
    this.#going = null;
    if (this.#waiting.length > 0) return { kind: 'again', afterMs: 0, failed: false };
    this.#ended();
    return outcome;
  }

  abandon(): void {
    this.#going?.abandon();
    this.#ended();
  }

  #sending(): SendJob {
    const joined = this.#waiting.splice(0, MOST_JOINED);
    const texts = this.#texts.notices(joined.map(({ markdown }) => markdown));
    const silent = !joined.some(({ loud }) => loud);
    const order = { place: this.#place, replyTo: null, texts, silent, keyboard: [], rank: this.rank } as const;
    return new SendJob(this.#deps, { ...order, retryForMs: Number.POSITIVE_INFINITY }, (report) => {
      for (const { told } of joined) told(report);
    });
  }
}
