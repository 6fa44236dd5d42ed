import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileProblem } from '../../application/ports/system/file-vault.js';
import type { StagedContent } from '../../application/ports/system/staged-content.js';
import type { StagedFile } from '../../domain/accepted/stored-delivery.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { fileFailure, systemCode } from './file-failure.js';

/** Where a staged file was put. */
export interface Placement {
  /** Absolute, without symbolic links: where it was to go. */
  readonly wanted: string;
  /** The name in that directory that it got. */
  readonly name: string;
  /** Which file that made, in words that tell it from every other. */
  readonly identity: string;
}

/** Ends the name of the note on where a staged file was put. */
const PLACED = '.placed';

/** Where files wait that have arrived and have no place yet; a directory of our own, made when it is needed. */
export class StagingFolder implements StagedContent {
  readonly #directory: string;
  readonly #tokens: TokenSource;

  constructor(directory: string, tokens: TokenSource) {
    this.#directory = directory;
    this.#tokens = tokens;
  }

  /** Keeps what arrives, durably; nothing stays if there is a problem, or if the source throws. */
  async add(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Result<StagedFile, FileProblem>> {
    const name = this.#tokens.next();
    const path = this.#pathOf(name);
    const opened = await onDisk(path, () => this.#create(path));
    if (!opened.ok) return opened;
    await using file = opened.value;
    let isKept = false;
    try {
      const filled = await this.#fill(file, path, source, maxBytes);
      isKept = filled.ok;
      return filled.ok ? ok({ name, bytes: filled.value }) : filled;
    } finally {
      if (!isKept) await rm(path, { force: true });
    }
  }

  /** Opens a staged file for reading. */
  open({ name }: StagedFile): Promise<Result<FileHandle, FileProblem>> {
    const path = this.#pathOf(name);
    return onDisk(path, () => open(path, 'r'));
  }

  async contentOf(file: StagedFile): Promise<Result<() => AsyncIterable<Uint8Array>, FileProblem>> {
    const path = this.#pathOf(file.name);
    const found = await onDisk(path, () => stat(path));
    return found.ok ? ok(() => bytesOf(path)) : found;
  }

  /** Notes, durably, where the staged file is about to be put. */
  async notePlacement(file: StagedFile, placement: Placement): Promise<void> {
    await using note = await open(this.#noteOf(file), 'w', 0o600);
    await note.writeFile([placement.identity, placement.name, placement.wanted].join('\n'));
    await note.sync();
    await this.#sync();
  }

  /** What was noted last; `null` for nothing that could be read. */
  async placementOf(file: StagedFile): Promise<Placement | null> {
    const note = await readFile(this.#noteOf(file), 'utf8').catch(() => '');
    const [identity, name, wanted] = note.split('\n');
    return identity && name && wanted ? { wanted, name, identity } : null;
  }

  /** Removes a staged file, if it is still there. */
  async discard(file: StagedFile): Promise<void> {
    await rm(this.#pathOf(file.name), { force: true });
    await rm(this.#noteOf(file), { force: true });
  }

  /** Removes all that are not named. */
  async discardAll(except: readonly StagedFile[]): Promise<void> {
    const kept = new Set(except.flatMap(({ name }) => [name, name + PLACED]));
    const found = await readdir(this.#directory).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return [];
      throw error;
    });
    await Promise.all(
      found.filter((name) => !kept.has(name)).map((name) => rm(join(this.#directory, name), { force: true })),
    );
  }

  async #create(path: string): Promise<FileHandle> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    return open(path, 'wx', 0o600);
  }

  /** Resolves with how many bytes it is. */
  async #fill(
    file: FileHandle,
    path: string,
    source: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ): Promise<Result<number, FileProblem>> {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) return fail({ kind: 'too-large', path, maxBytes });
      const written = await onDisk(path, () => file.writeFile(chunk));
      if (!written.ok) return written;
    }
    return onDisk(path, async () => {
      await file.sync();
      await this.#sync();
      return bytes;
    });
  }

  async #sync(): Promise<void> {
    await using directory = await open(this.#directory, 'r');
    await directory.sync();
  }

  #noteOf({ name }: StagedFile): string {
    return this.#pathOf(name) + PLACED;
  }

  #pathOf(name: string): string {
    if (!/^\w+$/.test(name)) throw new Error(`${JSON.stringify(name)} is no staged file`);
    return join(this.#directory, name);
  }
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  await using file = await open(path, 'r');
  for await (const chunk of file.createReadStream({ autoClose: false })) yield chunk as Buffer;
}

async function onDisk<T>(path: string, work: () => Promise<T>): Promise<Result<T, FileProblem>> {
  try {
    return ok(await work());
  } catch (error) {
    return fail(fileFailure(error, path));
  }
}
