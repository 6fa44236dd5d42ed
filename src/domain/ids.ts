/** Telegram's chat id; negative for groups. */
export type ChatId = number;
/** Telegram's forum topic id inside a chat. */
export type ThreadId = number;
/** Telegram's message id, unique inside a chat. */
export type MessageId = number;
/** Telegram's user id. */
export type UserId = number;
/** An agent CLI, by the name that its table of the configuration has. */
export type EngineId = string;
/** A project's name in the configuration, in lower case. */
export type ProjectAlias = string;
/** A cron's or webhook's name in the configuration. */
export type TriggerId = string;
/** One run of an engine; twelve hexadecimal digits. */
export type RunId = string;
/** One row of the Inbox. */
export type RowId = number;

/** Where messages about something are posted. */
export interface Place {
  readonly chatId: ChatId;
  readonly threadId: ThreadId | null;
}

/** The identity of one message in a chat. */
export interface MessageRef {
  readonly chatId: ChatId;
  readonly messageId: MessageId;
}
