import { finalMessages } from '../../../src/adapters/telegram/final-messages.js';
import type {
  Button,
  ButtonStyle,
  ChatChannel,
  ChatFile,
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
} from '../../../src/application/ports/chat/chat-channel.js';
import type { FilesOrder, OutgoingFile } from '../../../src/application/ports/chat/files-order.js';
import type { MessageSubject } from '../../../src/application/ports/chat/message-store.js';
import { captionOf, skippedFilesText } from '../../../src/application/wording/delivery/files-text.js';
import type { StagedFile } from '../../../src/domain/accepted/stored-delivery.js';
import type { CopiedText } from '../../../src/domain/chat/inbound.js';
import type { ChatId, MessageId, MessageRef, Place, RunId, UserId } from '../../../src/domain/ids.js';
import { Waiting } from '../telegram-server/waiting.js';
import { plainChatTexts } from './plain-chat-texts.js';

/** A button as people see it; one that only copies has no data. */
export interface FakeButton {
  readonly label: string;
  readonly data: string;
  readonly style?: ButtonStyle;
  /** What it copies. */
  readonly copy?: string;
}

/** A message that the application posted. */
export interface FakeMessage {
  readonly ref: MessageRef;
  readonly place: Place;
  readonly kind: 'progress' | 'final' | 'files' | 'said' | 'notice';
  readonly replyTo: MessageId | null;
  readonly silent: boolean;
  /** The file that it is, if it is one. */
  readonly file?: ChatFile;
  /** The staged file that it is, if it is one. */
  readonly staged?: StagedFile;
  /** What it shows, in the words of `plainChatTexts`. */
  text: string;
  /** What it stands for. */
  readonly about: MessageSubject | null;
  /** What a progress message or a final was made of. */
  view: ProgressView | FinalView | null;
  buttons: readonly (readonly FakeButton[])[];
  /** How often it was changed. */
  edits: number;
  removed: boolean;
}

const CANCEL: FakeMessage['buttons'] = [[{ label: 'Cancel', data: 'untether:cancel', style: 'danger' }]];

const WAITING: FakeMessage['buttons'] = [
  [
    { label: 'Show it', data: 'untether:show-question' },
    { label: 'Deny it and continue', data: 'untether:deny-question' },
  ],
];

function progressButtons(view: ProgressView): FakeMessage['buttons'] {
  if (view.phase === 'stopping') return [];
  if (view.phase === 'queued' && view.waitsFor === 'question') {
    const isWritten = view.face.origin.kind === 'message';
    const tell = isWritten ? [[{ label: 'Tell the agent this', data: 'untether:tell-question' }]] : [];
    return [...WAITING, ...tell, ...CANCEL];
  }
  return view.unasked === true ? [[{ label: 'ask again', data: 'untether:ask-again' }], ...CANCEL] : CANCEL;
}

/** Chats in memory: everything is delivered at once, unless a test says otherwise. */
export class FakeChatChannel implements ChatChannel {
  /** Every message that ever was, oldest first. */
  readonly messages: FakeMessage[] = [];
  /** Toasts by button id; `null` for an answer without one. */
  readonly answered = new Map<string, string | null>();
  /** Administrators by chat; a chat that isn't there is one of which Telegram says nothing. */
  readonly administrators = new Map<ChatId, Set<UserId>>();
  /** Is told of every message. */
  onPosted: (message: MessageRef, about: MessageSubject | null) => void = () => undefined;
  /** What was shown on each message. */
  readonly receipts = new Map<string, readonly Receipt[]>();
  /** Texts that never come back from being sent: what is being done with them ends the process. */
  readonly deadly = new Set<string>();
  /** Chats in which nobody can be reached. */
  readonly gone = new Set<ChatId>();
  /** Every order of files that came. */
  readonly filesOrders: FilesOrder[] = [];
  menu: readonly { readonly name: string; readonly description: string }[] = [];
  readonly #waiting = new Waiting();
  #lastId = 1_000;
  #up: Promise<void> = Promise.resolve();
  /** Runs whose progress messages are to be posted. */
  readonly #opening = new Set<RunId>();
  #resume: () => void = () => {};

  /** The id of the next message, whoever sends it. */
  nextId(): MessageId {
    return ++this.#lastId;
  }

  /** The messages that are there, of one chat or of all. */
  visible(chatId?: ChatId): readonly FakeMessage[] {
    return this.messages.filter((one) => !one.removed && (chatId === undefined || one.ref.chatId === chatId));
  }

  /** The messages of a kind that are there. */
  of(kind: FakeMessage['kind']): readonly FakeMessage[] {
    return this.visible().filter((message) => message.kind === kind);
  }

  /** Resolves with the first value of `look` that is neither `false`, `null` nor `undefined`. */
  waitFor<T>(look: () => T, timeoutMs = 120_000): Promise<Exclude<T, false | null | undefined>> {
    return this.#waiting.for(look, timeoutMs);
  }

  /** From now on nothing gets through; what is sent waits. */
  cut(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    [this.#up, this.#resume] = [promise, resolve];
  }

  /** What waits gets through. */
  mend(): void {
    this.#resume();
  }

  async open(place: Place, replyTo: MessageId | null, view: ProgressView): Promise<MessageRef | null> {
    const { run } = view.face;
    this.#opening.add(run);
    await this.#up;
    if (!this.#opening.delete(run)) return null;
    const { text } = plainChatTexts.progress(view);
    const about = ofRun(view.face.run);
    const buttons = progressButtons(view);
    return this.#post({ place, kind: 'progress', replyTo, silent: true, text, view, buttons, about });
  }

  callOff(_place: Place, run: RunId): void {
    this.#opening.delete(run);
  }

  update(message: MessageRef, view: ProgressView): void {
    this.#change(message, plainChatTexts.progress(view).text, progressButtons(view), view);
  }

  async conclude(message: MessageRef, view: FinalView, handling?: Handling): Promise<void> {
    await this.#up;
    const { text = '' } = plainChatTexts.final(view, { trim: true })[0] ?? {};
    await this.#handle(text, handling);
    this.#change(message, text, [], view);
  }

  async settle(order: FinalOrder, progress?: SendProgress): Promise<Delivery> {
    await this.#up;
    const { place, replyTo, view, buttons = [] } = order;
    const { texts, file } = finalMessages(plainChatTexts, order);
    const about = ofRun(view.face.run);
    let first: MessageRef | null = null;
    for (const [index, { text }] of texts.entries()) {
      if (index < (progress?.from ?? 0)) continue;
      await this.#handle(text, progress?.handling);
      const last = index === texts.length - 1;
      const rows = last ? seen(buttons) : [];
      const ref = this.#post({ place, kind: 'final', replyTo, silent: index > 0, text, view, buttons: rows, about });
      if (ref === null) return { kind: 'gone', reason: 'nobody can be reached there' };
      first ??= ref;
      await progress?.sent(index + 1);
    }
    if (file !== undefined && (progress?.from ?? 0) <= texts.length) {
      const ref = this.#post({
        place,
        kind: 'final',
        replyTo,
        silent: true,
        text: `📎 ${file.name}`,
        file,
        view,
        buttons: [],
        about,
      });
      if (ref === null) return { kind: 'gone', reason: 'nobody can be reached there' };
      await progress?.sent(texts.length + 1);
    }
    if (order.progress !== null) this.#remove(order.progress);
    return { kind: 'delivered', message: first };
  }

  async sendFiles(order: FilesOrder, about: MessageSubject | null, progress: FilesProgress): Promise<Delivery> {
    await this.#up;
    this.filesOrders.push(order);
    const { place, replyTo, files } = order;
    const posted = { place, kind: 'files' as const, replyTo, silent: true, view: null, buttons: [], about };
    let first: MessageRef | null = null;
    const post = async (text: string, count: number, file?: OutgoingFile): Promise<boolean> => {
      await this.#handle(text, progress.handling);
      const ref = this.#post({ ...posted, text, ...(file === undefined ? {} : { staged: file.staged }) });
      if (ref === null) return false;
      first ??= ref;
      if (file !== undefined) await progress.there(file);
      await progress.sent(count);
      return true;
    };
    const gone: Delivery = { kind: 'gone', reason: 'nobody can be reached there' };
    for (const [index, file] of files.entries()) {
      if (index >= progress.from && !(await post(captionOf(file), index + 1, file))) return gone;
    }
    const isLeft = order.skipped.length > 0 && progress.from <= files.length;
    if (isLeft && !(await post(skippedFilesText(order), files.length + 1))) return gone;
    return { kind: 'delivered', message: first };
  }

  async say(place: Place, content: Content, options: SayOptions = {}): Promise<MessageRef | null> {
    await this.#up;
    const { replyTo = null, silent = false, buttons = [], about = null } = options;
    const texts = plainChatTexts.content(content);
    const refs = texts.map(({ text }, index) => {
      const last = index === texts.length - 1;
      const rest = { text, view: null, buttons: last ? seen(buttons) : [], about };
      return this.#post({ place, kind: 'said', replyTo, silent: silent || index > 0, ...rest });
    });
    if (options.file !== undefined) {
      const { file } = options;
      this.#post({
        place,
        kind: 'said',
        replyTo,
        silent: true,
        text: `📎 ${file.name}`,
        file,
        view: null,
        buttons: [],
        about,
      });
    }
    return (buttons.length > 0 ? refs.at(-1) : refs[0]) ?? null;
  }

  async notice(order: NoticeOrder, handling?: Handling): Promise<Delivery> {
    await this.#up;
    await this.#handle(order.markdown, handling);
    const { place, markdown, problem, loud = false, replyTo = null, buttons = [], about = null } = order;
    const brief = plainChatTexts.notice(markdown, problem);
    const parts = buttons.length === 0 ? [brief] : plainChatTexts.content({ markdown });
    const refs = parts.map((part, index) => {
      const rows = index === parts.length - 1 ? seen(buttons) : [];
      const silent = !loud || index > 0;
      return this.#post({ place, kind: 'notice', replyTo, silent, text: part.text, view: null, buttons: rows, about });
    });
    const message = (buttons.length > 0 ? refs.at(-1) : refs[0]) ?? null;
    return message === null ? { kind: 'gone', reason: 'nobody can be reached there' } : { kind: 'delivered', message };
  }

  async strip(message: MessageRef, copies: readonly CopiedText[] = []): Promise<void> {
    const found = this.#find(message);
    if (found !== undefined) Object.assign(found, { buttons: seen(copies.map((copy) => [copy])) });
    this.#waiting.changed();
  }

  async edit(
    message: MessageRef,
    content: Content,
    buttons: readonly (readonly Button[])[] = [],
    options: Pick<SayOptions, 'about'> = {},
  ): Promise<void> {
    if (options.about !== undefined) this.onPosted(message, options.about);
    await this.#up;
    this.#change(message, plainChatTexts.content(content)[0]?.text ?? '', seen(buttons), null);
  }

  react(message: MessageRef, receipt: Receipt): void {
    this.receipts.set(`${message.chatId}:${message.messageId}`, [...this.receiptsOn(message), receipt]);
    this.#waiting.changed();
  }

  /** What was shown on a message, oldest first. */
  receiptsOn({ chatId, messageId }: MessageRef): readonly Receipt[] {
    return this.receipts.get(`${chatId}:${messageId}`) ?? [];
  }

  async answerButton(buttonId: string, toast: string | null): Promise<void> {
    this.answered.set(buttonId, toast);
    this.#waiting.changed();
  }

  async isAdministrator(chatId: ChatId, userId: UserId): Promise<boolean | null> {
    return this.administrators.get(chatId)?.has(userId) ?? null;
  }

  async setMenu(commands: readonly { readonly name: string; readonly description: string }[]): Promise<void> {
    this.menu = commands;
    this.#waiting.changed();
  }

  /** What is deadly stays in hand for ever. */
  async #handle(text: string, handling: Handling | undefined): Promise<void> {
    const end = handling?.();
    if ([...this.deadly].some((one) => text.includes(one))) await new Promise(() => undefined);
    end?.();
  }

  #post(message: Omit<FakeMessage, 'ref' | 'edits' | 'removed'>): MessageRef | null {
    const { chatId } = message.place;
    if (this.gone.has(chatId)) return null;
    const ref = { chatId, messageId: this.nextId() };
    const known = this.messages.every((one) => one.ref.messageId !== message.replyTo || !one.removed);
    this.messages.push({ ...message, replyTo: known ? message.replyTo : null, ref, edits: 0, removed: false });
    this.onPosted(ref, message.about);
    this.#waiting.changed();
    return ref;
  }

  #change(ref: MessageRef, text: string, buttons: FakeMessage['buttons'], view: FakeMessage['view']): void {
    const message = this.#find(ref);
    if (message === undefined) return;
    Object.assign(message, { text, buttons, view: view ?? message.view, edits: message.edits + 1 });
    this.#waiting.changed();
  }

  #remove(ref: MessageRef): void {
    const message = this.#find(ref);
    if (message !== undefined) message.removed = true;
    this.#waiting.changed();
  }

  #find(ref: MessageRef): FakeMessage | undefined {
    return this.visible(ref.chatId).find((message) => message.ref.messageId === ref.messageId);
  }
}

function seen(buttons: readonly (readonly Button[])[]): FakeMessage['buttons'] {
  return buttons.map((row) => row.map((button) => ({ data: '', ...button })));
}

function ofRun(run: RunId): MessageSubject {
  return { kind: 'run', run };
}
