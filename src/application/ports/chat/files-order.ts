import type { StagedFile } from '../../../domain/accepted/stored-delivery.js';
import type { MessageId, Place } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { HandOut } from '../../../domain/run/hand-out.js';

/** A file as it lay somewhere when it was staged; told apart from one that took its place later. Plain JSON. */
export interface FileOrigin {
  /** Absolute. */
  readonly path: string;
  /** What tells this file, with this content, from any other. */
  readonly identity: string;
  /** The directory that goes with its last file, and those in it; absolute. */
  readonly within: string;
}

/** A file on its way to a chat. Plain JSON. */
export interface OutgoingFile {
  /** Its content, a copy of our own. */
  readonly staged: StagedFile;
  /** As people see it; no path. */
  readonly name: string;
  readonly bytes: number;
  /** Plain text; its name and size unless given. */
  readonly caption?: string;
  /** What is deleted once Telegram gave an id for it; nothing unless given. */
  readonly origin?: FileOrigin;
}

/** A file that is not sent, and why, as the end of a sentence. Plain JSON. */
export interface SkippedFile {
  readonly name: string;
  readonly reason: string;
}

/** Files on their way: where they go, and what stays behind. Plain JSON: it is stored until it was delivered. */
export interface FilesOrder {
  readonly place: Place;
  /** The message that they answer; sent without the reference if that is gone. */
  readonly replyTo: MessageId | null;
  readonly files: readonly OutgoingFile[];
  /** Told behind the files, in one silent message. */
  readonly skipped: readonly SkippedFile[];
  /** Where those are; relative to where the run works. */
  readonly keptIn?: string;
  /** `photo`: pictures are sent to be seen, several as an album; one that Telegram doesn't take as such is a document. */
  readonly images: 'photo' | 'document';
}

/** What a run left in its outbox, which nobody has looked at yet: it is sent behind the answer. Plain JSON. */
export interface OutboxOrder {
  readonly place: Place;
  readonly replyTo: MessageId | null;
  /** In which the run worked; absolute. */
  readonly directory: string;
  /** Files that lie in the outbox itself are its own if they were changed since; `null` if they may be another run’s. */
  readonly looseSince: Instant | null;
  /** The identities of those that were taken before. */
  readonly taken: readonly string[];
  readonly handOut: HandOut;
}
