import { constants, type FileHandle, open } from 'node:fs/promises';
import type { FileProblem, FileRules, OpenedFile } from '../../application/ports/system/file-vault.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { fileFailure } from './file-failure.js';
import type { FoundPlace } from './find-place.js';
import { HeldDirectory } from './held-directory.js';

const JUST_READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
/** How much is read at a time, in bytes. */
const PIECE = 65_536;

/** Opens the regular file at a place, of whose size and kind the descriptor itself is asked. */
export async function openFile(
  { path, place: { directory, missing, name } }: FoundPlace,
  maxBytes: number,
  { onlySoleNames }: Pick<FileRules, 'onlySoleNames'>,
): Promise<Result<OpenedFile, FileProblem>> {
  if (missing.length > 0) return fail({ kind: 'missing', path });
  let file: FileHandle | null = null;
  let isKept = false;
  try {
    await using held = await HeldDirectory.open(directory);
    if (held === null) return fail({ kind: 'moved', path });
    file = await open(held.at(name), JUST_READ);
    const state = await file.stat();
    if (!state.isFile()) return fail({ kind: 'not-a-file', path });
    if (onlySoleNames === true && state.nlink > 1) return fail({ kind: 'several-names', path });
    if (state.size > maxBytes) return fail({ kind: 'too-large', path, maxBytes });
    isKept = true;
    return ok(new DiskFile(file, name, state.size));
  } catch (error) {
    return fail(fileFailure(error, path));
  } finally {
    if (!isKept) await file?.close();
  }
}

class DiskFile implements OpenedFile {
  readonly name: string;
  readonly bytes: number;
  readonly content: AsyncIterable<Uint8Array>;
  readonly #file: FileHandle;

  constructor(file: FileHandle, name: string, bytes: number) {
    this.#file = file;
    this.name = name;
    this.bytes = bytes;
    this.content = contentOf(file, bytes);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#file.close();
  }
}

async function* contentOf(file: FileHandle, bytes: number): AsyncIterable<Uint8Array> {
  try {
    for (let left = bytes; left > 0; ) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, left));
      const { bytesRead } = await file.read(piece, 0, piece.length, null);
      if (bytesRead === 0) return;
      left -= bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
