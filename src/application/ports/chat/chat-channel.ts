import type { CopiedText } from '../../../domain/chat/inbound.js';
import type { ModeMeaning } from '../../../domain/engine/permission.js';
import type { ChatId, EngineId, MessageId, MessageRef, Place, RunId, UserId } from '../../../domain/ids.js';
import type { RunContext } from '../../../domain/project/context.js';
import type { EngineProblem, LineCount, RunMeta, RunUsage, Todo } from '../../../domain/run/run-event.js';
import type { RunOrigin } from '../../../domain/run/run-origin.js';
import type { ActionState } from '../../../domain/run/run-state.js';
import type { ChatProblem } from '../../values/chat-problem.js';
import type { FilesOrder, OutgoingFile } from './files-order.js';
import type { MessageSubject } from './message-store.js';

/** What the header and the footer of a run's messages say. Plain JSON. */
export interface RunHeader {
  readonly run: RunId;
  readonly engine: EngineId;
  readonly context: RunContext | null;
  readonly origin: RunOrigin;
  readonly meta: RunMeta;
  /** What its mode comes to; absent where nobody knows. */
  readonly permission?: ModeMeaning;
  /** The command that goes on with the conversation; `null` while unknown or when it is not to be shown. */
  readonly resumeLine: string | null;
}

/** A run that is waiting or going on, as it stands now. */
export interface ProgressView {
  readonly face: RunHeader;
  /** `queued`: waits for its turn. `asking`: waits for a person. `stopping`: cancelled, its processes are being ended. */
  readonly phase: 'queued' | 'starting' | 'working' | 'asking' | 'stopping';
  /** What a queued run waits for: the end of the run before it, or a person who has to answer that one. Absent: `run`. */
  readonly waitsFor?: 'run' | 'question';
  readonly elapsedMs: number;
  readonly steps: number;
  /** Those that are to be shown, oldest first: what is open, and the latest that ended; without what subagents do. */
  readonly actions: readonly ActionState[];
  /** What the agent said last; Markdown, `null` before its first word. */
  readonly said?: string | null;
  /** What the agent means to do. */
  readonly todos?: readonly Todo[];
  /** Milliseconds of the clock that `ActionState.startedAt` is in, for the age of open actions. */
  readonly atMs: number;
  readonly verbose: boolean;
  /** A plan was approved so that edits and commands go unasked; goes with a button that ends it. */
  readonly unasked?: boolean;
  /** The program is to end, and waits for this run. */
  readonly draining?: boolean;
  /** What is said about how it was understood; plain text. */
  readonly remark?: string;
}

/**
 * A run that is over. `kept`: it had not begun and will be taken up after a restart. `interrupted`: it was cut by a
 * restart or a crash. Plain JSON: it is stored until it was delivered.
 */
export interface FinalView {
  readonly face: RunHeader;
  readonly status: 'done' | 'error' | 'cancelled' | 'interrupted' | 'kept';
  /** `null` when nobody knows any more. */
  readonly elapsedMs: number | null;
  readonly steps: number;
  /** The last actions, shown for `cancelled` and `interrupted`. */
  readonly actions: readonly ActionState[];
  /** Markdown; may be empty. */
  readonly answer: string;
  /** What the agent said on the way that is not in the answer and long enough to matter, oldest first; Markdown. */
  readonly earlier?: readonly string[];
  /** What the run was warned of, oldest first; a line each, plain text. */
  readonly warnings?: readonly string[];
  /** Whether a reply to it continues its conversation; absent where only `face.resumeLine` tells. */
  readonly resumable?: boolean;
  /** What the run changed in files. */
  readonly changes?: LineCount & { readonly files: number };
  readonly problem: EngineProblem | null;
  /** `null` when it is not to be shown. */
  readonly usage: RunUsage | null;
}

/** What pressing a button does: `danger` denies, stops or throws away, `success` allows or applies. Older clients show none. */
export type ButtonStyle = 'primary' | 'success' | 'danger';

/** A button that tells us of a press. `data` comes back in an `InboundButton`; at most 64 bytes of UTF-8. */
export interface PressButton {
  readonly label: string;
  readonly data: string;
  readonly style?: ButtonStyle;
}

/** A button under a message. */
export type Button = PressButton | CopiedText;

/** A file of text that is posted. */
export interface ChatFile {
  readonly name: string;
  readonly text: string;
}

/** A final answer on its way: where it goes and what it replaces. Plain JSON. */
export interface FinalOrder {
  readonly place: Place;
  /** The message it answers; sent without the reference if that is gone. */
  readonly replyTo: MessageId | null;
  /** The messages that asked for it, where reactions show how far it has come. */
  readonly askedIn?: readonly MessageId[];
  /** The progress message to be removed once the final is there. */
  readonly progress: MessageRef | null;
  readonly view: FinalView;
  /** Cut a long answer instead of splitting it. */
  readonly trim: boolean;
  /** `document`: a very long answer is its beginning and a file with all of it. Otherwise it is as many messages as it takes. */
  readonly longAnswers?: 'split' | 'document';
  /** Rows of buttons under the last message. */
  readonly buttons?: readonly (readonly Button[])[];
}

/**
 * Something to be told that can wait a little. At most one message: what is longer is cut, and says so; only what has
 * buttons stays whole, since somebody decides by it. Plain JSON.
 */
export interface NoticeOrder {
  readonly place: Place;
  readonly markdown: string;
  /** Who speaks, such as a trigger. Notices of one are told in order, and never keep those of another waiting for their turn. */
  readonly source?: string;
  /** What is wrong, told behind it. */
  readonly problem?: ChatProblem;
  /** Rings; most don't. */
  readonly loud?: boolean;
  /** Somebody waits for it, such as a question: it goes before what is only told. */
  readonly urgent?: boolean;
  /** One of many that say that all is well: in a flood, a message may stand for it that shows it when asked. */
  readonly foldable?: boolean;
  /** Is a message of its own, so that it can be edited. */
  readonly alone?: boolean;
  /** The message that it belongs to; looked at where it has buttons. */
  readonly replyTo?: MessageId | null;
  /** Rows of buttons; then it is a message of its own. */
  readonly buttons?: readonly (readonly Button[])[];
  /** What its message stands for; notices about different runs never share one. Nothing unless given. */
  readonly about?: MessageSubject;
}

/**
 * Is called when the channel begins to word or to send something, as often as it does; what it gives is called when that
 * is over, well or ill.
 */
export type Handling = () => () => void;

/** How far a final has come: what was sent by an earlier process, and who is told of each further message. */
export interface SendProgress {
  /** So many of its messages are there already. */
  readonly from: number;
  /** Another message is there; `count` with all before it. Awaited before the next one is sent. */
  sent(count: number): Promise<void>;
  readonly handling?: Handling;
}

/** How far the files of an order have come; each counts as one, those that were refused as well, and so does what was skipped. */
export interface FilesProgress extends SendProgress {
  /** Telegram gave an id for the file. Awaited before the next one is sent. */
  there(file: OutgoingFile): Promise<void>;
}

/** What is said: CommonMark (dynamic values escaped), or a problem, which is worded when it is sent. */
export type Content =
  | {
      readonly markdown: string;
      /** Written by somebody else, such as an agent: nothing in it can be tapped to give us an order. */
      readonly outside?: boolean;
      /** At most one message: what is longer is cut, and says so. */
      readonly brief?: boolean;
    }
  /** CommonMark texts, none of which can run into the next one; each is cut like a notice. */
  | { readonly notices: readonly string[] }
  | { readonly problem: ChatProblem };

/** How it is said. */
export interface SayOptions {
  readonly replyTo?: MessageId | null;
  /** Without sound. */
  readonly silent?: boolean;
  /** Rows of buttons. */
  readonly buttons?: readonly (readonly Button[])[];
  /** In a private chat, opens the field for a reply to it, which says this while it is empty; where there are no buttons. */
  readonly asks?: string;
  /** Posted behind it. */
  readonly file?: ChatFile;
  /** What the message stands for; nothing unless given. */
  readonly about?: MessageSubject;
}

/**
 * What became of something that had to be delivered. `message` is the first that was sent, `null` if an earlier process
 * had sent it. `gone`: nobody can be reached there any more (blocked, deleted), which may change; unless Telegram `refused` all
 * of it. `chatId`: the id that the chat has now, where it has another one.
 */
export type Delivery =
  | { readonly kind: 'delivered'; readonly message: MessageRef | null }
  | { readonly kind: 'gone'; readonly reason: string; readonly refused?: true; readonly chatId?: ChatId };

/** How far what a message asked for has come, as a reaction on it shows; `none` takes the reaction away. */
export type Receipt = 'accepted' | 'working' | 'asking' | 'done' | 'failed' | 'none';

/** The chats, as the application sees them. Nothing here throws: what can't be sent is retried, reported or logged. */
export interface ChatChannel {
  /** Posts a run's progress message, which stands for the run, silently, with a cancel button; resolves with its id, or `null` if it can't be posted. */
  open(place: Place, replyTo: MessageId | null, view: ProgressView): Promise<MessageRef | null>;
  /** Posts a run's progress message no more if it still waits for its turn; its `open` resolves with `null` then. */
  callOff(place: Place, run: RunId): void;
  /** Shows a newer state in a progress message. Newest wins: states that were overtaken are never sent. */
  update(message: MessageRef, view: ProgressView): void;
  /** Turns a progress message into its last state, without buttons (cancelled, interrupted, kept). */
  conclude(message: MessageRef, view: FinalView, handling?: Handling): Promise<void>;
  /**
   * Sends a final as new messages, each of which stands for its run, retrying until Telegram gave ids, and then removes the progress message; resolves
   * after both.
   */
  settle(order: FinalOrder, progress?: SendProgress): Promise<Delivery>;
  /** Sends files, whose messages all stand for `about`, retrying as `settle` does; resolves when each is there, or was refused and that was told. */
  sendFiles(order: FilesOrder, about: MessageSubject | null, progress: FilesProgress): Promise<Delivery>;
  /** Says something now: the answer to a command or a button. Resolves with the id, or `null` if it can't be sent. */
  say(place: Place, content: Content, options?: SayOptions): Promise<MessageRef | null>;
  /**
   * Tells something that can wait: joined with other notices to the chat, in order, none dropped. Retries until
   * Telegram gave an id; where there are buttons it is the id of the message that has them. `closed`: the bot was closed
   * before Telegram gave one; whoever comes after it may tell it.
   */
  notice(order: NoticeOrder, handling?: Handling): Promise<Delivery | { readonly kind: 'closed' }>;
  /** Takes the buttons of a message away, but for those that only copy a text. */
  strip(message: MessageRef, copies?: readonly CopiedText[]): Promise<void>;
  /** Replaces the text and the buttons of a message that `say` sent; with `about` it stands for that from now on. */
  edit(
    message: MessageRef,
    content: Content,
    buttons?: readonly (readonly Button[])[],
    options?: Pick<SayOptions, 'about'>,
  ): Promise<void>;
  /** Shows on a person's message how far it has come. The newest one counts; all of them may be lost, and none holds anything up. */
  react(message: MessageRef, receipt: Receipt): void;
  /** Ends the waiting state of a pressed button, with a short text or none. */
  answerButton(buttonId: string, toast: string | null): Promise<void>;
  /** Whether the user is an administrator of the group; `null` if Telegram doesn't say. */
  isAdministrator(chatId: ChatId, userId: UserId): Promise<boolean | null>;
  /** Sets the command menu. */
  setMenu(commands: readonly { readonly name: string; readonly description: string }[]): Promise<void>;
}
