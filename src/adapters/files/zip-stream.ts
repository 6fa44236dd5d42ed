import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { OpenedFile } from '../../application/ports/system/file-vault.js';
import type { Instant } from '../../domain/ports/clock.js';

/** What is to be put into an archive. */
export interface ZipMember {
  readonly path: string;
  /** In the archive. */
  readonly name: string;
  /** When it was last changed. */
  readonly at: Instant;
}

/** An archive of files that are opened one after the other, each in its turn; `null` leaves one out. */
export async function* zipStream(
  members: readonly ZipMember[],
  open: (member: ZipMember) => Promise<OpenedFile | null>,
): AsyncIterable<Uint8Array> {
  const archive = new ZipFile();
  const output = archive.outputStream as Readable;
  const over = new AbortController();
  archive.on('error', (error) => output.destroy(error));
  const filling = fill(archive, members, open, over.signal).catch((error: Error) => {
    output.destroy(error);
  });
  try {
    yield* output as AsyncIterable<Uint8Array>;
  } finally {
    over.abort();
    await filling;
  }
}

async function fill(
  archive: ZipFile,
  members: readonly ZipMember[],
  open: (member: ZipMember) => Promise<OpenedFile | null>,
  over: AbortSignal,
): Promise<void> {
  for (const member of members) {
    over.throwIfAborted();
    await using file = await open(member);
    if (file === null) continue;
    const source = Readable.from(file.content, { objectMode: false, signal: over });
    archive.addReadStream(source, member.name, { mtime: new Date(member.at), mode: 0o644 });
    await finished(source);
  }
  archive.end();
}
