import type { Stats } from 'node:fs';
import { constants, type FileHandle, link, lstat, open, rename, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  FileOrder,
  FileProblem,
  FileRules,
  FileVault,
  OnConflict,
} from '../../application/ports/system/file-vault.js';
import type { StagedFile } from '../../domain/accepted/stored-delivery.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { type ConfinedPlace, confinedPlace } from './confined-place.js';
import type { DenyGlobs } from './deny-globs.js';
import { fileFailure, systemCode } from './file-failure.js';
import { freeNames } from './file-names.js';
import { HeldDirectory } from './held-directory.js';
import { deniedNames } from './judge-path.js';
import { filePath } from './path-shape.js';
import type { StagingFolder } from './staging-folder.js';

/** What a vault on disk is built on. */
export interface DiskFileVaultTools {
  readonly staging: StagingFolder;
  readonly clock: Clock;
  readonly tokens: TokenSource;
}

/** A whole file under a name of its own, which is to get its real one. */
interface Draft {
  readonly directory: HeldDirectory;
  readonly name: string;
  /** To be called with a name before the draft can have it. */
  beforeNaming(name: string): Promise<void>;
}

const JUST_READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The files of the machine. */
export class DiskFileVault implements FileVault {
  readonly #tools: DiskFileVaultTools;

  constructor(tools: DiskFileVaultTools) {
    this.#tools = tools;
  }

  async write(order: FileOrder, rules: FileRules): Promise<Result<{ readonly path: string }, FileProblem>> {
    const found = await find(order.path, rules, deniedNames('write', rules));
    if (!found.ok) return found;
    const { path, place } = found.value;
    if (place.isTooDeep) return fail({ kind: 'bad-path', path, fault: 'too-deep' });
    try {
      await using directory = await enter(place);
      if (directory === null) return fail({ kind: 'moved', path });
      return await this.#writeIn(directory, place.name, { ...order, path }, rules);
    } catch (error) {
      return fail(fileFailure(error, path));
    }
  }

  async read(written: string, maxBytes: number, rules: FileRules): Promise<Result<Uint8Array, FileProblem>> {
    const found = await find(written, rules, deniedNames('read', rules));
    if (!found.ok) return found;
    const { path, place } = found.value;
    if (place.missing.length > 0) return fail({ kind: 'missing', path });
    try {
      await using directory = await HeldDirectory.open(place.directory);
      if (directory === null) return fail({ kind: 'moved', path });
      await using file = await open(directory.at(place.name), JUST_READ);
      if (!(await file.stat()).isFile()) return fail({ kind: 'not-a-file', path });
      // One byte more than is allowed tells whether there is more.
      const content = await beginningOf(file, maxBytes + 1);
      return content.length > maxBytes ? fail({ kind: 'too-large', path, maxBytes }) : ok(content);
    } catch (error) {
      return fail(fileFailure(error, path));
    }
  }

  stage(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Result<StagedFile, FileProblem>> {
    return this.#tools.staging.add(source, maxBytes);
  }

  discard(file: StagedFile): Promise<void> {
    return this.#tools.staging.discard(file);
  }

  discardAll(except: readonly StagedFile[]): Promise<void> {
    return this.#tools.staging.discardAll(except);
  }

  async #writeIn(
    directory: HeldDirectory,
    name: string,
    { path, content, onConflict }: FileOrder,
    rules: FileRules,
  ): Promise<Result<{ readonly path: string }, FileProblem>> {
    const staged = content instanceof Uint8Array ? null : content;
    const placed = staged === null ? null : await this.#placedIn(directory, name, staged);
    if (placed !== null) return ok({ path: placed });
    const existing = await statOf(directory.at(name));
    const objection = existing === null ? null : objectionTo(existing, path, onConflict);
    if (objection !== null) return fail(objection);
    const draft = this.#draftIn(directory, name, staged);
    try {
      const mode = onConflict === 'overwrite' ? existing?.mode : undefined;
      const filled = await this.#fill(directory.at(draft.name), content, mode);
      if (!filled.ok) return filled;
      if (!(await directory.isInPlace())) return fail({ kind: 'moved', path });
      const chosen =
        onConflict === 'overwrite'
          ? await replace(draft, name)
          : await claim(draft, this.#names(name, onConflict), rules);
      if (chosen === null) return fail({ kind: 'exists', path });
      if (!(await directory.isInPlace())) {
        await rm(directory.at(chosen), { force: true });
        return fail({ kind: 'moved', path });
      }
      await directory.sync();
      return ok({ path: join(directory.path, chosen) });
    } finally {
      await rm(directory.at(draft.name), { force: true });
    }
  }

  #draftIn(directory: HeldDirectory, wanted: string, staged: StagedFile | null): Draft {
    const draft = `.untether-${this.#tools.tokens.next()}.part`;
    const beforeNaming = async (name: string) => {
      const identity = staged === null ? null : await identityOf(directory.at(draft));
      if (staged === null || identity === null) return;
      await this.#tools.staging.notePlacement(staged, { wanted: join(directory.path, wanted), name, identity });
    };
    return { directory, name: draft, beforeNaming };
  }

  /** Where the staged file stands already, put there by a write whose answer was lost. */
  async #placedIn(directory: HeldDirectory, wanted: string, staged: StagedFile): Promise<string | null> {
    const placement = await this.#tools.staging.placementOf(staged);
    if (placement?.wanted !== join(directory.path, wanted)) return null;
    const isThere = (await identityOf(directory.at(placement.name))) === placement.identity;
    return isThere ? join(directory.path, placement.name) : null;
  }

  async #fill(
    path: string,
    content: Uint8Array | StagedFile,
    mode: number | undefined,
  ): Promise<Result<void, FileProblem>> {
    if (content instanceof Uint8Array) return ok(await writeNew(path, content, mode));
    const staged = await this.#tools.staging.open(content);
    if (!staged.ok) return staged;
    await using source = staged.value;
    return ok(await writeNew(path, source.createReadStream(), mode));
  }

  #names(name: string, onConflict: OnConflict): Iterable<string> {
    return onConflict === 'error' ? [name] : freeNames(name, this.#tools.clock.now());
  }
}

async function writeNew(
  path: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
  mode: number | undefined,
): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(content);
  if (mode !== undefined) await file.chmod(mode & 0o777);
  await file.sync();
}

async function beginningOf(file: FileHandle, bytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of file.createReadStream({ end: bytes - 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Found {
  /** Absolute and normalised. */
  readonly path: string;
  readonly place: ConfinedPlace;
}

async function find(written: string, rules: FileRules, names: DenyGlobs): Promise<Result<Found, FileProblem>> {
  const path = filePath(written);
  if (!path.ok) return path;
  const place = await confinedPlace(path.value, rules, names);
  return place.ok ? ok({ path: path.value, place: place.value }) : place;
}

/** The directory of the place, made as far as it is missing; `null` if it has just come to lead elsewhere. */
async function enter({ directory, missing }: ConfinedPlace): Promise<HeldDirectory | null> {
  let held = await HeldDirectory.open(directory);
  for (const name of missing) {
    if (held === null) return null;
    await using parent = held;
    held = await parent.enter(name);
  }
  return held;
}

/** What is at the path itself; `null` for nothing. */
function statOf(path: string): Promise<Stats | null> {
  return lstat(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
}

/** Tells the file at a path from others and, by its birth, from a later one that got its number; `null` for nothing there. */
async function identityOf(path: string): Promise<string | null> {
  const state = await lstat(path, { bigint: true }).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
  return state === null ? null : `${state.dev} ${state.ino} ${state.birthtimeNs}`;
}

function objectionTo(existing: Stats, path: string, onConflict: OnConflict): FileProblem | null {
  if (onConflict === 'append_timestamp') return null;
  if (onConflict === 'error') return { kind: 'exists', path };
  if (existing.isSymbolicLink()) return { kind: 'symbolic-link', path };
  return existing.isFile() ? null : { kind: 'not-a-file', path };
}

async function replace({ directory, name: draft, beforeNaming }: Draft, name: string): Promise<string> {
  await beforeNaming(name);
  await rename(directory.at(draft), directory.at(name));
  return name;
}

/** Gives the draft the first of the names that nobody has, and only one of several at once can get it; `null` if all are taken. */
async function claim(
  { directory, name: draft, beforeNaming }: Draft,
  names: Iterable<string>,
  rules: FileRules,
): Promise<string | null> {
  const denied = deniedNames('write', rules);
  for (const name of names) {
    if (denied.denying(join(directory.path, name)) !== null) continue;
    await beforeNaming(name);
    try {
      await link(directory.at(draft), directory.at(name));
    } catch (error) {
      if (systemCode(error) === 'EEXIST') continue;
      throw error;
    }
    await unlink(directory.at(draft));
    return name;
  }
  return null;
}
