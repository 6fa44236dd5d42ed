import type { FileAttachment, FileKind } from '../../../domain/chat/inbound.js';
import { type Fields, fieldsOf, integerOf, listOf, textOf } from './fields.js';

/** A member of a message that is a file, and what it is where Telegram doesn't say. An animation has a `document` too: the first match counts. */
const FILES: readonly (readonly [member: string, kind: FileKind, mime?: string])[] = [
  ['animation', 'animation', 'video/mp4'],
  ['voice', 'voice', 'audio/ogg'],
  ['document', 'document'],
  ['photo', 'photo', 'image/jpeg'],
  ['video', 'video', 'video/mp4'],
  ['video_note', 'video-note', 'video/mp4'],
  ['audio', 'audio', 'audio/mpeg'],
  ['sticker', 'sticker'],
];

/** The file that a message carries (https://core.telegram.org/bots/api#message); absent if there is none that can be fetched. */
export function fileAttachmentsIn(message: Fields): { readonly attachments?: readonly FileAttachment[] } {
  for (const [member, kind, mime] of FILES) {
    const value = message[member];
    if (value === undefined || value === null) continue;
    const file = Array.isArray(value) ? largest(value) : fieldsOf(value);
    const read = file === null ? null : fileAttachment(file, kind, mime ?? mimeOfSticker(kind, file));
    return read === null ? {} : { attachments: [read] };
  }
  return {};
}

function fileAttachment(file: Fields, kind: FileKind, usualMime: string | null): FileAttachment | null {
  const [fileId, uniqueId] = [textOf(file['file_id']), textOf(file['file_unique_id'])];
  if (!fileId || !uniqueId) return null;
  const mime = textOf(file['mime_type']) ?? usualMime;
  const [name, bytes, seconds] = [textOf(file['file_name']), amountOf(file['file_size']), amountOf(file['duration'])];
  return {
    kind,
    fileId,
    uniqueId,
    ...(name ? { name } : {}),
    ...(mime ? { mime } : {}),
    ...(bytes === null ? {} : { bytes }),
    ...(seconds === null ? {} : { seconds }),
  };
}

/** A photo comes in several sizes (https://core.telegram.org/bots/api#photosize). */
function largest(sizes: readonly unknown[]): Fields | null {
  const all = listOf(sizes)
    .map(fieldsOf)
    .filter((one) => one !== null);
  const weight = (one: Fields) => amountOf(one['file_size']) ?? 0;
  const area = (one: Fields) => (amountOf(one['width']) ?? 0) * (amountOf(one['height']) ?? 0);
  return all.toSorted((a, b) => weight(b) - weight(a) || area(b) - area(a))[0] ?? null;
}

function mimeOfSticker(kind: FileKind, file: Fields): string | null {
  if (kind !== 'sticker') return null;
  if (file['is_animated'] === true) return 'application/x-tgsticker';
  return file['is_video'] === true ? 'video/webm' : 'image/webp';
}

function amountOf(value: unknown): number | null {
  const amount = integerOf(value);
  return amount === null || amount < 0 ? null : amount;
}
