import type { FileAttachment, InboundMessage } from '../../../src/domain/chat/inbound.js';
import type { TestWorld } from '../app.js';
import { VOICE_NOTE } from './voice-note.js';

/** What makes a message one that is spoken: its recording is put into the bot's hands. */
export function spoken(
  world: TestWorld,
  change: Partial<FileAttachment> = {},
): Pick<InboundMessage, 'attachment' | 'attachments'> {
  const fileId = change.fileId ?? `recording-${world.bot.files.files.size + 1}`;
  world.bot.files.files.set(fileId, VOICE_NOTE);
  const file: FileAttachment = {
    kind: 'voice',
    fileId,
    uniqueId: `unique-${fileId}`,
    bytes: VOICE_NOTE.length,
    seconds: 2,
    mime: 'audio/ogg',
    ...change,
  };
  return { attachment: file.kind, attachments: [file] };
}
