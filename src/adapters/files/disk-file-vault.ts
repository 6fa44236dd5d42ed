import type { Stats } from 'node:fs';
import { type FileHandle, link, lstat, open, rename, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  ChooseEntries,
  FileOrder,
  FileProblem,
  FileRules,
  FileSearch,
  FileVault,
  FoundFile,
  Listing,
  OnConflict,
  OpenedFile,
  WalkLimits,
  ZippedDirectory,
} from '../../application/ports/system/file-vault.js';
import type { StagedFile } from '../../domain/accepted/stored-delivery.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { ConfinedPlace } from './confined-place.js';
import { Drafts } from './drafts.js';
import { fileFailure, systemCode } from './file-failure.js';
import { freeNames, numberedNames } from './file-names.js';
import { findFiles } from './find-files.js';
import { findPlace } from './find-place.js';
import { HeldDirectory } from './held-directory.js';
import { deniedNames } from './judge-path.js';
import { listDirectory } from './list-directory.js';
import { openFile } from './open-file.js';
import { haveSameContent } from './same-content.js';
import type { StagingFolder } from './staging-folder.js';
import { zipDirectory } from './zip-directory.js';

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

const COPIED_AT_ONCE = 256 * 1_024;

/** The files of the machine. */
export class DiskFileVault implements FileVault {
  readonly #tools: DiskFileVaultTools;
  readonly #drafts = new Drafts();

  constructor(tools: DiskFileVaultTools) {
    this.#tools = tools;
  }

  async write(order: FileOrder, rules: FileRules): Promise<Result<{ readonly path: string }, FileProblem>> {
    const found = await findPlace(order.path, rules, deniedNames('write', rules));
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
    const opened = await this.openRead(written, maxBytes, rules);
    if (!opened.ok) return opened;
    await using file = opened.value;
    try {
      return ok(await allOf(file.content));
    } catch (error) {
      return fail(fileFailure(error, written));
    }
  }

  async openRead(written: string, maxBytes: number, rules: FileRules): Promise<Result<OpenedFile, FileProblem>> {
    const found = await findPlace(written, rules, deniedNames('read', rules));
    return found.ok ? openFile(found.value, maxBytes, rules) : found;
  }

  list(directory: string, rules: FileRules, choose?: ChooseEntries): Promise<Result<Listing, FileProblem>> {
    return listDirectory({ directory, rules, names: deniedNames('read', rules), choose: choose ?? ((all) => all) });
  }

  zip(directory: string, limits: WalkLimits, rules: FileRules): Promise<Result<ZippedDirectory, FileProblem>> {
    const open = (path: string) => this.openRead(path, limits.bytes, rules);
    return zipDirectory({ directory, rules, names: deniedNames('read', rules) }, limits, open);
  }

  find(search: FileSearch, rules: FileRules): Promise<Result<readonly FoundFile[], FileProblem>> {
    return findFiles(search, rules, deniedNames('read', rules));
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
    if (staged !== null) await this.#drafts.removeStale(directory);
    const draft = this.#draftIn(directory, name, staged);
    try {
      const mode = onConflict === 'overwrite' ? existing?.mode : undefined;
      const filled = await this.#fill(directory.at(draft.name), content, mode);
      if (!filled.ok) return filled;
      if (!(await directory.isInPlace())) return fail({ kind: 'moved', path });
      const chosen =
        onConflict === 'overwrite'
          ? await replace(draft, name)
          : await claim(draft, this.#names(name, onConflict), rules, onConflict === 'keep_both');
      if (chosen === null) return fail({ kind: 'exists', path });
      if (!(await directory.isInPlace())) {
        await rm(directory.at(chosen), { force: true });
        return fail({ kind: 'moved', path });
      }
      await directory.sync();
      return ok({ path: join(directory.path, chosen) });
    } finally {
      await this.#drafts.close(directory, draft.name);
    }
  }

  #draftIn(directory: HeldDirectory, wanted: string, staged: StagedFile | null): Draft {
    const draft = this.#drafts.open(this.#tools.tokens.next());
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
    if (content instanceof Uint8Array) return ok(await writeNew(path, (file) => file.writeFile(content), mode));
    const staged = await this.#tools.staging.open(content);
    if (!staged.ok) return staged;
    await using source = staged.value;
    return ok(await writeNew(path, (file) => copy(source, file), mode));
  }

  #names(name: string, onConflict: OnConflict): Iterable<string> {
    if (onConflict === 'keep_both') return numberedNames(name);
    return onConflict === 'error' ? [name] : freeNames(name, this.#tools.clock.now());
  }
}

async function writeNew(
  path: string,
  fill: (file: FileHandle) => Promise<void>,
  mode: number | undefined,
): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await fill(file);
  if (mode !== undefined) await file.chmod(mode & 0o777);
  await file.sync();
}

/** With one buffer for all of it: large files come by the dozen. */
async function copy(source: FileHandle, target: FileHandle): Promise<void> {
  const buffer = Buffer.allocUnsafe(COPIED_AT_ONCE);
  for (let at = 0; ; ) {
    const { bytesRead } = await source.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return;
    await target.writeFile(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}

async function allOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
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
  if (onConflict === 'append_timestamp' || (onConflict === 'keep_both' && !existing.isDirectory())) return null;
  if (onConflict === 'error') return { kind: 'exists', path };
  if (existing.isSymbolicLink()) return { kind: 'symbolic-link', path };
  return existing.isFile() ? null : { kind: 'not-a-file', path };
}

async function replace({ directory, name: draft, beforeNaming }: Draft, name: string): Promise<string> {
  await beforeNaming(name);
  await rename(directory.at(draft), directory.at(name));
  return name;
}

/**
 * Gives the draft the first of the names that nobody has, and only one of several at once can get it; with `reuses` also one whose
 * file is the same. `null` if all are taken.
 */
async function claim(
  { directory, name: draft, beforeNaming }: Draft,
  names: Iterable<string>,
  rules: FileRules,
  reuses: boolean,
): Promise<string | null> {
  const denied = deniedNames('write', rules);
  for (const name of names) {
    if (denied.denying(join(directory.path, name)) !== null) continue;
    await beforeNaming(name);
    try {
      await link(directory.at(draft), directory.at(name));
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
      if (reuses && (await haveSameContent(directory.at(draft), directory.at(name)))) return name;
      continue;
    }
    await unlink(directory.at(draft));
    return name;
  }
  return null;
}
