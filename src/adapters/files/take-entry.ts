import { createHash } from 'node:crypto';
import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TakenFile, TakeRules, WhyLeft } from '../../application/ports/system/run-outbox.js';
import type { StagedFile } from '../../domain/accepted/stored-delivery.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { DenyGlobs } from './deny-globs.js';
import { fileFailure } from './file-failure.js';
import type { HeldDirectory } from './held-directory.js';
import type { StagingFolder } from './staging-folder.js';

/** A name in an outbox and what it is, links not followed. */
export interface OutboxEntry {
  readonly name: string;
  readonly state: BigIntStats;
}

/** By what it is told that a file is not written any more. */
export interface SettleTimes {
  readonly clock: Clock;
  readonly alarm: Alarm;
}

/** What files are taken with. */
export interface TakeEntryTools {
  readonly staging: StagingFolder;
  readonly times: SettleTimes;
}

const JUST_READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
/** A file that was written to within that time is looked at once more after a while. */
const FRESH_MS = 1_000;
const LOOK_AGAIN_MS = 200;
const PATIENCE_MS = 5_000;
/** A directory with more than that is not deleted. */
const MOST_IN_DIRECTORY = 20_000;

/** Copies single files from an outbox: what is judged, what is read and what is sent are the same open file. */
export class TakeEntry {
  readonly #tools: TakeEntryTools;
  readonly #rules: TakeRules;
  readonly #denied: DenyGlobs;
  /** No file is waited for any longer, by the stopwatch. */
  readonly #until: number;

  constructor(tools: TakeEntryTools, rules: TakeRules, denied: DenyGlobs) {
    this.#tools = tools;
    this.#rules = rules;
    this.#denied = denied;
    this.#until = tools.times.clock.monotonicMs() + PATIENCE_MS;
  }

  /** The copy, or why there is none; `null` for a file that was taken before. `count` have been taken so far. */
  async take(
    directory: HeldDirectory,
    within: string,
    { name, state }: OutboxEntry,
    count: number,
  ): Promise<Result<TakenFile, WhyLeft> | null> {
    if (this.#rules.taken.has(identityOf(state))) return null;
    const path = join(directory.path, name);
    const objection = this.#objectionTo(path, state);
    if (objection !== null) return fail(objection);
    if (count >= this.#rules.maxFiles) return fail({ kind: 'too-many' });
    try {
      await using file = await open(directory.at(name), JUST_READ);
      const copied = await this.#copy(file, path);
      if (!copied.ok) return copied;
      const { staged, identity } = copied.value;
      return ok({ staged, name, bytes: staged.bytes, origin: { path, identity, within } });
    } catch (error) {
      return fail({ kind: 'problem', problem: fileFailure(error, path) });
    }
  }

  #objectionTo(path: string, state: BigIntStats): WhyLeft | null {
    if (state.isSymbolicLink()) return { kind: 'symbolic-link' };
    if (state.isDirectory()) return { kind: 'directory' };
    if (!state.isFile()) return { kind: 'not-a-file' };
    if (state.nlink > 1n) return { kind: 'hard-link' };
    const glob = this.#denied.denying(path);
    if (glob !== null) return { kind: 'denied-name', glob };
    if (state.size === 0n) return { kind: 'empty' };
    const maxBytes = this.#rules.maxFileBytes;
    return state.size > BigInt(maxBytes) ? { kind: 'too-large', maxBytes } : null;
  }

  /** A copy during which nobody has changed the file. */
  async #copy(
    file: FileHandle,
    path: string,
  ): Promise<Result<{ readonly staged: StagedFile; readonly identity: string }, WhyLeft>> {
    const { staging } = this.#tools;
    do {
      const before = await file.stat({ bigint: true });
      const objection = this.#objectionTo(path, before);
      if (objection !== null) return fail(objection);
      const identity = identityOf(before);
      if (this.#isFresh(before) && identity !== (await this.#identityLater(file))) continue;
      const staged = await staging.add(contentOf(file), this.#rules.maxFileBytes);
      if (!staged.ok) return fail(ofStaging(staged.problem, this.#rules.maxFileBytes));
      if (identity === identityOf(await file.stat({ bigint: true }))) return ok({ staged: staged.value, identity });
      await staging.discard(staged.value);
    } while (this.#tools.times.clock.monotonicMs() < this.#until);
    return fail({ kind: 'being-written' });
  }

  #isFresh({ mtimeMs }: BigIntStats): boolean {
    return Math.abs(this.#tools.times.clock.now() - Number(mtimeMs)) < FRESH_MS;
  }

  async #identityLater(file: FileHandle): Promise<string> {
    await new Promise<void>((resolve) => void this.#tools.times.alarm.after(LOOK_AGAIN_MS, resolve));
    return identityOf(await file.stat({ bigint: true }));
  }
}

/** Tells a file with its content from any other, and from itself once it was written to. */
export function identityOf({ dev, ino, size, mtimeNs }: BigIntStats): string {
  return `${dev} ${ino} ${size} ${mtimeNs}`;
}

/** The same of an entry, for a directory with all that is in it; empty, which nothing is, for more than can be looked at. */
export async function identityIn(parent: HeldDirectory, { name, state }: OutboxEntry): Promise<string> {
  if (!state.isDirectory()) return identityOf(state);
  const digest = createHash('sha256');
  const queue = [name];
  for (const path of queue) {
    const one = await lstat(parent.at(path), { bigint: true });
    digest.update(JSON.stringify([path, identityOf(one)]));
    if (!one.isDirectory()) continue;
    queue.push(...(await readdir(parent.at(path))).sort().map((child) => join(path, child)));
    if (queue.length > MOST_IN_DIRECTORY) return '';
  }
  return `${state.dev} ${state.ino} ${digest.digest('hex')}`;
}

async function* contentOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) yield chunk as Buffer;
}

function ofStaging(problem: ReturnType<typeof fileFailure>, maxBytes: number): WhyLeft {
  return problem.kind === 'too-large' ? { kind: 'too-large', maxBytes } : { kind: 'problem', problem };
}
