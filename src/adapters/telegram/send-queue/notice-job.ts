import type { Handling } from '../../../application/ports/chat/chat-channel.js';
import type { MessageSubject } from '../../../application/ports/chat/message-store.js';
import type { ChatProblem } from '../../../application/values/chat-problem.js';
import type { ChatId, Place, RunId } from '../../../domain/ids.js';
import { sameValue } from '../../../domain/same-value.js';
import { handled, handledTogether } from '../outbox/handled.js';
import type { ChatTexts } from '../text/chat-texts.js';
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
  /** What it stands for. */
  readonly about: MessageSubject | null;
  readonly handling: Handling | undefined;
  readonly told: (report: SendReport) => void;
}

/** What notices are told with. */
export interface NoticeDeps extends JobDeps {
  readonly texts: ChatTexts;
}

/**
 * The notices for one place. Those that wait are joined, as many as one message holds, and the sources take turns: a flood
 * of one makes nobody else's wait. Those of different runs are never joined, and what stands for different things stands for nothing.
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

  constructor(deps: NoticeDeps, place: Place, ended: () => void) {
    this.#deps = deps;
    this.#texts = deps.texts;
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
    const report: SendReport = { sent: [], trouble: { kind: 'closed', reason: 'the bot was closed' } };
    for (const { told } of this.#waiting.take(this.#waiting.size)) told(report);
  }

  #sending(): SendJob {
    // A window of notices, so that looking at all of them holds nothing up.
    const next = this.#waiting.next(this.#waiting.size);
    const together = next.slice(0, joinable(next));
    const { message, count } = this.#texts.joined(this.#wordsOf(together));
    const joined = this.#waiting.take(count);
    const silent = !joined.some(({ loud }) => loud);
    const texts = message.text === '' ? [] : [message];
    const about = commonSubject(joined);
    const order = { place: this.#place, replyTo: null, texts, silent, keyboard: [], rank: this.rank, about } as const;
    const handling = handledTogether(joined.map((notice) => notice.handling));
    return new SendJob(this.#deps, { ...order, handling, retryForMs: Number.POSITIVE_INFINITY }, (report) => {
      for (const { told } of joined) told(report);
    });
  }

  *#wordsOf(notices: readonly WaitingNotice[]): Generator<FormattedText> {
    for (const notice of notices) {
      const { markdown, problem, handling } = notice;
      const words = this.#worded.get(notice) ?? handled(handling, () => this.#texts.notice(markdown, problem));
      this.#worded.set(notice, words);
      yield words;
    }
  }
}

/** How many of them, from the first on, may share a message. */
function joinable(waiting: readonly WaitingNotice[]): number {
  const run = runOf(waiting[0]);
  const other = waiting.findIndex((notice) => runOf(notice) !== run);
  return other === -1 ? waiting.length : other;
}

function runOf(notice: WaitingNotice | undefined): RunId | null {
  const about = notice?.about ?? null;
  return about?.kind === 'run' ? about.run : null;
}

function commonSubject(joined: readonly WaitingNotice[]): MessageSubject | null {
  const first = joined[0]?.about ?? null;
  return joined.every(({ about }) => sameValue(about, first)) ? first : null;
}
