import type { ChatId, Place } from '../../../domain/ids.js';
import type { ChatTexts } from '../chat-texts.js';
import type { Job, Outcome } from './job.js';
import type { JobDeps } from './job-deps.js';
import { SendJob } from './send-job.js';

/** The notices for one place: those that came while others were waiting or on their way are joined into as few messages as hold them. */
export class NoticeJob implements Job {
  readonly rank = 'notice';
  readonly name = null;
  readonly replaces = [];
  readonly #deps: JobDeps;
  readonly #texts: ChatTexts;
  readonly #place: Place;
  readonly #ended: () => void;
  #markdowns: string[] = [];
  #going: SendJob | null = null;

  constructor(deps: JobDeps, texts: ChatTexts, place: Place, ended: () => void) {
    this.#deps = deps;
    this.#texts = texts;
    this.#place = place;
    this.#ended = ended;
  }

  /** Adds a notice; only until the job has ended. */
  add(markdown: string): void {
    this.#markdowns.push(markdown);
  }

  async attempt(chatId: ChatId): Promise<Outcome> {
    this.#going ??= this.#sending();
    const outcome = await this.#going.attempt(chatId);
    if (outcome.kind !== 'done') return outcome;
    this.#going = null;
    if (this.#markdowns.length > 0) return { kind: 'again', afterMs: 0, failed: false };
    this.#ended();
    return outcome;
  }

  abandon(): void {
    this.#ended();
  }

  #sending(): SendJob {
    const texts = this.#texts.notices(this.#markdowns.splice(0));
    const order = { place: this.#place, replyTo: null, texts, silent: true, keyboard: [], rank: this.rank } as const;
    return new SendJob(this.#deps, { ...order, retryForMs: Number.POSITIVE_INFINITY }, () => {});
  }
}
