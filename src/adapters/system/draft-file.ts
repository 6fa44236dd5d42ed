import { constants } from 'node:fs';
import { chmod, lstat, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeDirectories } from './make-directories.js';

const OWNER_ONLY = { file: 0o600, directory: 0o700 };
const OTHERS = 0o077;

/** A text that a person edits before it counts: a file of its owner's alone, in a directory of its own. */
export class DraftFile {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /**
   * Writes the draft below `drafts` in the state directory; where that is not ours alone (another owner, a symbolic link), in a
   * new directory for temporary files.
   */
  static async create(stateDirectory: string, name: string, text: string): Promise<DraftFile> {
    const directory = await mkdtemp(join((await draftsIn(stateDirectory)) ?? tmpdir(), 'untether-'));
    const path = join(directory, name);
    await using file = await open(path, 'wx', OWNER_ONLY.file);
    await file.writeFile(text);
    await file.sync();
    return new DraftFile(path);
  }

  /** What it says now; `null` where there is no ordinary file any more. An editor may have put a new one in its place. */
  async read(): Promise<string | null> {
    try {
      await using file = await open(this.path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      if (!(await file.stat()).isFile()) return null;
      await file.chmod(OWNER_ONLY.file);
      return await file.readFile('utf8');
    } catch {
      return null;
    }
  }

  /** Removes it with what an editor left beside it. */
  async discard(): Promise<void> {
    await rm(dirname(this.path), { recursive: true, force: true });
  }
}

/** The directory for drafts, which nobody else can open or exchange; `null` if there can be none. */
async function draftsIn(stateDirectory: string): Promise<string | null> {
  const path = join(stateDirectory, 'drafts');
  try {
    makeDirectories(path);
    for (const directory of [stateDirectory, path]) {
      const seen = await lstat(directory);
      const isOurs = seen.isDirectory() && (process.getuid === undefined || seen.uid === process.getuid());
      if (!isOurs) return null;
      if ((seen.mode & OTHERS) !== 0 && directory === path) await chmod(directory, OWNER_ONLY.directory);
    }
    return path;
  } catch {
    return null;
  }
}
