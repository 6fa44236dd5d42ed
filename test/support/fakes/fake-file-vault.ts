import { basename, dirname } from 'node:path';
import picomatch from 'picomatch';
import { DenyGlobs } from '../../../src/adapters/files/deny-globs.js';
import { freeNames, numberedNames } from '../../../src/adapters/files/file-names.js';
import { directoryPath, filePath, isBelow, isTooDeep } from '../../../src/adapters/files/path-shape.js';
import { zipStream } from '../../../src/adapters/files/zip-stream.js';
import type {
  ChooseEntries,
  DirectoryEntry,
  FileOrder,
  FileProblem,
  FileRules,
  FileSearch,
  FileVault,
  FoundFile,
  Listing,
  NameGlob,
  OpenedFile,
  WalkLimits,
  ZippedDirectory,
} from '../../../src/application/ports/system/file-vault.js';
import type { StagedContent } from '../../../src/application/ports/system/staged-content.js';
import type { StagedFile } from '../../../src/domain/accepted/stored-delivery.js';
import type { Clock } from '../../../src/domain/ports/clock.js';
import { fail, ok, type Result } from '../../../src/domain/result.js';

/** Files in memory, of which there are no links and no directories that could be in the way. */
export class FakeFileVault implements FileVault, StagedContent {
  readonly #clock: Clock;
  /** Where staged files were put, by their names and where they were to go. */
  readonly #placed = new Map<string, string>();
  #lastStaged = 0;

  /** What was written, by path. */
  readonly files = new Map<string, Uint8Array>();
  /** What is staged, by name. */
  readonly staged = new Map<string, Uint8Array>();
  /** Set to let writing and staging fail. */
  problem: FileProblem | null = null;
  /** Files that are listed and can't be opened for an archive. */
  readonly unreadable = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async write(
    { path, content, onConflict }: FileOrder,
    rules: FileRules,
  ): Promise<Result<{ readonly path: string }, FileProblem>> {
    const place = confined(path, rules, [...rules.secretNames, ...rules.executedNames]);
    if (!place.ok) return place;
    const root = rules.roots.find((one) => isBelow(one, place.value)) ?? '/';
    if (isTooDeep(root, place.value)) return fail({ kind: 'bad-path', path: place.value, fault: 'too-deep' });
    if (this.problem !== null) return fail(this.problem);
    const before = content instanceof Uint8Array ? undefined : this.#placed.get(`${content.name} ${place.value}`);
    if (before !== undefined && this.files.has(before)) return ok({ path: before });
    const bytes = content instanceof Uint8Array ? content : this.staged.get(content.name);
    if (bytes === undefined) return fail({ kind: 'missing', path: place.value });
    const chosen = this.#nameFor(place.value, onConflict, bytes);
    if (chosen === null) return fail({ kind: 'exists', path: place.value });
    this.files.set(chosen, bytes.slice());
    if (!(content instanceof Uint8Array)) this.#placed.set(`${content.name} ${place.value}`, chosen);
    return ok({ path: chosen });
  }

  async read(path: string, maxBytes: number, rules: FileRules): Promise<Result<Uint8Array, FileProblem>> {
    const place = confined(path, rules, rules.secretNames);
    if (!place.ok) return place;
    const bytes = this.files.get(place.value);
    if (bytes === undefined) {
      const isDirectory = [...this.files.keys()].some((file) => isBelow(place.value, file));
      return fail({ kind: isDirectory ? 'not-a-file' : 'missing', path: place.value });
    }
    if (bytes.length > maxBytes) return fail({ kind: 'too-large', path: place.value, maxBytes });
    return ok(bytes.slice());
  }

  async openRead(path: string, maxBytes: number, rules: FileRules): Promise<Result<OpenedFile, FileProblem>> {
    const found = await this.read(path, maxBytes, rules);
    return found.ok ? ok(opened(basename(path), found.value)) : found;
  }

  async list(written: string, rules: FileRules, choose?: ChooseEntries): Promise<Result<Listing, FileProblem>> {
    const path = directoryPath(written);
    if (!path.ok) return path;
    const { value: directory } = path;
    if (directory === '/') return fail({ kind: 'outside-roots', path: directory, roots: rules.roots });
    const place = rules.roots.includes(directory) ? ok(directory) : confined(directory, rules, rules.secretNames);
    if (!place.ok) return place;
    if (this.files.has(directory)) return fail({ kind: 'not-a-directory', path: directory });
    const below = [...this.files].filter(([file]) => isBelow(directory, file));
    if (below.length === 0 && !rules.roots.includes(directory)) return fail({ kind: 'missing', path: directory });
    const entries = new Map(below.map(([file, content]) => this.#entry(file.slice(directory.length + 1), content)));
    const open = [...entries.values()].filter(
      ({ name }) => confined(`${directory}/${name}`, rules, rules.secretNames).ok,
    );
    const names = open.map(({ name, kind }) => ({ name, kind }));
    const chosen = (choose?.(names) ?? names).map(({ name }) => name);
    const shown = chosen.flatMap((name) => entries.get(name) ?? []);
    return ok({ names, entries: shown, leftOut: entries.size - open.length, isCut: false });
  }

  async zip(written: string, limits: WalkLimits, rules: FileRules): Promise<Result<ZippedDirectory, FileProblem>> {
    const root = await this.list(written, rules);
    const directory = directoryPath(written);
    if (!root.ok || !directory.ok) return root.ok ? fail({ kind: 'missing', path: written }) : root;
    const { value: path } = directory;
    const below = [...this.files.keys()].filter((file) => isBelow(path, file));
    const files = below.filter((file) => confined(file, rules, rules.secretNames).ok);
    const bytes = files.reduce((sum, file) => sum + (this.files.get(file)?.length ?? 0), 0);
    if (files.length > limits.files) return fail({ kind: 'too-many-files', path, most: limits.files });
    if (bytes > limits.bytes) return fail({ kind: 'too-large', path, maxBytes: limits.bytes });
    const top = basename(path);
    const members = files.map((file) => ({ path: file, name: top + file.slice(path.length), at: this.#clock.now() }));
    let missed = 0;
    const content = zipStream(members, async ({ path: file }) => {
      const bytesOf = this.unreadable.has(file) ? undefined : this.files.get(file);
      if (bytesOf !== undefined) return opened(basename(file), bytesOf);
      missed += 1;
      return null;
    });
    const leftOut = below.length - files.length;
    return ok({ name: `${top}.zip`, files: files.length, bytes, leftOut, missed: () => missed, content });
  }

  async find(
    { directory, glob, most }: FileSearch,
    rules: FileRules,
  ): Promise<Result<readonly FoundFile[], FileProblem>> {
    const root = await this.list(directory, rules);
    if (!root.ok) return root;
    const matches = picomatch(glob, { dot: true });
    const found = [...this.files]
      .filter(([file]) => isBelow(directory, file) && confined(file, rules, rules.secretNames).ok)
      .map(([file, { length }]) => ({ path: file.slice(directory.length + 1), bytes: length }))
      .filter(({ path }) => matches(path));
    const depth = ({ path }: FoundFile) => path.split('/').length;
    const byPlace = (one: FoundFile, other: FoundFile) => depth(one) - depth(other) || (one.path < other.path ? -1 : 1);
    return ok(found.toSorted(byPlace).slice(0, most));
  }

  async stage(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Result<StagedFile, FileProblem>> {
    this.#lastStaged += 1;
    const name = `staged${this.#lastStaged}`;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of source) {
      chunks.push(chunk.slice());
      bytes += chunk.length;
      if (bytes > maxBytes) return fail({ kind: 'too-large', path: name, maxBytes });
    }
    if (this.problem !== null) return fail(this.problem);
    this.staged.set(name, Buffer.concat(chunks));
    return ok({ name, bytes });
  }

  async contentOf({ name }: StagedFile): Promise<Result<() => AsyncIterable<Uint8Array>, FileProblem>> {
    const bytes = this.staged.get(name);
    if (bytes === undefined) return fail({ kind: 'missing', path: name });
    return ok(async function* () {
      yield bytes;
    });
  }

  async discard({ name }: StagedFile): Promise<void> {
    this.staged.delete(name);
  }

  async discardAll(except: readonly StagedFile[]): Promise<void> {
    const kept = new Set(except.map(({ name }) => name));
    for (const name of this.staged.keys()) if (!kept.has(name)) this.staged.delete(name);
  }

  #entry(way: string, content: Uint8Array): [string, DirectoryEntry] {
    const [name = '', ...deeper] = way.split('/');
    const isDirectory = deeper.length > 0;
    const bytes = isDirectory ? 0 : content.length;
    return [name, { name, kind: isDirectory ? 'directory' : 'file', bytes, modifiedAt: this.#clock.now() }];
  }

  #nameFor(path: string, onConflict: FileOrder['onConflict'], bytes: Uint8Array): string | null {
    if (onConflict === 'overwrite' || !this.files.has(path)) return path;
    if (onConflict === 'error') return null;
    const directory = dirname(path);
    const wanted = path.slice(directory.length + 1);
    const names = onConflict === 'keep_both' ? numberedNames(wanted) : freeNames(wanted, this.#clock.now());
    for (const name of names) {
      const there = this.files.get(`${directory}/${name}`);
      const isSame = onConflict === 'keep_both' && there !== undefined && Buffer.from(there).equals(bytes);
      if (there === undefined || isSame) return `${directory}/${name}`;
    }
    return null;
  }
}

/** As on a disk, nothing can be read of it once it was given back. */
function opened(name: string, bytes: Uint8Array): OpenedFile {
  let closed = false;
  const content = async function* () {
    await Promise.resolve();
    if (closed) throw new Error('file closed');
    yield bytes.slice();
  };
  const close = async () => {
    closed = true;
  };
  return { name, bytes: bytes.length, content: content(), [Symbol.asyncDispose]: close };
}

function confined(written: string, rules: FileRules, globs: readonly NameGlob[]): Result<string, FileProblem> {
  const path = filePath(written);
  if (!path.ok) return path;
  const { value } = path;
  const { roots, denied } = rules;
  if (!roots.some((root) => isBelow(root, value))) return fail({ kind: 'outside-roots', path: value, roots });
  if (['/proc', '/sys', '/dev'].some((one) => value === one || isBelow(one, value))) {
    return fail({ kind: 'system-file', path: value });
  }
  const glob = new DenyGlobs(globs).denying(value);
  if (glob !== null) return fail({ kind: 'denied-name', path: value, glob });
  const isOwn = denied.some(
    (place) =>
      (place.path === value || isBelow(place.path, value)) && !place.except.some((open) => isBelow(open, value)),
  );
  return isOwn ? fail({ kind: 'own-file', path: value }) : ok(value);
}
