import type { SavedFile } from '../../../domain/chat/saved-file.js';
import type { ShownFiles } from '../../../domain/chat/shown-files.js';
import type { ChatId, EngineId, MessageId, MessageRef, RunId } from '../../../domain/ids.js';
import type { RunContext } from '../../../domain/project/context.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';
import type { ChatMove } from './chat-store.js';

/**
 * What a message of ours is about: a run, or work that no run has begun (what a trigger tells, what was missed); `null`
 * in such work leaves the choice to the chat. Plain JSON.
 */
export type MessageSubject =
  | { readonly kind: 'run'; readonly run: RunId }
  | {
      readonly kind: 'work';
      readonly engine: EngineId | null;
      readonly context: RunContext | null;
      readonly resume: ResumeToken | null;
      /** What was saved, for whoever replies with what is to be done with it. */
      readonly files?: readonly SavedFile[];
      /** Files that it shows. */
      readonly shown?: ShownFiles;
    };

/** The identity of a message for one bot: in private chats every bot counts for itself. */
export interface BotMessageRef extends MessageRef {
  /** The bot's user id. */
  readonly bot: number;
}

/** A message of ours that Telegram gave an id for; most are about nothing. */
export interface SentMessage extends BotMessageRef {
  readonly subject: MessageSubject | null;
}

/** What a message of ours stands for to whoever replies to it. */
export interface Standing {
  /** `null` if no run belongs to it; then `null` in the other fields says nothing. */
  readonly run: RunId | null;
  readonly engine: EngineId | null;
  /** `null` for a run without a project. */
  readonly context: RunContext | null;
  /** The conversation; `null` while it has no name, or where it is not to be continued. */
  readonly resume: ResumeToken | null;
  /** Files that it told of. */
  readonly files?: readonly SavedFile[];
  /** Files that it shows. */
  readonly shown?: ShownFiles;
}

/** Which messages our bots have sent and what they stand for. Durable; what becomes known of runs comes from `RunStore`. */
export interface MessageStore {
  /** Notes a message: the first one in its chat, and what it is about. */
  note(message: SentMessage): Promise<void>;
  /** What the message stands for; `null` if that was never noted, is forgotten, or is nothing. */
  find(message: BotMessageRef): Promise<Standing | null>;
  /** The first message that was noted in the chat, also after it was forgotten; `null` if none was. */
  firstIn(bot: number, chatId: ChatId): Promise<MessageId | null>;
  /** A chat has another id; where both had a message of one id, the one noted there stays. */
  moved(move: ChatMove): Promise<void>;
}
