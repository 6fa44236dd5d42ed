import type { RunRequest } from '../../../domain/accepted/run-request.js';
import type { MessageRef, RunId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { Unreadable } from '../../../domain/ports/inbox.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';
import type { RunHeader } from '../chat/chat-channel.js';

/** A run that waits or goes on, and what is needed to tell of it, or to begin it once more, if we die. Plain JSON. */
export interface OpenRun {
  readonly run: RunId;
  /** With the Inbox rows that it answers. */
  readonly request: RunRequest;
  readonly face: RunHeader;
  /** Its progress message, once that has an id. */
  readonly message: MessageRef | null;
  /** Its conversation, once that is known. */
  readonly resume: ResumeToken | null;
  /** What its agent said that would be lost with us, oldest first, as far as it was kept; Markdown. */
  readonly said: readonly string[];
  /** Whether its effects may have started. */
  readonly begun: boolean;
  readonly openedAt: Instant;
}

/** A run of which nothing else is known yet. */
export type PlannedRun = Omit<OpenRun, 'message' | 'resume' | 'said' | 'begun'>;

/** A run that is open, and of which nothing is known that this version understands. */
export interface UnreadableRun extends Unreadable {
  readonly run: RunId;
  readonly openedAt: Instant;
}

/**
 * The runs that are not over. Durable; `Outbox.park` takes a run out together with storing what is told of its end. Its
 * engine, context and conversation stay known for those who reply to its messages, as long as the history of runs.
 */
export interface RunStore {
  /** A run was planned. */
  open(run: PlannedRun): Promise<void>;
  /** It is asked for in other words; nothing happens if the run is over already. */
  reword(run: RunId, prompt: string): Promise<void>;
  /** Its progress message has an id; nothing happens if the run is over already. */
  shown(run: RunId, message: MessageRef): Promise<void>;
  /** Its conversation is known, and with it what its messages say. */
  named(run: RunId, resume: ResumeToken, face: RunHeader): Promise<void>;
  /** Keeps what its agent said, in place of what was kept of that before; nothing happens if the run is over already. */
  keepSaid(run: RunId, texts: readonly string[]): Promise<void>;
  /** Its conversation is not to be continued. */
  lost(run: RunId): Promise<void>;
  /** The conversation of a run, also after its end; `null` if it has none or is forgotten. */
  conversationOf(run: RunId): Promise<ResumeToken | null>;
  /** Marks the run, and the Inbox rows that it answers, as begun; both or neither. */
  begin(run: RunId): Promise<void>;
  /** Those that are open and can be read, oldest first. */
  list(): Promise<readonly OpenRun[]>;
  /** Those that can't be read, oldest first; to be closed by whoever tells of them. */
  unreadable(): Promise<readonly UnreadableRun[]>;
}
