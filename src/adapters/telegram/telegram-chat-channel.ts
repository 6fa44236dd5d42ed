import { ASK_AGAIN_BUTTON } from '../../application/chat/buttons/ask-again-button.js';
import { CANCEL_BUTTON } from '../../application/chat/buttons/cancel-button.js';
import { tellButton, waitingButtons } from '../../application/chat/buttons/questions/waiting-buttons.js';
import type {
  Button,
  ChatChannel,
  Content,
  Delivery,
  FilesProgress,
  FinalOrder,
  FinalView,
  Handling,
  NoticeOrder,
  ProgressView,
  Receipt,
  SayOptions,
  SendProgress,
} from '../../application/ports/chat/chat-channel.js';
import type { FilesOrder } from '../../application/ports/chat/files-order.js';
import type { MessageSubject } from '../../application/ports/chat/message-store.js';
import { CANCEL_LABEL } from '../../application/wording/commands/cancel-text.js';
import { ASK_AGAIN_LABEL } from '../../application/wording/run/progress-text.js';
import type { CopiedText } from '../../domain/chat/inbound.js';
import type { ChatId, MessageId, MessageRef, Place, RunId, UserId } from '../../domain/ids.js';
import type { Keyboard } from './calls/bot-calls.js';
import type { DirectCalls } from './calls/direct-calls.js';
import { keyboardOf } from './calls/keyboard-of.js';
import { finalMessages, messagesOfRefused } from './final-messages.js';
import { handled } from './outbox/handled.js';
import { DeleteJob } from './send-queue/delete-job.js';
import { EditJob, type EditOrder } from './send-queue/edit-job.js';
import { FileJob, type FileJobDeps } from './send-queue/file-job.js';
import { editName, openingName } from './send-queue/job.js';
import { NoticeJob } from './send-queue/notice-job.js';
import { ReactionRest, ReactJob } from './send-queue/react-job.js';
import { SendJob, type SendOrder, type SendReport } from './send-queue/send-job.js';
import type { SendQueue } from './send-queue/send-queue.js';
import { ShownMessages } from './send-queue/shown-messages.js';
import { StripJob } from './send-queue/strip-job.js';
import type { ChatTexts } from './text/chat-texts.js';
import { fileOfCut } from './text/file-of-cut.js';
import type { FormattedText } from './text/formatted-text.js';

/** How long the answer to a command is tried again. */
const SAY_RETRY_MS = 120_000;
/** How long a progress message is tried again: its run waits for it, but not for ever. */
const OPEN_RETRY_MS = 30_000;
/** What a final counts its messages from that take the place of a refused file: of them it is known how far they have come as well. */
const IN_PARTS = 1_000_000;
const NOBODY = () => Promise.resolve();
const CANCEL: Keyboard = [[{ text: CANCEL_LABEL, callback_data: CANCEL_BUTTON, style: 'danger' }]];
const ASK_AGAIN: Keyboard = [[{ text: ASK_AGAIN_LABEL, callback_data: ASK_AGAIN_BUTTON }]];

/** What a bot's chats are reached with. */
export interface ChannelDeps extends FileJobDeps {
  readonly outbox: SendQueue;
  readonly direct: DirectCalls;
}

/** The chats of one bot. */
export class TelegramChatChannel implements ChatChannel {
  readonly #outbox: SendQueue;
  readonly #deps: ChannelDeps;
  readonly #texts: ChatTexts;
  readonly #direct: DirectCalls;
  readonly #shown = new ShownMessages();
  readonly #notices = new Map<string, NoticeJob>();
  readonly #rest = new ReactionRest();
  /** Whether there are reactions at all. */
  reacts: boolean;

  constructor(deps: ChannelDeps, reacts: boolean) {
    this.reacts = reacts;
    this.#outbox = deps.outbox;
    this.#deps = deps;
    this.#texts = deps.texts;
    this.#direct = deps.direct;
  }

  async open(place: Place, replyTo: MessageId | null, view: ProgressView): Promise<MessageRef | null> {
    const text = this.#texts.progress(view);
    const keyboard = progressKeyboard(view);
    const { sent } = await this.#send({
      ...ordinary(place, replyTo, [text]),
      about: ofRun(view.face.run),
      silent: true,
      keyboard,
      name: openingName(view.face.run),
      retryForMs: OPEN_RETRY_MS,
    });
    const message = sent[0] ?? null;
    if (message !== null) this.#shown.note(message, text, keyboard);
    return message;
  }

  callOff({ chatId }: Place, run: RunId): void {
    this.#outbox.drop(chatId, openingName(run));
  }

  update(message: MessageRef, view: ProgressView): void {
    const text = () => this.#texts.progress(view);
    void this.#edit({ message, text, keyboard: progressKeyboard(view), patience: 'once' });
  }

  async conclude(message: MessageRef, view: FinalView, handling?: Handling): Promise<void> {
    const [text] = handled(handling, () => this.#texts.final(view, { trim: true }));
    if (text !== undefined)
      await this.#edit({ message, text: () => text, keyboard: [], patience: 'stubborn', handling });
    this.#shown.forget(message);
  }

  /** As promised by the port; stays unanswered when the bot is closed first: the final is neither there nor hopeless. */
  async settle(order: FinalOrder, progress?: SendProgress): Promise<Delivery> {
    const { place, replyTo } = order;
    const shown = order.progress;
    if (shown !== null) this.#outbox.drop(shown.chatId, editName(shown.messageId));
    const handling = progress?.handling;
    const { texts, file } = handled(handling, () => finalMessages(this.#texts, order));
    const about = ofRun(order.view.face.run);
    const rest = { file, about, handling, retryForMs: Number.POSITIVE_INFINITY };
    const keyboard = keyboardOf(order.buttons ?? []);
    const { from = 0, sent = NOBODY } = progress ?? {};
    let report: SendReport = { sent: [], trouble: null, ...(from < IN_PARTS ? {} : { fileRefused: '' }) };
    if (from < IN_PARTS)
      report = await this.#send({ ...ordinary(place, replyTo, texts), ...rest, keyboard, from, onSent: sent });
    if (report.fileRefused !== undefined) {
      const parts = handled(handling, () => messagesOfRefused(this.#texts, order, report.fileRefused ?? ''));
      const counting = { from: Math.max(0, from - IN_PARTS), onSent: (n: number) => sent(IN_PARTS + n) };
      const inParts = {
        ...ordinary(place, replyTo, parts),
        ...rest,
        file: undefined,
        silent: true,
        keyboard,
        ...counting,
      };
      const { sent: more, trouble } = await this.#send(inParts);
      report = { sent: [...report.sent, ...more], trouble };
    }
    const delivery = await deliveryOf(report);
    if (shown !== null && delivery.kind === 'delivered') await this.#delete(shown);
    return delivery;
  }

  async sendFiles(order: FilesOrder, about: MessageSubject | null, progress: FilesProgress): Promise<Delivery> {
    const { promise, resolve } = Promise.withResolvers<SendReport>();
    this.#outbox.put(order.place.chatId, new FileJob(this.#deps, { order, about, progress }, resolve));
    return deliveryOf(await promise);
  }

  async say(place: Place, content: Content, options: SayOptions = {}): Promise<MessageRef | null> {
    const texts = this.#texts.content(content);
    const keyboard = keyboardOf(options.buttons ?? []);
    const { silent = false, about = null, file, asks } = options;
    const report = await this.#send({
      ...ordinary(place, options.replyTo ?? null, texts),
      silent,
      keyboard,
      about,
      file,
      asks: place.chatId > 0 ? asks : undefined,
    });
    // The message with the buttons is the one that will be edited.
    return (keyboard.length > 0 ? report.sent.at(-1) : report.sent[0]) ?? null;
  }

  async notice(order: NoticeOrder, handling?: Handling): ReturnType<ChatChannel['notice']> {
    const { place, loud = false, alone = false, urgent = false, replyTo = null, buttons = [], about = null } = order;
    if (buttons.length === 0 && !alone && !urgent) return noticeDeliveryOf(await this.#join(order, handling));
    const texts = handled(handling, () => this.#noticeTexts(order));
    const rank = urgent ? 'send' : loud ? 'loud' : 'notice';
    const sending = {
      silent: !loud,
      keyboard: keyboardOf(buttons),
      retryForMs: Number.POSITIVE_INFINITY,
      rank,
      about,
      handling,
      file: buttons.length > 0 ? undefined : fileOfCut(this.#texts, order, texts[0]),
    } as const;
    const report = await this.#send({ ...ordinary(place, replyTo, texts), ...sending });
    // The message with the buttons is the one that will be edited.
    return noticeDeliveryOf(buttons.length > 0 ? { ...report, sent: report.sent.slice(-1) } : report);
  }

  /** A notice without buttons is one message, which may be cut. */
  #noticeTexts({ markdown, problem, buttons = [] }: NoticeOrder): readonly FormattedText[] {
    if (buttons.length === 0) return [this.#texts.notice(markdown, problem)].filter(hasText);
    const why = problem === undefined ? [] : this.#texts.content({ problem });
    return [...this.#texts.content({ markdown }), ...why];
  }

  #join(
    { place, markdown, problem, source = '', loud = false, about }: NoticeOrder,
    handling: Handling | undefined,
  ): Promise<SendReport> {
    const { promise, resolve } = Promise.withResolvers<SendReport>();
    const key = `${place.chatId}:${place.threadId}`;
    const waiting = this.#notices.get(key);
    const job = waiting ?? new NoticeJob(this.#deps, place, () => this.#notices.delete(key));
    job.add({ markdown, problem, source, loud, about: about ?? null, handling, told: resolve });
    if (waiting === undefined) {
      this.#notices.set(key, job);
      this.#outbox.put(place.chatId, job);
    }
    return promise;
  }

  strip(message: MessageRef, copies: readonly CopiedText[] = []): Promise<void> {
    const order = { message, kept: keyboardOf(copies.map((copy) => [copy])) };
    return new Promise((resolve) => {
      this.#outbox.put(message.chatId, new StripJob(this.#deps, order, resolve));
    });
  }

  async edit(
    message: MessageRef,
    content: Content,
    buttons: readonly (readonly Button[])[] = [],
    options: Pick<SayOptions, 'about'> = {},
  ): Promise<void> {
    const { about = null } = options;
    const [text, ...rest] = this.#texts.content(content);
    if (text === undefined) return;
    if (about !== null) this.#deps.sent(message, about);
    await this.#edit({ message, text: () => text, keyboard: keyboardOf(buttons), patience: 'lasting' });
    const place = { chatId: message.chatId, threadId: null };
    if (rest.length > 0) await this.#send({ ...ordinary(place, message.messageId, rest), silent: true, about });
  }

  react(message: MessageRef, receipt: Receipt): void {
    if (this.reacts) this.#outbox.put(message.chatId, new ReactJob(this.#deps, { message, receipt }, this.#rest));
  }

  answerButton(buttonId: string, toast: string | null): Promise<void> {
    return this.#direct.answerButton(buttonId, toast);
  }

  isAdministrator(chatId: ChatId, userId: UserId): Promise<boolean | null> {
    return this.#direct.isAdministrator(chatId, userId);
  }

  setMenu(commands: readonly { readonly name: string; readonly description: string }[]): Promise<void> {
    return this.#direct.setMenu(commands);
  }

  #send(order: SendOrder): Promise<SendReport> {
    return new Promise((resolve) => {
      this.#outbox.put(order.place.chatId, new SendJob(this.#deps, order, resolve));
    });
  }

  #edit(order: EditOrder): Promise<void> {
    return new Promise((resolve) => {
      this.#outbox.put(order.message.chatId, new EditJob({ ...this.#deps, shown: this.#shown }, order, resolve));
    });
  }

  #delete(message: MessageRef): Promise<void> {
    this.#shown.forget(message);
    return new Promise((resolve) => {
      this.#outbox.put(message.chatId, new DeleteJob(this.#deps, message, resolve));
    });
  }
}

function noticeDeliveryOf(report: SendReport): ReturnType<ChatChannel['notice']> {
  if (report.trouble?.kind === 'closed') return Promise.resolve({ kind: 'closed' });
  return Promise.resolve(deliveryOf(report));
}

/** Never resolves if the outbox was closed before: what became of it is for the next process to find out. */
function deliveryOf({ sent, trouble }: SendReport): Delivery | Promise<never> {
  if (trouble?.kind === 'closed') return new Promise<never>(() => {});
  const [first = null] = sent;
  if (trouble?.kind === 'gone') return { ...trouble, kind: trouble.kind };
  if (first === null && trouble !== null) return { kind: 'gone', reason: trouble.reason, refused: true };
  return { kind: 'delivered', message: first };
}

function hasText({ text }: FormattedText): boolean {
  return text !== '';
}

function ordinary(place: Place, replyTo: MessageId | null, texts: readonly FormattedText[]): SendOrder {
  return { place, replyTo, texts, silent: false, keyboard: [], rank: 'send', about: null, retryForMs: SAY_RETRY_MS };
}

function ofRun(run: RunId): MessageSubject {
  return { kind: 'run', run };
}

function progressKeyboard(view: ProgressView): Keyboard {
  if (view.phase === 'stopping') return [];
  if (view.phase === 'queued' && view.waitsFor === 'question') {
    const tell = view.face.origin.kind === 'message' ? [[tellButton()]] : [];
    return [...keyboardOf([waitingButtons(), ...tell]), ...CANCEL];
  }
  return view.unasked === true ? [...ASK_AGAIN, ...CANCEL] : CANCEL;
}
