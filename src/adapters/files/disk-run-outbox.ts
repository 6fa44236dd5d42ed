import type { BigIntStats } from 'node:fs';
import { lstat, mkdir, readdir, realpath, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileOrigin } from '../../application/ports/chat/files-order.js';
import type { FileProblem } from '../../application/ports/system/file-vault.js';
import type {
  LeftFile,
  RunOutbox,
  TakenFile,
  TakenFiles,
  TakeRules,
} from '../../application/ports/system/run-outbox.js';
import type { Instant } from '../../domain/ports/clock.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { OutboxPlace } from '../../domain/run/hand-out.js';
import { DenyGlobs } from './deny-globs.js';
import { fileFailure, systemCode } from './file-failure.js';
import { numberedNames } from './file-names.js';
import { HeldDirectory } from './held-directory.js';
import type { StagingFolder } from './staging-folder.js';
import { identityIn, type OutboxEntry, type SettleTimes, TakeEntry } from './take-entry.js';

/** Where files are moved to that are not sent. */
const ASIDE = '.skipped';

/** How often a directory is made again that somebody removes in the middle of it. */
const MOST_ATTEMPTS = 20;

/** Outboxes inside of the directories in which runs work. */
export class DiskRunOutbox implements RunOutbox {
  readonly #staging: StagingFolder;
  readonly #times: SettleTimes;
  readonly #open = new Set<string>();

  constructor(staging: StagingFolder, times: SettleTimes) {
    this.#staging = staging;
    this.#times = times;
  }

  async open(place: OutboxPlace): Promise<Result<string, FileProblem>> {
    const path = join(place.directory, place.outbox, place.run);
    try {
      await using directory = await enterOutbox(place, place.run);
      if (directory === null) return fail({ kind: 'moved', path });
      this.#open.add(directory.path);
      return ok(directory.path);
    } catch (error) {
      return fail(fileFailure(error, path));
    }
  }

  async take(place: OutboxPlace, rules: TakeRules): Promise<Result<TakenFiles, FileProblem>> {
    const names = new DenyGlobs(rules.secretNames);
    const taking = new TakeEntry({ staging: this.#staging, times: this.#times }, rules, names);
    const [files, left]: [TakenFile[], LeftFile[]] = [[], []];
    try {
      await using outbox = await findOutbox(place);
      if (outbox === null) return ok({ files, left });
      for (const loose of [false, true]) {
        if (loose && rules.looseSince === null) continue;
        await using directory = loose ? await HeldDirectory.open(outbox.path) : await enterKnown(outbox, place.run);
        if (directory === null) continue;
        for (const entry of await entriesOf(directory, loose ? rules.looseSince : null)) {
          const took = await taking.take(directory, outbox.path, entry, files.length);
          if (took === null) continue;
          if (took.ok) files.push(took.value);
          else {
            const path = join(directory.path, entry.name);
            const origin = { path, identity: await identityIn(directory, entry).catch(() => ''), within: outbox.path };
            left.push({ name: entry.name, loose, origin, why: took.problem });
          }
        }
      }
      return ok({ files, left });
    } catch (error) {
      return fail(fileFailure(error, join(place.directory, place.outbox, place.run)));
    }
  }

  async names(place: OutboxPlace, looseSince: Instant | null): Promise<readonly string[]> {
    try {
      await using outbox = await findOutbox(place);
      if (outbox === null) return [];
      const loose = looseSince === null ? [] : await entriesOf(outbox, looseSince);
      await using own = await enterKnown(outbox, place.run);
      const entries = own === null ? [] : await entriesOf(own, null);
      return [...entries, ...loose].map(({ name }) => name);
    } catch (error) {
      fileFailure(error, place.directory);
      return [];
    }
  }

  async setAside(place: OutboxPlace, left: readonly LeftFile[]): Promise<string> {
    await using outbox = await findOutbox(place);
    await using aside = outbox === null ? null : await makeIn(outbox, ASIDE);
    await using own = outbox === null ? null : await enterKnown(outbox, place.run);
    for (const { name, loose } of left) {
      const from = loose ? outbox : own;
      if (from !== null && aside !== null) await moveAside(from, aside, name);
    }
    return join(place.outbox, ASIDE);
  }

  async close(place: OutboxPlace): Promise<void> {
    const root = await realpath(place.directory).catch(() => place.directory);
    const own = join(root, place.outbox, place.run);
    this.#open.delete(own);
    await this.#removeEmpty(own, join(root, place.outbox));
  }

  async discard({ path, identity, within }: FileOrigin): Promise<void> {
    const directory = await HeldDirectory.open(dirname(path)).catch((error: unknown) => {
      if (isGone(error)) return null;
      throw error;
    });
    if (directory === null) return;
    await using held = directory;
    const state = await statOf(held, basename(path));
    if (state === null || (await identityIn(held, { name: basename(path), state })) !== identity) return;
    if (state.isDirectory()) await rm(held.at(basename(path)), { recursive: true });
    else await unlink(held.at(basename(path)));
    await this.#removeEmpty(dirname(path), within);
  }

  /** Removes a directory and those around it, up to the outbox, as far as they are empty and no run is to find them. */
  async #removeEmpty(directory: string, within: string): Promise<void> {
    for (const one of new Set([directory, within])) {
      if (this.#open.has(one)) return;
      const removed = await rmdir(one).then(
        () => true,
        () => false,
      );
      if (!removed) return;
    }
  }
}

/** The directory of the name in the outbox, both made where they are missing, also if what is empty is just being removed. */
async function enterOutbox(place: OutboxPlace, name: string): Promise<HeldDirectory | null> {
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
    const made = await makeOutbox(place, name).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return null;
      throw error;
    });
    if (made !== null) return made;
  }
  return makeOutbox(place, name);
}

async function makeOutbox({ directory, outbox }: OutboxPlace, name: string): Promise<HeldDirectory | null> {
  let held = await HeldDirectory.open(await realpath(directory));
  for (const one of [...segmentsOf(outbox), name]) {
    if (held === null) return null;
    await using parent: HeldDirectory = held;
    held = await makeIn(parent, one);
  }
  return held;
}

/** A directory in another one, made as the agent’s own would be: whoever may use the project may use it. */
async function makeIn(parent: HeldDirectory, name: string): Promise<HeldDirectory | null> {
  await mkdir(parent.at(name)).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error;
  });
  return parent.enter(name);
}

/** The outbox; `null` if there is none. */
async function findOutbox({ directory, outbox }: OutboxPlace): Promise<HeldDirectory | null> {
  try {
    let held = await HeldDirectory.open(await realpath(directory));
    for (const name of segmentsOf(outbox)) {
      if (held === null) return null;
      await using parent: HeldDirectory = held;
      held = await enterKnown(parent, name);
    }
    return held;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** A directory in another one; `null` if there is none. */
async function enterKnown(parent: HeldDirectory, name: string): Promise<HeldDirectory | null> {
  const state = await statOf(parent, name);
  return state?.isDirectory() === true ? parent.enter(name) : null;
}

function segmentsOf(outbox: string): readonly string[] {
  return outbox.split('/').filter((segment) => segment !== '' && segment !== '.');
}

/** What is in a directory, by name; of what lies loose, only what is no directory and was changed since. */
async function entriesOf(directory: HeldDirectory, looseSince: Instant | null): Promise<readonly OutboxEntry[]> {
  const entries: OutboxEntry[] = [];
  for (const name of (await readdir(directory.at(''))).sort()) {
    const state = await statOf(directory, name);
    if (state === null || name === ASIDE) continue;
    if (looseSince !== null && (state.isDirectory() || Number(state.mtimeMs) < looseSince)) continue;
    entries.push({ name, state });
  }
  return entries;
}

async function statOf(directory: HeldDirectory, name: string): Promise<BigIntStats | null> {
  return lstat(directory.at(name), { bigint: true }).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
}

/** Under a name that is free there; a name that can't be moved stays. */
async function moveAside(from: HeldDirectory, aside: HeldDirectory, name: string): Promise<void> {
  for (const free of numberedNames(name)) {
    if ((await statOf(aside, free)) !== null) continue;
    await rename(from.at(name), aside.at(free)).catch(() => undefined);
    return;
  }
}

function isGone(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
}
