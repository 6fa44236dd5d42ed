import type { RunRequest } from '../../../domain/accepted/run-request.js';
import type { Attachment, FileAttachment, FileKind, InboundMessage } from '../../../domain/chat/inbound.js';
import type { SavedFile } from '../../../domain/chat/saved-file.js';
import { filesNote } from '../../wording/chat/upload-text.js';

/** Files that are saved without a command; a voice message is words, and a sticker says nothing that a file would. */
const TAKEN: ReadonlySet<FileKind> = new Set(['animation', 'audio', 'document', 'photo', 'video', 'video-note']);

/** The files of a message that an agent can be given. */
export function filesOf({ attachments = [] }: Pick<InboundMessage, 'attachments'>): readonly FileAttachment[] {
  return attachments.filter(({ kind }) => TAKEN.has(kind));
}

/** Whether files come with it that have to be fetched, or may have to. */
export function bringsFiles(message: InboundMessage): boolean {
  return filesOf(message).length > 0 || (message.replyTo !== null && filesOf(message.replyTo).length > 0);
}

/** What came with a message and can't be given to any agent; `null` for nothing. */
export function withoutFiles({ attachment, attachments }: InboundMessage): Attachment | null {
  return attachments === undefined || filesOf({ attachments }).length === 0 ? attachment : null;
}

/** The message without its files, and without those of what it replies to. */
export function wordsAlone({ attachments: _files, replyTo, ...message }: InboundMessage): InboundMessage {
  const bare = { ...message, attachment: null, mediaGroup: null };
  if (replyTo === null) return { ...bare, replyTo };
  const { attachments: _replied, ...rest } = replyTo;
  return { ...bare, replyTo: rest };
}

/** The message with nothing but words in what it replies to, if the files of that are handed on as well. */
export function withFilesReplied(message: InboundMessage): InboundMessage {
  const { replyTo } = message;
  if (replyTo === null || replyTo.ours || filesOf(replyTo).length === 0) return message;
  const { attachment: _handed, ...words } = replyTo;
  return { ...message, replyTo: words };
}

/** The request with files that are here now, and the names of those that are not; its prompt says so. */
export function withFiles(
  request: RunRequest,
  files: readonly SavedFile[],
  missing: readonly string[] = [],
): RunRequest {
  if (files.length === 0 && missing.length === 0) return request;
  const note = filesNote(
    files.map(({ shown }) => shown),
    missing,
  );
  const prompt = request.prompt.trim() === '' ? note : `${request.prompt}\n\n${note}`;
  const absent = missing.length === 0 ? {} : { missingFiles: [...(request.missingFiles ?? []), ...missing] };
  return { ...request, prompt, attachments: [...(request.attachments ?? []), ...files], ...absent };
}
