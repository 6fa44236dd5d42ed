import { dirname } from 'node:path';
import { DenyGlobs } from '../../../src/adapters/files/deny-globs.js';
import { freeNames } from '../../../src/adapters/files/file-names.js';
import { filePath, isBelow, isTooDeep } from '../../../src/adapters/files/path-shape.js';
import type {
  FileOrder,
  FileProblem,
  FileRules,
  FileVault,
  NameGlob,
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
    const chosen = this.#nameFor(place.value, onConflict);
    if (chosen === null) return fail({ kind: 'exists', path: place.value });
    this.files.set(chosen, bytes.slice());
    if (!(content instanceof Uint8Array)) this.#placed.set(`${content.name} ${place.value}`, chosen);
    return ok({ path: chosen });
  }

  async read(path: string, maxBytes: number, rules: FileRules): Promise<Result<Uint8Array, FileProblem>> {
    const place = confined(path, rules, rules.secretNames);
    if (!place.ok) return place;
    const bytes = this.files.get(place.value);
    if (bytes === undefined) return fail({ kind: 'missing', path: place.value });
    if (bytes.length > maxBytes) return fail({ kind: 'too-large', path: place.value, maxBytes });
    return ok(bytes.slice());
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

  #nameFor(path: string, onConflict: FileOrder['onConflict']): string | null {
    if (onConflict === 'overwrite' || !this.files.has(path)) return path;
    if (onConflict === 'error') return null;
    const directory = dirname(path);
    for (const name of freeNames(path.slice(directory.length + 1), this.#clock.now())) {
      if (!this.files.has(`${directory}/${name}`)) return `${directory}/${name}`;
    }
    return null;
  }
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
