import type { ChatProblem } from '../../../application/chat-problem.js';
import type { ChatId, Place } from '../../../domain/ids.js';
import type { ChatTexts } from '../chat-texts.js';
import type { FormattedText } from '../text/formatted-text.js';
import type { Job, Outcome } from './job.js';
import type { JobDeps } from './job-deps.js';
import { SendJob, type SendReport } from './send-job.js';
import { TurnQueue } from './turn-queue.js';

/** A notice that waits to be sent, and who is told what became of it. */
export interface WaitingNotice {
  readonly markdown: string;
  readonly problem?: ChatProblem | undefined;
  /** Whose notices wait for each other. */
  readonly source: string;
  readonly loud: boolean;
  readonly told: (report: SendReport) => void;
}

/** How many notices are joined at a time, so that thousands don't hold up everything else. */
const MOST_JOINED = 50;

/**
 * The notices for one place. Those that wait are joined, as many as one message holds, and the sources take turns: a flood
 * of one makes nobody else's wait.
 */
export class NoticeJob implements Job {
  readonly rank = 'notice';
  readonly name = null;
  readonly replaces = [];
  readonly #deps: JobDeps;
  readonly #texts: ChatTexts;
  readonly #place: Place;
  readonly #ended: () => void;
  readonly #waiting = new TurnQueue<WaitingNotice>();
  readonly #worded = new WeakMap<WaitingNotice, FormattedText>();
  #going: SendJob | null = null;

  constructor(deps: JobDeps, texts: ChatTexts, place: Place, ended: () => void) {
    this.#deps = deps;
    this.#texts = texts;
    this.#place = place;
    this.#ended = ended;
  }

  /** Adds a notice; only until the job has ended. */
  add(notice: WaitingNotice): void {
    this.#waiting.add(notice.source, notice);
  }

  async attempt(chatId: ChatId): Promise<Outcome> {
    this.#going ??= this.#sending();
    const outcome = await this.#going.attempt(chatId);
    if (outcome.kind !== 'done') return outcome;
    this.#going = null;
    if (this.#waiting.size > 0) return { kind: 'again', afterMs: 0, failed: false };
    this.#ended();
    return outcome;
  }

  abandon(): void {
    this.#going?.abandon();
    this.#ended();
  }

  #sending(): SendJob {
    const next = this.#waiting.next(MOST_JOINED);
    const { message, count } = this.#texts.joined(this.#wordsOf(next));
    const joined = this.#waiting.take(count);
    const silent = !joined.some(({ loud }) => loud);
    const texts = message.text === '' ? [] : [message];
    const order = { place: this.#place, replyTo: null, texts, silent, keyboard: [], rank: this.rank } as const;
    return new SendJob(this.#deps, { ...order, retryForMs: Number.POSITIVE_INFINITY }, (report) => {
      for (const { told } of joined) told(report);
    });
  }

  *#wordsOf(notices: readonly WaitingNotice[]): Generator<FormattedText> {
    for (const notice of notices) {
      const words = this.#worded.get(notice) ?? this.#texts.notice(notice.markdown, notice.problem);
      this.#worded.set(notice, words);
      yield words;
    }
  }
}
