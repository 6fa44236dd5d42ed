import { mkdir, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFileVault } from '../../../src/adapters/files/disk-file-vault.js';
import { StagingFolder } from '../../../src/adapters/files/staging-folder.js';
import type { FileOrder, FileRules } from '../../../src/application/ports/system/file-vault.js';
import { GUARDED_NAMES } from '../../../src/composition/wiring/config-schema.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { FakeTokenSource } from '../../support/fakes/fake-token-source.js';

/** A vault on disk that may work in `root`, and what is around it. */
export class FilesRig {
  readonly base: string;
  readonly root: string;
  readonly staging: string;
  readonly vault: DiskFileVault;
  readonly rules: FileRules;

  private constructor(base: string) {
    this.base = base;
    this.root = join(base, 'root');
    this.staging = join(base, 'state', 'staging');
    this.vault = this.laterVault();
    this.rules = {
      roots: [this.root],
      denied: [
        { path: join(this.root, 'untether.toml'), except: [] },
        { path: join(base, 'state'), except: [] },
      ],
      ...GUARDED_NAMES,
    };
  }

  /** `base` is an empty directory. */
  static async make(base: string): Promise<FilesRig> {
    const rig = new FilesRig(base);
    for (const name of ['root', 'outside', 'state']) await mkdir(join(base, name));
    return rig;
  }

  /** A vault over the same files, as a later process has it. */
  laterVault(): DiskFileVault {
    const tokens = new FakeTokenSource();
    return new DiskFileVault({ staging: new StagingFolder(this.staging, tokens), tokens, clock: new FakeTime() });
  }

  /** Writes below the root; resolves with `written` or with what is wrong. */
  async write(name: string, onConflict: FileOrder['onConflict'] = 'overwrite', content = 'new'): Promise<string> {
    const path = join(this.root, name);
    const written = await this.vault.write({ path, content: Buffer.from(content), onConflict }, this.rules);
    return written.ok ? 'written' : written.problem.kind;
  }

  /** Reads below the root; resolves with the text or with what is wrong. */
  async read(name: string): Promise<string> {
    const found = await this.vault.read(join(this.root, name), 100, this.rules);
    return found.ok ? Buffer.from(found.value).toString() : found.problem.kind;
  }
}

/** Everything below a directory: by relative path what a file holds, where a link leads, or that it is a directory. */
export async function treeOf(directory: string, prefix = ''): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(directory, { withFileTypes: true });
  const parts = entries.map(async (entry) => {
    const path = join(directory, entry.name);
    const name = prefix + entry.name;
    if (entry.isSymbolicLink()) return { [name]: `→ ${await readlink(path)}` };
    if (entry.isDirectory()) return { [name]: '(directory)', ...(await treeOf(path, `${name}/`)) };
    return { [name]: await readFile(path, 'utf8') };
  });
  return Object.assign({}, ...(await Promise.all(parts))) as Readonly<Record<string, string>>;
}
