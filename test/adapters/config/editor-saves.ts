import { execFile } from 'node:child_process';
import { chmod, copyFile, link, mkdir, open, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Between the pieces that a program writes, so that whoever looks at the wrong moment sees a part. */
const PIECE_MS = 3;

/** A way in which programs save a file. */
export interface EditorSave {
  readonly name: string;
  /** Saves with the program itself; not given for what is no program, or has a window. */
  readonly program?: { readonly command: string; readonly save: (file: string, text: string) => Promise<void> };
  /** The same calls to the system in the same order. */
  readonly replay: (file: string, text: string) => Promise<void>;
  /** Whether it puts a file that is complete in the place of the old one. */
  readonly isRename: boolean;
}

/** The ways of editors and of programs that people let loose on a configuration. */
export const EDITOR_SAVES: readonly EditorSave[] = [
  {
    name: 'vim without backupcopy',
    program: { command: 'vim', save: (file, text) => vim(file, text, 'no') },
    replay: async (file, text) => {
      await rename(file, `${file}~`);
      await inPieces(file, text);
      await chmod(file, 0o600);
      await rm(`${file}~`);
    },
    isRename: false,
  },
  {
    name: 'vim with backupcopy',
    program: { command: 'vim', save: (file, text) => vim(file, text, 'yes') },
    replay: async (file, text) => {
      await copyFile(file, `${file}~`);
      await inPieces(file, text);
      await rm(`${file}~`);
    },
    isRename: false,
  },
  { name: 'VS Code, in place', replay: inPieces, isRename: false },
  {
    name: 'nano',
    program: { command: 'nano', save: inPieces },
    replay: inPieces,
    isRename: false,
  },
  {
    name: 'sed -i',
    program: {
      command: 'sed',
      save: async (file, text) => {
        await writeFile(`${file}.script`, `1,$d\n`);
        await writeFile(`${file}.text`, text);
        await run('sed', ['-i', '-e', `1r ${file}.text`, '-e', '1,$d', file]);
      },
    },
    replay: (file, text) => throughTemporary(file, text, join(dirname(file), 'sedBZ1xq7')),
    isRename: true,
  },
  {
    name: 'git checkout',
    program: { command: 'git', save: gitCheckout },
    replay: async (file, text) => {
      await rm(file);
      await inPieces(file, text);
    },
    isRename: false,
  },
  {
    name: 'rsync',
    program: {
      command: 'rsync',
      save: async (file, text) => {
        const source = join(dirname(dirname(file)), 'source.toml');
        await writeFile(source, text);
        await run('rsync', ['-t', source, file]);
      },
    },
    replay: async (file, text) => {
      const temporary = join(dirname(file), `.${basename(file)}.hT3k9a`);
      await inPieces(temporary, text);
      await utimes(temporary, 1_700_000_000, 1_700_000_000);
      await chmod(temporary, 0o600);
      await rename(temporary, file);
    },
    isRename: true,
  },
  {
    name: 'a rename right after the writing',
    replay: (file, text) => throughTemporary(file, text, `${file}.tmp`),
    isRename: true,
  },
  {
    name: 'a link in the place of the old file',
    replay: async (file, text) => {
      await inPieces(`${file}.tmp`, text);
      await rm(file);
      await link(`${file}.tmp`, file);
      await rm(`${file}.tmp`);
    },
    isRename: false,
  },
  {
    name: 'a symbolic link swapped to another file',
    replay: async (file, text) => {
      const target = join(dirname(file), `version-${text.length}-${Date.now()}`);
      await mkdir(target);
      await inPieces(join(target, 'untether.toml'), text);
      await symlink(join(target, 'untether.toml'), `${file}.new`);
      await rename(`${file}.new`, file);
    },
    isRename: false,
  },
  {
    name: 'removed with a file written before, then made anew',
    replay: async (file, text) => {
      await writeFile(`${file}.lock`, 'x');
      await rm(file);
      await rm(`${file}.lock`);
      await inPieces(file, text);
    },
    isRename: false,
  },
];

/** Whether the program of that name is installed. */
export async function isInstalled(command: string): Promise<boolean> {
  try {
    await run('sh', ['-c', `command -v ${command}`]);
    return true;
  } catch {
    return false;
  }
}

/** Truncates, then writes bit by bit. */
async function inPieces(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    for (let from = 0, size = Math.ceil(text.length / 4); from < text.length; from += size) {
      await handle.write(text.slice(from, from + size));
      await pause(PIECE_MS);
    }
  } finally {
    await handle.close();
  }
}

async function throughTemporary(file: string, text: string, temporary: string): Promise<void> {
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, file);
}

async function vim(file: string, text: string, backupCopy: 'yes' | 'no'): Promise<void> {
  const source = join(dirname(dirname(file)), 'vim-text');
  await writeFile(source, text);
  const commands = [`set backupcopy=${backupCopy} writebackup`, '%d _', `0r ${source}`, 'g/^$/d _', 'wq!'];
  await run('vim', ['-es', '-u', 'NONE', '-N', ...commands.flatMap((one) => ['-c', one]), file]);
}

async function gitCheckout(file: string, text: string): Promise<void> {
  const directory = dirname(file);
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-C', directory, ...args]);
  const before = await readFile(file, 'utf8');
  await git('init', '-q');
  await git('add', basename(file));
  await git('commit', '-qm', 'before');
  const tree = join(dirname(directory), 'other-tree');
  await git('worktree', 'add', '-q', tree, '-b', 'next');
  await writeFile(join(tree, basename(file)), text);
  await run('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-C', tree, 'commit', '-qam', 'after']);
  await git('checkout', '-q', '--detach', 'next');
  if ((await readFile(file, 'utf8')) === before) throw new Error('git did not check the file out');
}
