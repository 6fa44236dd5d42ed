import type { FileAttachment, InboundMessage } from '../../../domain/chat/inbound.js';
import { parseSlashCommand } from '../../../domain/chat/slash-command.js';
import type { TelegramSettings } from '../../values/config/chat-settings.js';

/** A recording that came with a message. */
export interface RecordingSent extends FileAttachment {
  readonly kind: 'voice' | 'video-note' | 'audio';
}

/**
 * The recording in a message that is to be listened to; `null` for none. What is a file as well is one while nobody
 * listens, and what is too large to be listened to may still be a file. `isSaved`: somebody wants it as a file.
 */
export function recordingIn(
  message: InboundMessage,
  { voice, files }: TelegramSettings,
  isSaved = isSavedByCommand(message),
): RecordingSent | null {
  const found = message.attachments?.find(isRecording);
  if (found === undefined || message.transcript !== undefined) return null;
  if (isSaved) return null;
  if (found.kind === 'voice') return found;
  const isHeard = voice.enabled && !isTooLarge(found, voice.maxBytes);
  if (isHeard) return found;
  return files.enabled || (found.kind === 'audio' && !voice.enabled) ? null : found;
}

/** Whether its caption is the command that saves files. */
export function isSavedByCommand({ text, forwarded, transcript }: InboundMessage): boolean {
  return !forwarded && transcript === undefined && parseSlashCommand(text)?.name === 'file';
}

/** Whether it is known beforehand that it is larger than it may be. */
export function isTooLarge({ bytes }: FileAttachment, maxBytes: number): boolean {
  return bytes !== undefined && bytes > maxBytes;
}

function isRecording(file: FileAttachment): file is RecordingSent {
  return file.kind === 'voice' || file.kind === 'video-note' || file.kind === 'audio';
}
