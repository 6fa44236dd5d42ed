import type { Secret } from '../../../domain/secret.js';
import type { ChatChannel } from './chat-channel.js';
import type { FileGate } from './file-gate.js';

/** The settings that make up a bot: its identity (`token`, `apiUrl`) and what can be changed while it runs. */
export interface ChatBotSlice {
  readonly token: Secret;
  readonly apiUrl: string;
  /** Messages a second to one group chat. */
  readonly groupChatRps: number;
  /** Whether reactions show how far messages have come. */
  readonly reactions: boolean;
}

/** How well the bot hears. */
export interface PollHealth {
  /** Wall-clock milliseconds; `null` for never. */
  readonly lastGoodPollAt: number | null;
  /** By the stopwatch (`Clock.monotonicMs`): the last good poll, or the beginning if there was none. */
  readonly quietSinceMs: number;
  /** Answers 409: somebody else polls with the same token. */
  readonly conflicts: number;
  /** The latest of them by the stopwatch; `null` for never. */
  readonly lastConflictMs: number | null;
  /** Polls that failed since the last good one. */
  readonly failures: number;
  /** The latest failure, in words; `null` when hearing. */
  readonly trouble: string | null;
  /**
   * Monotonic milliseconds by which the poll or the pause that is under way is over, well or badly; later than that, polling
   * is stuck. `null` while there is no polling.
   */
  readonly overdueAtMs: number | null;
}

/** A bot that is logged in: its name and its chats. */
export interface ChatBot {
  readonly id: number;
  /** Without `@`. */
  readonly username: string;
  readonly channel: ChatChannel;
  /** What people sent to it. */
  readonly files: FileGate;
  health(): PollHealth;
  /** How many messages, edits and deletions wait for Telegram or are on their way to it. */
  queued(): number;
  /** Resolves once the first poll after `activate` has been answered well. */
  readonly hearing: Promise<void>;
  /** Resolves when everything that was to be sent was sent or given up, at the latest after `timeoutMs`; whether it was. */
  flush(timeoutMs: number): Promise<boolean>;
  /** Sends nothing more; resolves when the calls under way have ended, a second later at the latest. What waited stays unanswered. */
  finish(): Promise<void>;
}
