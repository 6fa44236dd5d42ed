import type { ChatFile, Handling } from '../../../application/ports/chat/chat-channel.js';
import type { MessageSubject } from '../../../application/ports/chat/message-store.js';
import type { ChatId, MessageId, MessageRef, Place } from '../../../domain/ids.js';
import type { Envelope, Keyboard } from '../calls/bot-calls.js';
import type { CallProblem } from '../calls/call-problem.js';
import { textUpload } from '../calls/upload.js';
import type { FormattedText } from '../text/formatted-text.js';
import { Addressing, AT_ONCE, isAboutFiles } from './addressing.js';
import { Bareness, type Looks } from './bareness.js';
import type { Job, Outcome, Rank } from './job.js';
import type { JobDeps } from './job-deps.js';
import { Persistence } from './persistence.js';

/** Messages to be posted one after the other, and how. */
export interface SendOrder {
  readonly place: Place;
  readonly replyTo: MessageId | null;
  readonly texts: readonly FormattedText[];
  /** Posted behind the texts; counts as one of them. */
  readonly file?: ChatFile | undefined;
  /** Without sound; of several messages only the first one ever rings. */
  readonly silent: boolean;
  /** Under the last of the texts. */
  readonly keyboard: Keyboard;
  /** What the field says that is opened for a reply; none is unless given. */
  readonly asks?: string | undefined;
  readonly rank: Rank;
  /** By which it can be dropped while it waits; none unless given. */
  readonly name?: string;
  /** What every one of them stands for. */
  readonly about: MessageSubject | null;
  /** How long each message is tried again, from its first failure; `Infinity` until Telegram gave an id. */
  readonly retryForMs: number;
  /** So many of the texts are there already. */
  readonly from?: number;
  /** Told of each further message, with how many are there now; the next one waits for it. */
  readonly onSent?: (count: number) => Promise<void>;
  readonly handling?: Handling | undefined;
}

const NOTHING: FormattedText = { text: '', entities: [] };

/** What became of the messages: those that Telegram gave an id for, and why the others have none. */
export interface SendReport {
  readonly sent: readonly MessageRef[];
  /** Why Telegram will not take the file. */
  readonly fileRefused?: string;
  /** `closed`: the outbox was closed before. `chatId`: the id that the chat has now, where it has another one. */
  readonly trouble: {
    readonly kind: 'gone' | 'refused' | 'given-up' | 'closed';
    readonly reason: string;
    readonly chatId?: ChatId;
  } | null;
}

/**
 * Posts messages in order, each at least once: a call that ended without an answer (deadline, reset, 5xx) is made again,
 * so one such failure can show a message twice, never more. What Telegram will not take as it is goes again without
 * its reference, its topic, its styles and at last its buttons (`Bareness`).
 */
export class SendJob implements Job {
  readonly rank: Rank;
  readonly name: string | null;
  readonly replaces = [];
  readonly #deps: JobDeps;
  readonly #order: SendOrder;
  readonly #persistence: Persistence;
  readonly #addressing: Addressing;
  readonly #report: (report: SendReport) => void;
  readonly #sent: MessageRef[] = [];
  #trouble: SendReport['trouble'] = null;
  #fileRefused: string | null = null;
  #next: number;
  #bareness: Bareness | null = null;
  #reported = false;

  constructor(deps: JobDeps, order: SendOrder, report: (report: SendReport) => void) {
    this.#deps = deps;
    this.#order = order;
    this.#next = order.from ?? 0;
    this.rank = order.rank;
    this.name = order.name ?? null;
    this.#persistence = new Persistence(deps, order.retryForMs);
    this.#report = report;
    this.#addressing = new Addressing(deps, order.place, order.replyTo);
  }

  async attempt(chatId: ChatId): Promise<Outcome> {
    const { file } = this.#order;
    const text = this.#order.texts[this.#next];
    if (text === undefined && (file === undefined || !this.#isFile)) return this.#end();
    const end = this.#order.handling?.();
    const answer = await (text === undefined && file !== undefined
      ? this.#deps.calls.sendDocument(this.#envelope(chatId), textUpload(file))
      : this.#deps.calls.sendMessage({ ...this.#envelope(chatId), ...this.#looks(text), asks: this.#order.asks })
    ).finally(end);
    if (!answer.ok) return this.#failed(answer.problem, chatId);
    this.#deps.chats.reached(chatId);
    const message = { chatId, messageId: answer.value };
    this.#sent.push(message);
    this.#deps.sent(message, this.#order.about);
    await this.#order.onSent?.(this.#next + 1);
    return this.#goOn();
  }

  abandon(): void {
    this.#trouble ??= { kind: 'closed', reason: 'the bot was closed' };
    this.#end();
  }

  /** Whether it is the turn of the file. */
  get #isFile(): boolean {
    return this.#next === this.#order.texts.length;
  }

  #looks(text: FormattedText = NOTHING): Looks {
    const isLast = this.#next === this.#order.texts.length - 1;
    this.#bareness ??= new Bareness({ text, keyboard: isLast ? this.#order.keyboard : [] });
    return this.#bareness.looks;
  }

  #envelope(chatId: ChatId): Envelope {
    return this.#addressing.envelope(chatId, this.#order.silent || this.#next > 0);
  }

  #failed(problem: CallProblem, chatId: ChatId): Outcome {
    const detour = this.#addressing.detour(problem);
    if (detour !== null) return detour;
    switch (problem.kind) {
      case 'gone':
        if (this.#isFile && isAboutFiles(problem.reason)) return this.#skip('refused', problem.reason);
        this.#trouble = this.#addressing.gone(problem.reason, chatId);
        return this.#end();
      case 'stopped':
        this.abandon();
        return { kind: 'done' };
      case 'unavailable':
      case 'unauthorized':
      case 'conflict':
        return this.#persistence.afterFailure() ?? this.#skip('given-up', problem.reason);
      case 'thread-missing':
      case 'reply-missing':
        return this.#skip('refused', problem.reason);
      default:
        return this.#bareness?.strip(problem.reason) === true ? AT_ONCE : this.#skip('refused', problem.reason);
    }
  }

  #skip(kind: 'refused' | 'given-up', reason: string): Outcome {
    if (this.#isFile) this.#fileRefused = reason;
    else this.#trouble = { kind, reason };
    this.#addressing.log(kind, reason);
    return this.#goOn();
  }

  #goOn(): Outcome {
    this.#next++;
    this.#bareness = null;
    this.#persistence.restart();
    const { texts, file } = this.#order;
    return this.#next < texts.length + (file === undefined ? 0 : 1) ? AT_ONCE : this.#end();
  }

  #end(): Outcome {
    const refused = this.#fileRefused === null ? {} : { fileRefused: this.#fileRefused };
    if (!this.#reported) this.#report({ sent: this.#sent, trouble: this.#trouble, ...refused });
    this.#reported = true;
    return { kind: 'done' };
  }
}
