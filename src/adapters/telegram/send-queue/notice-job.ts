import { TurnQueue } from '../../../application/concurrency/turn-queue.js';
import type { ChatFile, Handling } from '../../../application/ports/chat/chat-channel.js';
import type { MessageSubject } from '../../../application/ports/chat/message-store.js';
import type { ChatProblem } from '../../../application/values/chat-problem.js';
import type { ChatId, MessageId, Place, RunId } from '../../../domain/ids.js';
import { sameValue } from '../../../domain/same-value.js';
import { handled, handledTogether } from '../outbox/handled.js';
import type { ChatTexts } from '../text/chat-texts.js';
import { fileOfCut } from '../text/file-of-cut.js';
import type { FormattedText } from '../text/formatted-text.js';
import type { Job, Outcome } from './job.js';
import type { JobDeps } from './job-deps.js';
import { SendJob, type SendReport } from './send-job.js';

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
  /** All of it, where the message that replies to was cut: waits for its turn as a notice of its own. */
  readonly whole?: { readonly file: ChatFile; readonly replyTo: MessageId };
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
    const whole = next[0]?.whole;
    if (whole !== undefined) return this.#sendingWhole(whole);
    const together = next.slice(0, joinable(next));
    const { message, count } = this.#texts.joined(this.#wordsOf(together));
    const joined = this.#waiting.take(count);
    const order = {
      ...this.#order,
      replyTo: null,
      texts: message.text === '' ? [] : [message],
      silent: !joined.some(({ loud }) => loud),
      about: commonSubject(joined),
      handling: handledTogether(joined.map((notice) => notice.handling)),
    };
    return new SendJob(this.#deps, order, (report) => {
      for (const notice of joined) if (!this.#followedByWhole(notice, message, report)) notice.told(report);
    });
  }

  /** Whether a notice is told only once all of it is there as a file too; then that has its turn later. */
  #followedByWhole(notice: WaitingNotice, shown: FormattedText, report: SendReport): boolean {
    const [message] = report.sent;
    const file = message === undefined ? undefined : fileOfCut(this.#texts, notice, shown);
    if (message === undefined || file === undefined) return false;
    const told = ({ trouble }: SendReport) => notice.told({ sent: report.sent, trouble });
    const whole = { file, replyTo: message.messageId };
    this.#waiting.add(notice.source, { ...notice, loud: false, whole, told });
    return true;
  }

  #sendingWhole({ file, replyTo }: NonNullable<WaitingNotice['whole']>): SendJob {
    const [notice] = this.#waiting.take(1);
    const { about = null, handling } = notice ?? {};
    const order = { ...this.#order, texts: [], file, replyTo, silent: true, about, handling };
    return new SendJob(this.#deps, order, (report) => notice?.told(report));
  }

  get #order() {
    const usual = { place: this.#place, keyboard: [], rank: this.rank } as const;
    return { ...usual, retryForMs: Number.POSITIVE_INFINITY };
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
  const other = waiting.findIndex((notice) => runOf(notice) !== run || notice.whole !== undefined);
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
