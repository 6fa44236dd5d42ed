/** A button under a message; one that only copies has no data. */
export interface LoggedButton {
  readonly text: string;
  readonly data: string;
  readonly style?: string;
  /** What it copies. */
  readonly copy?: string;
}

/** A file as it arrived. */
export interface UploadedFile {
  readonly name: string;
  readonly text: string;
  readonly bytes: number;
  /** The SHA-256 of its content, in hexadecimal. */
  readonly digest: string;
}

/** A style of a range, in UTF-16 units. */
export interface LoggedEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
}

/** What a message showed from one moment on. */
export interface Shown {
  readonly atMs: number;
  readonly text: string;
  readonly entities: readonly LoggedEntity[];
  readonly buttons: readonly (readonly LoggedButton[])[];
}

/** A message in a chat, with all that it ever showed. */
export interface LoggedMessage {
  readonly chatId: number;
  readonly messageId: number;
  readonly threadId: number | null;
  /** The author's user id. */
  readonly from: number;
  readonly fromBot: boolean;
  readonly replyTo: number | null;
  readonly silent: boolean;
  /** What the field says that it opens for a reply, if it does. */
  readonly asks?: string;
  /** The file that it is, if it is one. */
  readonly document?: UploadedFile;
  /** The members of the Bot API's `Message` that its content is beside words, if a person sent any. */
  readonly media?: Readonly<Record<string, unknown>>;
  /** The picture that it is, if it is shown as one. */
  readonly photo?: UploadedFile;
  /** The album that it belongs to. */
  readonly mediaGroup?: string;
  readonly sentAtMs: number;
  /** First what was sent, then each edit. */
  readonly history: readonly [Shown, ...Shown[]];
  /** The latest of `history`. */
  readonly now: Shown;
  /** Every reaction of a bot on it, oldest first; `null` where one was taken away. */
  readonly reactions: readonly (string | null)[];
  /** `null` while it is there. */
  readonly deletedAtMs: number | null;
}

/** What is known when a message is added. */
export type NewMessage = Pick<
  LoggedMessage,
  'threadId' | 'from' | 'fromBot' | 'replyTo' | 'silent' | 'asks' | 'document' | 'photo' | 'mediaGroup' | 'media'
> &
  Omit<Shown, 'atMs'>;

/** All messages of one chat, the deleted ones included. */
export class ChatLog {
  readonly chatId: number;
  readonly #now: () => number;
  #messages: LoggedMessage[] = [];
  #lastId = 0;

  constructor(chatId: number, now: () => number) {
    this.chatId = chatId;
    this.#now = now;
  }

  /** Every message that ever was, oldest first. */
  get all(): readonly LoggedMessage[] {
    return this.#messages;
  }

  /** The messages that are there, oldest first. */
  get visible(): readonly LoggedMessage[] {
    return this.#messages.filter((message) => message.deletedAtMs === null);
  }

  /** The message with the id if it is there. */
  find(messageId: number): LoggedMessage | undefined {
    return this.visible.find((message) => message.messageId === messageId);
  }

  /** Uses up an id, as a service message does. */
  skipId(): number {
    return ++this.#lastId;
  }

  add(message: NewMessage): LoggedMessage {
    const { text, entities, buttons, ...rest } = message;
    const atMs = this.#now();
    const shown = { atMs, text, entities, buttons };
    const place = { chatId: this.chatId, messageId: this.skipId(), sentAtMs: atMs, reactions: [], deletedAtMs: null };
    const added: LoggedMessage = { ...rest, ...place, history: [shown], now: shown };
    this.#messages.push(added);
    return added;
  }

  edit(messageId: number, shown: Omit<Shown, 'atMs'>): void {
    const now = { atMs: this.#now(), ...shown };
    this.#change(messageId, (message) => ({ ...message, history: [...message.history, now], now }));
  }

  delete(messageId: number): void {
    this.#change(messageId, (message) => ({ ...message, deletedAtMs: this.#now() }));
  }

  react(messageId: number, emoji: string | null): void {
    this.#change(messageId, (message) => ({ ...message, reactions: [...message.reactions, emoji] }));
  }

  #change(messageId: number, change: (message: LoggedMessage) => LoggedMessage): void {
    this.#messages = this.#messages.map((message) => (message.messageId === messageId ? change(message) : message));
  }
}
