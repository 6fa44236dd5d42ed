import { basename } from 'node:path';
import type {
  FileProblem,
  OpenedFile,
  WalkLimits,
  ZippedDirectory,
} from '../../application/ports/system/file-vault.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { directoryPath } from './path-shape.js';
import { type WalkedEntry, type WalkOrder, walkDirectory } from './walk-directory.js';
import { zipStream } from './zip-stream.js';

/** Opens a file by its absolute path. */
type OpenFile = (path: string) => Promise<Result<OpenedFile, FileProblem>>;

/** The directory, and all below it, as an archive with one top folder. */
export async function zipDirectory(
  order: Omit<WalkOrder, 'depth' | 'isWanted'>,
  limits: WalkLimits,
  open: OpenFile,
): Promise<Result<ZippedDirectory, FileProblem>> {
  const directory = directoryPath(order.directory);
  if (!directory.ok) return directory;
  const path = directory.value;
  const members: WalkedEntry[] = [];
  let [bytes, leftOut] = [0, 0];
  const isWanted = (_path: string, kind: string) => kind !== 'directory';
  for await (const walked of walkDirectory({ ...order, depth: Number.POSITIVE_INFINITY, isWanted })) {
    if (!walked.ok) return walked;
    const { entries, isCut } = walked.value;
    const files = entries.filter(({ kind }) => kind === 'file');
    leftOut += walked.value.leftOut + entries.length - files.length;
    members.push(...files);
    bytes += files.reduce((sum, one) => sum + one.bytes, 0);
    if (isCut || members.length > limits.files) return fail({ kind: 'too-many-files', path, most: limits.files });
    if (bytes > limits.bytes) return fail({ kind: 'too-large', path, maxBytes: limits.bytes });
  }
  const top = memberName(basename(path));
  const named = members.map((one) => ({ path: one.path, name: `${top}/${memberName(one.path)}`, at: one.modifiedAt }));
  let missed = 0;
  const content = zipStream(named, async (member) => {
    const opened = await open(`${path}/${member.path}`);
    if (opened.ok) return opened.value;
    missed += 1;
    return null;
  });
  return ok({ name: `${top}.zip`, files: members.length, bytes, leftOut, missed: () => missed, content });
}

/** A name that leads nowhere else when the archive is unpacked, wherever that is done. */
function memberName(path: string): string {
  return path.replaceAll(/[\\:\p{Cc}]/gu, '_');
}
