import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyedSerial } from '../../application/concurrency/keyed-serial.js';
import type { ChangeCount, ChangePatch, RunChanges } from '../../application/ports/engine/run-changes.js';
import type { NameGlob } from '../../application/ports/system/file-vault.js';
import type { RunId } from '../../domain/ids.js';
import { isFlag, isNumber, isText, listOf, objectOf } from '../../domain/json-shape.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import { isBelow, realPathOf } from './contained-path.js';
import { gitEnvironment } from './git-environment.js';
import { GitProgram } from './git-program.js';
import { patchBetween } from './patch-between.js';
import { type SnapshotPlace, snapshotObjects, type TimeLeft, takeSnapshot } from './snapshot.js';

/** How long a run waits for it at most, and how long comparing may take, in milliseconds. */
const BEGIN_MS = 1_500;
const COMPARE_MS = 10_000;

/** How things were when a run began; kept as a file. */
interface Beginning {
  readonly directory: string;
  readonly tree: string;
  readonly denied: readonly NameGlob[];
  readonly large: readonly string[];
}

const isBeginning = objectOf<Beginning>({
  directory: isText,
  tree: isText,
  denied: listOf(isText),
  large: listOf(isText),
});

const isPatch = objectOf<ChangePatch>({
  text: isText,
  cut: isFlag,
  withheld: isNumber,
  large: isNumber,
  files: isNumber,
  added: isNumber,
  removed: isNumber,
  shared: isFlag,
});

/** What changes are compared with. */
export interface GitRunChangesTools {
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Of our own; absolute. */
  readonly directory: string;
  /** What tells whether names are denied by globs. */
  readonly denying: (globs: readonly NameGlob[]) => (path: string) => boolean;
}

/** What runs change, by snapshots that git makes in a directory of ours. */
export class GitRunChanges implements RunChanges {
  readonly #clock: Clock;
  readonly #git: GitProgram;
  readonly #own: string;
  readonly #denying: GitRunChangesTools['denying'];
  /** Where the runs that go on are at work. */
  readonly #places = new Map<RunId, string>();
  readonly #shared = new Set<RunId>();
  /** What is still being compared must not be removed, nor two snapshots of a run be taken at once. */
  readonly #turns = new KeyedSerial<RunId>();
  /** Directories that it takes too long to look through: no run waits for one of them again. */
  readonly #slow = new Set<string>();

  constructor({ clock, alarm, environment, directory, denying }: GitRunChangesTools) {
    this.#clock = clock;
    this.#git = new GitProgram(alarm, gitEnvironment(environment));
    this.#own = directory;
    this.#denying = denying;
  }

  begin(run: RunId, directory: string, denied: readonly NameGlob[]): Promise<void> {
    return this.#turns.run(run, () => this.#begin(run, directory, denied));
  }

  compare(run: RunId): Promise<ChangeCount | null> {
    return this.#turns.run(run, () => this.#compare(run));
  }

  end(run: RunId): Promise<void> {
    return this.#turns.run(run, () => this.#end(run));
  }

  async #begin(run: RunId, directory: string, denied: readonly NameGlob[]): Promise<void> {
    try {
      await this.#share(run, directory);
      if (this.#slow.has(directory)) return;
      const place = this.#placeOf(run, directory, denied);
      const left = this.#within(BEGIN_MS);
      const objects = await snapshotObjects(this.#git, place, left);
      const taken = objects === null ? null : await takeSnapshot(this.#git, place, objects, left);
      if (taken === null && left() <= 1) this.#slow.add(directory);
      if (taken === null) await this.#drop(run);
      else await this.#write(run, 'begin.json', { directory, denied, ...taken });
    } catch {
      await this.#drop(run);
    }
  }

  async patchOf(run: RunId): Promise<ChangePatch | null> {
    if (!/^\w+$/.test(run)) return null;
    return this.#read(run, 'patch.json', isPatch);
  }

  async forget(before: Instant): Promise<void> {
    for (const run of await readdir(this.#own).catch(() => [])) {
      const state = await stat(join(this.#own, run)).catch(() => null);
      if (state !== null && state.mtimeMs < before && !this.#places.has(run)) await this.#remove(run, '.');
    }
  }

  async #compare(run: RunId): Promise<ChangeCount | null> {
    try {
      const begun = await this.#read(run, 'begin.json', isBeginning);
      if (begun === null) return null;
      const patch = await this.#patchSince(run, begun);
      if (patch === null) return null;
      await this.#write(run, 'patch.json', patch);
      const { files, added, removed, shared } = patch;
      return { files, added, removed, shared };
    } catch {
      return null;
    }
  }

  async #end(run: RunId): Promise<void> {
    const isKept = (await this.#read(run, 'patch.json', isPatch)) !== null;
    if (isKept) await this.#compare(run);
    this.#places.delete(run);
    this.#shared.delete(run);
    const ended = isKept ? ['objects', 'index', 'begin.json'] : ['.'];
    for (const name of ended) await this.#remove(run, name);
  }

  async #patchSince(run: RunId, { directory, tree, denied, large }: Beginning): Promise<ChangePatch | null> {
    const place = this.#placeOf(run, directory, denied);
    const left = this.#within(COMPARE_MS);
    const objects = await snapshotObjects(this.#git, place, left);
    const now = objects === null ? null : await takeSnapshot(this.#git, place, objects, left);
    if (objects === null || now === null) return null;
    const compared = { directory, from: tree, to: now.tree, leavesOut: place.leavesOut };
    const patch = await patchBetween(this.#git, compared, { ...objects, left });
    const newLarge = now.large.filter((name) => !large.includes(name)).length;
    return patch === null ? null : { ...patch, large: newLarge, shared: this.#shared.has(run) };
  }

  /** Runs whose directories are one inside the other see each other's changes. */
  async #share(run: RunId, directory: string): Promise<void> {
    const own = await realPathOf(directory);
    for (const [other, place] of this.#places) {
      if (place !== own && !isBelow(place, own) && !isBelow(own, place)) continue;
      this.#shared.add(other);
      this.#shared.add(run);
    }
    this.#places.set(run, own);
  }

  #placeOf(run: RunId, directory: string, denied: readonly NameGlob[]): SnapshotPlace {
    const isDenied = this.#denying(denied);
    return { directory, own: this.#pathOf(run, '.'), leavesOut: (name) => isDenied(join(directory, name)) };
  }

  #within(ms: number): TimeLeft {
    const until = this.#clock.monotonicMs() + ms;
    return () => Math.max(1, until - this.#clock.monotonicMs());
  }

  async #drop(run: RunId): Promise<void> {
    await this.#remove(run, '.');
  }

  /** What can't be removed now is old one day. */
  async #remove(run: RunId, name: string): Promise<void> {
    await rm(this.#pathOf(run, name), { recursive: true, force: true }).catch(() => undefined);
  }

  async #write(run: RunId, name: string, value: object): Promise<void> {
    const path = this.#pathOf(run, name);
    await mkdir(this.#pathOf(run, '.'), { recursive: true, mode: 0o700 });
    await writeFile(`${path}.part`, JSON.stringify(value), { mode: 0o600 });
    await rename(`${path}.part`, path);
  }

  async #read<T>(run: RunId, name: string, shape: (value: unknown) => value is T): Promise<T | null> {
    try {
      const value: unknown = JSON.parse(await readFile(this.#pathOf(run, name), 'utf8'));
      return shape(value) ? value : null;
    } catch {
      return null;
    }
  }

  #pathOf(run: RunId, name: string): string {
    return join(this.#own, run, name);
  }
}
