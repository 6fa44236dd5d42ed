import type { FileAttachment } from '../../../domain/chat/inbound.js';
import { pathSegment } from '../../triggers/files/path-segment.js';

/** What media types are called at the end of a name; the common ones of what Telegram sends without a name. */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/x-tgsticker': 'tgs',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'text/plain': 'txt',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
};

/** The name that a file gets on this machine: one part of a path that leads nowhere else, whatever its sender called it. */
export function uploadName({ kind, name, mime }: FileAttachment, sentAt: number): string {
  if (name !== undefined) return pathSegment(name);
  const stamp = new Date(sentAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_');
  return `${kind}_${stamp}.${ENDINGS[mime ?? ''] ?? 'bin'}`;
}
