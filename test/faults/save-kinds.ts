import { readlinkSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from './random.js';

/** How a file can be saved, by the name that the table prints. */
export const SAVE_KINDS = [
  'in place',
  'rename',
  'delete and recreate',
  'slow write',
  'directory replaced',
  'two in a burst',
  'unchanged',
  'BOM and CRLF',
  'symlink swap',
] as const;
export type SaveKind = (typeof SAVE_KINDS)[number];

/** For the owner's eyes only, as a file with a token should be. */
const MODE = { mode: 0o600 };

/** One save: what is to be in the file afterwards. */
export interface Save {
  readonly file: string;
  readonly text: string;
  /** What is saved first, where there are two in a burst. */
  readonly between: string;
  readonly random: Random;
}

/** Saves; resolves with the gaps between the pieces that it was written in, in milliseconds. */
export async function save(kind: SaveKind, it: Save): Promise<readonly number[]> {
  const { file, text, random } = it;
  switch (kind) {
    case 'in place':
      return whole(writeFile(file, text, MODE));
    case 'BOM and CRLF':
      return whole(writeFile(file, `\ufeff${text.replaceAll('\n', '\r\n')}`, MODE));
    case 'rename':
      return whole(byRename(file, text));
    case 'delete and recreate':
      return whole(recreate(file, text, random.chance(0.5)));
    case 'slow write':
      return inPieces(it);
    case 'directory replaced':
      return whole(replaceDirectory(file, text));
    case 'two in a burst':
      return burst(it);
    case 'unchanged':
      return whole(again(file, random.chance(0.5)));
    case 'symlink swap':
      return whole(swapLink(file, text));
  }
}

/** Lays a configuration out as a mounted one is: the name leads to a file in a directory that a link leads to. */
export async function mountedFile(directory: string, text: string): Promise<string> {
  const file = join(directory, 'untether.toml');
  await mkdir(join(directory, '..v0'), { recursive: true });
  await writeFile(join(directory, '..v0', 'untether.toml'), text, MODE);
  await symlink('..v0', join(directory, '..data'));
  await symlink(join('..data', 'untether.toml'), file);
  return file;
}

async function whole(saving: Promise<void>): Promise<readonly number[]> {
  await saving;
  return [];
}

/** Byte for byte what is there already. */
async function again(file: string, inPlace: boolean): Promise<void> {
  const bytes = await readFile(file);
  await (inPlace ? writeFile(file, bytes, MODE) : byRename(file, bytes));
}

async function byRename(file: string, text: string | Buffer): Promise<void> {
  await writeFile(`${file}.new`, text, MODE);
  await rename(`${file}.new`, file);
}

/** As editors do: the old file is put aside, or removed, and a new one written under its name. */
async function recreate(file: string, text: string, keepsBackup: boolean): Promise<void> {
  if (keepsBackup) await rename(file, `${file}~`);
  else await rm(file);
  await writeFile(file, text, MODE);
}

/** In pieces that mostly end where the text so far is a configuration by itself. */
async function inPieces({ file, text, random }: Save): Promise<readonly number[]> {
  if (random.chance(0.3)) await rm(file);
  const cuts = Array.from({ length: 2 + random.below(6) }, () => cutOf(text, random));
  const ends = [...new Set([...cuts, text.length])].sort((a, b) => a - b);
  const gaps: number[] = [];
  const handle = await open(file, 'w', MODE.mode);
  try {
    let from = 0;
    let last = performance.now();
    for (const end of ends) {
      if (from > 0) await pause(random.between(1, 9));
      await handle.write(text.slice(from, end));
      gaps.push(performance.now() - last);
      [from, last] = [end, performance.now()];
    }
  } finally {
    await handle.close();
  }
  return gaps;
}

function cutOf(text: string, random: Random): number {
  const anywhere = 1 + random.below(text.length - 1);
  const table = text.indexOf('[[', anywhere);
  return random.chance(0.7) && table > 0 ? table : anywhere;
}

async function replaceDirectory(file: string, text: string): Promise<void> {
  const directory = dirname(file);
  await mkdir(`${directory}.new`);
  await writeFile(join(`${directory}.new`, basename(file)), text, MODE);
  await rename(directory, `${directory}.old`);
  await rename(`${directory}.new`, directory);
  await rm(`${directory}.old`, { recursive: true });
}

async function burst({ file, text, between, random }: Save): Promise<readonly number[]> {
  const put = (content: string) => (random.chance(0.5) ? byRename(file, content) : writeFile(file, content, MODE));
  await put(between);
  await pause(random.between(0, 15));
  await put(text);
  return [];
}

async function swapLink(file: string, text: string): Promise<void> {
  const directory = dirname(file);
  const old = readlinkSync(join(directory, '..data'));
  const next = `..v${1 + Number(old.slice(3))}`;
  await mkdir(join(directory, next));
  await writeFile(join(directory, next, basename(file)), text, MODE);
  await symlink(next, join(directory, '..data.new'));
  await rename(join(directory, '..data.new'), join(directory, '..data'));
  await rm(join(directory, old), { recursive: true });
}
