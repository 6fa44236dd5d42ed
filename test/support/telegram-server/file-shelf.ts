/** A file that Telegram keeps. */
export interface KeptFile {
  readonly fileId: string;
  readonly uniqueId: string;
  /** What `getFile` answers as its path. */
  readonly path: string;
  readonly bytes: number;
  /** What its sender calls it; absent where Telegram knows no names, as for photos. */
  readonly name?: string;
  readonly mime?: string;
  /** Its content, from the beginning. */
  content(): Iterable<Uint8Array<ArrayBuffer>>;
}

/** What is known of a file that is put there; `content` is its bytes, its text, or how many bytes are made up for it. */
export interface NewFile {
  readonly content: Uint8Array<ArrayBuffer> | string | number;
  readonly name?: string;
  readonly mime?: string;
}

const PIECE = 65_536;

/** The files that people sent, by their ids (https://core.telegram.org/bots/api#getfile). */
export class FileShelf {
  readonly #files = new Map<string, KeptFile>();

  /** Puts a file there. */
  add({ content, name, mime }: NewFile): KeptFile {
    const number = this.#files.size + 1;
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const file: KeptFile = {
      fileId: `file-${number}`,
      uniqueId: `unique-${number}`,
      path: `documents/file_${number}`,
      bytes: typeof bytes === 'number' ? bytes : bytes.length,
      ...(name === undefined ? {} : { name }),
      ...(mime === undefined ? {} : { mime }),
      content: () => (typeof bytes === 'number' ? madeUp(bytes) : [bytes]),
    };
    this.#files.set(file.fileId, file);
    return file;
  }

  /** The file with the id; `undefined` if there is none. */
  find(fileId: string): KeptFile | undefined {
    return this.#files.get(fileId);
  }

  /** The file at the path. */
  at(path: string): KeptFile | undefined {
    return [...this.#files.values()].find((file) => file.path === path);
  }
}

function* madeUp(bytes: number): Generator<Uint8Array<ArrayBuffer>> {
  for (let left = bytes; left > 0; left -= PIECE) yield new Uint8Array(Math.min(PIECE, left)).fill(65 + (left % 26));
}

/** The members of a message that is the file (https://core.telegram.org/bots/api#message). */
export function wireFile(kind: FileMember, { fileId, uniqueId, bytes, name, mime }: KeptFile): Record<string, unknown> {
  const file = {
    file_id: fileId,
    file_unique_id: uniqueId,
    file_size: bytes,
    ...(name === undefined ? {} : { file_name: name }),
    ...(mime === undefined ? {} : { mime_type: mime }),
  };
  switch (kind) {
    case 'photo': {
      const small = { file_id: `${fileId}-small`, file_unique_id: `${uniqueId}-small`, file_size: 1 };
      return {
        photo: [
          { ...small, width: 90, height: 60 },
          { ...file, width: 900, height: 600 },
        ],
      };
    }
    case 'animation':
      return { animation: file, document: file };
    case 'document':
      return { document: file };
    default:
      return { [kind]: { ...file, duration: 3 } };
  }
}

/** Members of a message that are files. */
export type FileMember = 'document' | 'photo' | 'video' | 'video_note' | 'animation' | 'audio' | 'voice' | 'sticker';
