import type { FilesOrder, OutgoingFile } from '../../../application/ports/chat/files-order.js';
import { skippedFilesText } from '../../../application/wording/delivery/files-text.js';

/** One call: pictures to be seen, a document, or a text in place of a file or behind all of them. */
export type FileStep =
  | { readonly kind: 'photos' | 'document'; readonly files: readonly OutgoingFile[] }
  | { readonly kind: 'text'; readonly markdown: string };

/** Telegram's limits: pictures in one album, and the bytes of a picture (https://core.telegram.org/bots/api#sendphoto). */
const MOST_IN_ALBUM = 10;
const LARGEST_PHOTO_BYTES = 10_000_000;
/** What Telegram shows as a picture; of a GIF it would show the first frame. */
const PICTURE = /\.(?:jpe?g|png|webp)$/i;

/**
 * The calls by which files are sent: pictures first, then documents, then what was skipped. They follow from the order and
 * from how many files are done, so that another process goes on where this one ended.
 */
export class FileSteps {
  readonly #files: readonly OutgoingFile[];
  readonly #pictures: number;
  readonly #skipped: string | null;
  #done: number;
  /** Pictures before this one were refused as such. */
  #documentsUntil = 0;
  #instead: string | null = null;

  constructor(order: FilesOrder, done: number) {
    const { files, skipped, images } = order;
    const pictures = images === 'photo' ? files.filter(isPicture) : [];
    this.#files = [...pictures, ...files.filter((file) => !pictures.includes(file))];
    this.#pictures = pictures.length;
    this.#skipped = skipped.length === 0 ? null : skippedFilesText(order);
    this.#done = done;
  }

  /** What is to be done next; `null` when all is done. */
  next(): FileStep | null {
    if (this.#instead !== null) return { kind: 'text', markdown: this.#instead };
    const file = this.#files[this.#done];
    if (file === undefined) {
      const isLeft = this.#skipped !== null && this.#done === this.#files.length;
      return isLeft ? { kind: 'text', markdown: this.#skipped } : null;
    }
    if (this.#done >= this.#pictures || this.#done < this.#documentsUntil) return { kind: 'document', files: [file] };
    const end = Math.min(this.#pictures, this.#done + MOST_IN_ALBUM);
    return { kind: 'photos', files: this.#files.slice(this.#done, end) };
  }

  /** The step was taken; how many files are done now. */
  done(step: FileStep): number {
    this.#instead = null;
    this.#done += step.kind === 'text' ? 1 : step.files.length;
    return this.#done;
  }

  /** The step is not to be had: pictures become documents, a document becomes a text, and a text is left out. */
  refused(step: FileStep, insteadOf: (file: OutgoingFile) => string): void {
    const file = this.#files[this.#done];
    if (step.kind === 'photos') this.#documentsUntil = this.#done + step.files.length;
    else if (step.kind === 'document' && file !== undefined) this.#instead = insteadOf(file);
    else this.done(step);
  }
}

function isPicture({ name, bytes }: OutgoingFile): boolean {
  return PICTURE.test(name) && bytes <= LARGEST_PHOTO_BYTES;
}
