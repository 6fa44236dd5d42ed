import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GoodFile, GoodFiles, GoodText } from '../../application/ports/config/good-files.js';
import { Secret } from '../../domain/secret.js';

const MOST_KEPT = 20;
/** What is kept of one: `.json` says that it was. */
const ENDINGS = ['json', 'toml', 'env.json'];
const OWNER_ONLY = { file: 0o600, directory: 0o700 };

/**
 * Keeps each file as `<number>.toml`, as it was, what overrode it as `<number>.env.json`, and what is known of it as
 * `<number>.json`, which is written last: a file without it was not kept.
 */
export class GoodFilesDirectory implements GoodFiles {
  readonly #directory: string;
  readonly #most: number;

  /** Those with the highest numbers stay, `most` of them. */
  constructor(directory: string, most = MOST_KEPT) {
    this.#directory = directory;
    this.#most = most;
  }

  async keep(file: GoodFile, { text, overrides }: GoodText): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: OWNER_ONLY.directory });
    await this.#write(`${file.number}.toml`, text.reveal());
    await this.#write(`${file.number}.env.json`, overrides.reveal());
    await this.#write(`${file.number}.json`, JSON.stringify(file));
    const surplus = (await this.#numbers()).slice(this.#most);
    const names = surplus.flatMap((number) => ENDINGS.map((ending) => `${number}.${ending}`));
    await Promise.all(names.map((name) => rm(join(this.#directory, name), { force: true })));
  }

  async list(): Promise<readonly GoodFile[]> {
    const files = await Promise.all((await this.#numbers()).map((number) => this.#describe(number)));
    return files.filter((file) => file !== null);
  }

  async text(number: number): Promise<Secret | null> {
    if (!(await this.#numbers()).includes(number)) return null;
    const text = await this.#read(`${number}.toml`);
    return text === null ? null : new Secret(text);
  }

  async content(number: number): ReturnType<GoodFiles['content']> {
    const text = await this.text(number);
    const overrides = text === null ? null : await this.#read(`${number}.env.json`);
    return text === null ? null : { text, overrides: overrides === null ? null : new Secret(overrides) };
  }

  /** The highest first. */
  async #numbers(): Promise<readonly number[]> {
    const names = await readdir(this.#directory).catch(orNothing);
    const numbers = (names ?? []).flatMap((name) => /^(\d{1,15})\.json$/.exec(name)?.[1] ?? []).map(Number);
    return numbers.toSorted((a, b) => b - a);
  }

  async #describe(number: number): Promise<GoodFile | null> {
    const json = await this.#read(`${number}.json`);
    if (json === null) return null;
    try {
      const { at, digest, changes } = JSON.parse(json) as Partial<GoodFile>;
      if (typeof at !== 'number' || typeof digest !== 'string' || !Array.isArray(changes)) return null;
      return { number, at, digest, changes: changes.map(String) };
    } catch {
      return null;
    }
  }

  async #read(name: string): Promise<string | null> {
    return readFile(join(this.#directory, name), 'utf8').catch(orNothing);
  }

  /** At once and durably: nobody ever finds half of it. */
  async #write(name: string, content: string): Promise<void> {
    const path = join(this.#directory, name);
    const draft = `${path}.new`;
    const file = await open(draft, 'w', OWNER_ONLY.file);
    try {
      await file.chmod(OWNER_ONLY.file);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  }
}

/** For what is not there; other refusals of the disk are thrown on. */
function orNothing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
