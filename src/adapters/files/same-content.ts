import { constants, type FileHandle, open } from 'node:fs/promises';

const PIECE = 65_536;

/** Whether two paths are regular files, not links, that hold the same bytes; what can't be read is not the same. */
export async function haveSameContent(one: string, other: string): Promise<boolean> {
  try {
    await using first = await openPlain(one);
    await using second = await openPlain(other);
    const [a, b] = [await first.stat(), await second.stat()];
    if (!a.isFile() || !b.isFile() || a.size !== b.size) return false;
    const [left, right] = [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)];
    for (let at = 0; at < a.size; at += PIECE) {
      if (!(await pieceOf(first, left, at)).equals(await pieceOf(second, right, at))) return false;
    }
    return true;
  } catch {
    return false;
  }
}

function openPlain(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
}

async function pieceOf(file: FileHandle, buffer: Buffer, position: number): Promise<Buffer> {
  const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
  return buffer.subarray(0, bytesRead);
}
