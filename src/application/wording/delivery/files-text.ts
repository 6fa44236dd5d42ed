import type { FilesOrder, OutgoingFile } from '../../ports/chat/files-order.js';
import { counted } from '../text/counted.js';
import { codeSpan } from '../text/markdown.js';
import { shorten } from '../text/shorten.js';
import { sizeText } from '../text/size-text.js';

/** How many skipped files are named. */
const MOST_NAMED = 10;
/** Telegram's limit for a caption, in UTF-16 units (https://core.telegram.org/bots/api#inputmediaphoto). */
const LONGEST_CAPTION = 1_024;

/** Why a file can’t be sent whose copy somebody removed. */
export const COPY_GONE = 'its copy is not on disk any more';

/** That Telegram does not take a file, in its words. */
export function refusedReason(words: string): string {
  return `Telegram does not take it (${words})`;
}

/** What stands under a file; plain text. */
export function captionOf({ name, bytes, caption }: OutgoingFile): string {
  return shorten(caption ?? `📎 ${name} (${sizeText(bytes)})`, LONGEST_CAPTION);
}

/** What stands under an album; plain text. */
export function albumCaption(files: readonly OutgoingFile[]): string {
  return shorten(files.map(captionOf).join('\n'), LONGEST_CAPTION);
}

/** That a file was not sent, why, and where it is; Markdown. */
export function unsentFileText({ name, bytes, origin }: OutgoingFile, reason: string): string {
  const where = origin === undefined ? '' : ` It is still at ${codeSpan(origin.path)}.`;
  return `📎 ${codeSpan(name)} (${sizeText(bytes)}) was not sent: ${reason}.${where}`;
}

/** Which files were not sent, and why; Markdown. */
export function skippedFilesText({ skipped, keptIn }: Pick<FilesOrder, 'skipped' | 'keptIn'>): string {
  const named = skipped.slice(0, MOST_NAMED).map(({ name, reason }) => `- ${codeSpan(name)}: ${reason}`);
  const more = skipped.length > MOST_NAMED ? [`- and ${skipped.length - MOST_NAMED} more`] : [];
  const where = keptIn === undefined ? '' : `, kept in ${codeSpan(keptIn)}`;
  return [`📎 Not sent: ${counted(skipped.length, 'file')}${where}`, ...named, ...more].join('\n');
}
