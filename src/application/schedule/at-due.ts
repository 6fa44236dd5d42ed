import type { DelayedRun } from '../../domain/accepted/delayed-run.js';
import type { RunRequest } from '../../domain/accepted/run-request.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import type { AtListener, Delayed } from '../../domain/schedule/at-scheduler.js';
import type { Retrier } from '../concurrency/retrier.js';
import type { RowsInHand } from '../concurrency/rows-in-hand.js';
import { aboutRequest } from '../delivery/message-subject.js';
import { missedNotice } from '../delivery/missed-notice.js';
import type { Notifier } from '../delivery/notifier.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { NoticeOrder } from '../ports/chat/chat-channel.js';
import type { Settlement } from '../ports/chat/outbox.js';
import type { Journal } from '../ports/system/journal.js';
import type { SubmitRun } from '../run/submit-run.js';
import { atBegunText, atFailedText, atMissedText, atNotStartedText } from '../wording/schedule/at-notices.js';

/** What starting delayed runs is built on. */
export interface AtDueTools {
  readonly submitRun: SubmitRun;
  readonly notices: Notifier;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly tokens: TokenSource;
  readonly hands: RowsInHand;
  readonly clock: Clock;
  readonly retrier: Retrier;
  readonly journal: Journal;
}

/** How late a run begins before that is worth a word, in milliseconds. */
const WORTH_TELLING_MS = 60_000;

/** Starts a delayed run when its time has come, or tells that it was missed. */
export class AtDue implements AtListener<DelayedRun> {
  readonly #tools: AtDueTools;

  constructor(tools: AtDueTools) {
    this.#tools = tools;
  }

  due(delayed: Delayed<DelayedRun>): void {
    this.#tools.journal.record({ name: 'at.due', level: 'info', data: aboutDelayed(delayed) });
    const run = this.#tools.hands.hold([delayed.row], () => this.#run(delayed));
    void run.catch((cause) => this.#failed(delayed, cause));
  }

  overdue(delayed: Delayed<DelayedRun>, lateMs: number): void {
    const data = { ...aboutDelayed(delayed), lateMs };
    this.#tools.journal.record({ name: 'at.missed', level: 'info', data });
    const request = requestOf(delayed);
    const { order, settlement } = missedNotice(delayed.row, request.place, atMissedText(delayed, lateMs), request);
    void this.#tell(delayed, order, settlement);
  }

  /** Hands the run to the one door; while the program drains, its row is left for the next start. */
  async #run(delayed: Delayed<DelayedRun>): Promise<void> {
    const { submitRun, bots, tokens } = this.#tools;
    const request = requestOf(delayed);
    const { channel } = await bots.current();
    const { place, replyTo } = request;
    const run = tokens.next();
    const about = { kind: 'run', run } as const;
    void channel.say(place, { markdown: this.#announcement(delayed) }, { replyTo, silent: true, about });
    const submitted = await submitRun.submit({ ...request, rows: [delayed.row] }, run);
    if (submitted.ok) return;
    const markdown = atNotStartedText(delayed);
    const order = { place, markdown, problem: submitted.problem, loud: true, about: aboutRequest(request) };
    await this.#tell(delayed, order, { answers: [delayed.row], as: 'dead' });
  }

  #announcement({ id, number, due, request }: Delayed<DelayedRun>): string {
    const now = this.#tools.clock.now();
    const lateMs = now - due > WORTH_TELLING_MS ? now - due : null;
    const askedAgoMs = request.askedAt === undefined ? null : now - request.askedAt;
    return atBegunText({ id, number, prompt: request.prompt, askedAgoMs, lateMs });
  }

  async #failed(delayed: Delayed<DelayedRun>, cause: unknown): Promise<void> {
    this.#tools.journal.record({ name: 'at.failed', level: 'error', data: { id: delayed.id }, cause });
    const markdown = atFailedText(delayed);
    const order = { place: delayed.request.place, markdown, loud: true, about: aboutRequest(delayed.request) };
    await this.#tell(delayed, order, { answers: [delayed.row], as: 'dead' });
  }

  /** Never rejects: what the disk refuses is tried again, and until then its row is there for the next start. */
  async #tell(delayed: Delayed<DelayedRun>, order: NoticeOrder, settlement: Settlement): Promise<void> {
    const { notices, journal, retrier } = this.#tools;
    await retrier.persist(
      () => notices.tell(order, settlement),
      (cause, retryInMs) => {
        journal.record({ name: 'at.failed', level: 'error', data: { id: delayed.id, retryInMs }, cause });
      },
    );
  }
}

function aboutDelayed({ id, chatId, due }: Delayed<DelayedRun>) {
  return { id, chat: chatId, due };
}

/** What a delayed run asks for, its rows left to whoever runs it. */
export function requestOf({ id, request }: Pick<Delayed<DelayedRun>, 'id' | 'request'>): RunRequest {
  const { written: _written, askedAt: _askedAt, ...frozen } = request;
  return { ...frozen, origin: { kind: 'at', id }, rows: [] };
}
