import type { ByteCodec } from '../../../ports/system/byte-codec.js';
import type { OpenedFile } from '../../../ports/system/file-vault.js';
import { shortened } from '../../../wording/text/excerpt.js';

/** The beginning of a file, as people may look at it. */
export interface FilePreview {
  readonly kind: 'text' | 'binary' | 'empty';
  /** Its first lines. */
  readonly text: string;
  /** Whether there is more of it. */
  readonly isCut: boolean;
}

/** So much of a file is read. */
const MOST_BYTES = 16_384;
const MOST_LINES = 25;
const MOST_CHARACTERS = 2_000;
/** What is longer is the end of a line that nobody reads on a phone. */
const LONGEST_LINE = 300;

/** Reads the beginning of a file, and gives it back. */
export async function previewOf(file: OpenedFile, codec: Pick<ByteCodec, 'decode'>): Promise<FilePreview> {
  await using opened = file;
  const pieces: number[] = [];
  for await (const piece of opened.content) {
    pieces.push(...piece.subarray(0, MOST_BYTES - pieces.length));
    if (pieces.length >= MOST_BYTES) break;
  }
  const bytes = Uint8Array.from(pieces);
  if (bytes.length === 0) return { kind: 'empty', text: '', isCut: false };
  const text = codec.decode(bytes);
  if (isBinary(text)) return { kind: 'binary', text: '', isCut: false };
  const isAll = bytes.length === opened.bytes;
  const whole = (isAll ? text : text.replace(/\uFFFD+$/, '')).replaceAll(/\r\n?/g, '\n').trimEnd();
  const shown = firstLines(whole);
  return { kind: 'text', text: shown, isCut: shown !== whole || !isAll };
}

/** Bytes that no text has, or many that are no UTF-8. */
function isBinary(text: string): boolean {
  const strange = text.match(/\uFFFD/g)?.length ?? 0;
  return text.includes('\0') || strange > 3 + text.length / 100;
}

function firstLines(text: string): string {
  const kept: string[] = [];
  let left = MOST_CHARACTERS;
  for (const line of text.split('\n', MOST_LINES)) {
    const short = shortened(line, LONGEST_LINE);
    left -= short.length + 1;
    if (left < 0) break;
    kept.push(short);
  }
  return kept.join('\n');
}
