import { chmod, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ConfigSource } from '../../../application/ports/config/config-source.js';
import type {
  FirstConfig,
  FirstConfigFile,
  FirstConfigProblem,
  WrittenConfig,
} from '../../../application/ports/config/first-config-file.js';
import { errorCode } from '../../../domain/error-text.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import { Secret } from '../../../domain/secret.js';
import { endOfLinks } from '../edit/end-of-links.js';
import { OwnerLost, replaceFile } from '../edit/replace-file.js';
import { firstConfigText } from './first-config-text.js';

const OWNER_ONLY = 0o600;
const TOKEN_FILE = 'bot-token';

/** What writing works with: `makeDirectories` makes a directory and those above it, for their owner alone. */
export interface FirstConfigTools {
  readonly source: Pick<ConfigSource, 'readText'>;
  readonly makeDirectories: (path: string) => void;
}

/** A first configuration and its token, each written in one step; the configuration last, so that a file that is there is whole. */
export class FirstConfigOnDisk implements FirstConfigFile {
  readonly path: string;
  readonly #tools: FirstConfigTools;
  #seen: Buffer | null = null;

  /** `path` is the file as it was named, symbolic links not followed. */
  constructor(path: string, tools: FirstConfigTools) {
    this.path = path;
    this.#tools = tools;
  }

  async look(): Promise<boolean> {
    this.#seen = await contentOf(this.path);
    return this.#seen !== null;
  }

  async write(config: FirstConfig): Promise<Result<WrittenConfig, FirstConfigProblem>> {
    const undo: (() => Promise<void>)[] = [];
    try {
      const written = await this.#write(config, undo);
      if (!written.ok) await undoAll(undo);
      return written;
    } catch (error) {
      await undoAll(undo);
      if (error instanceof OwnerLost) return fail({ kind: 'owned-by-other', file: this.path });
      const code = errorCode(error);
      if (code === null) throw error;
      return fail({ kind: 'not-writable', directory: dirname(this.path), code });
    }
  }

  async #write(config: FirstConfig, undo: (() => Promise<void>)[]): Promise<Result<WrittenConfig, FirstConfigProblem>> {
    this.#tools.makeDirectories(dirname(this.path));
    const target = await endOfLinks(this.path);
    const tokenFile = join(dirname(this.path), TOKEN_FILE);
    const tokenBackup = await this.#writeToken(tokenFile, config.token, undo);
    const text = firstConfigText(config, { bot_token_file: TOKEN_FILE });
    const reading = await this.#tools.source.readText(new Secret(text));
    if (!reading.ok) return fail({ kind: 'invalid', problems: reading.problems });
    const backup = this.#seen === null ? null : await keep(target, this.#seen, undo);
    const replaced = await replaceFile(target, Buffer.from(text), async () =>
      same(await contentOf(target), this.#seen),
    );
    if (!replaced) return fail({ kind: 'changed', file: this.path });
    await chmod(target, OWNER_ONLY);
    const backups = [backup, tokenBackup].filter((one) => one !== null);
    return ok({ file: this.path, tokenFile, backups, warnings: reading.warnings });
  }

  /** Where the token of before is kept; `null` where there was none, or the same. */
  async #writeToken(path: string, token: Secret, undo: (() => Promise<void>)[]): Promise<string | null> {
    const content = Buffer.from(`${token.reveal()}\n`);
    const before = await contentOf(path);
    if (before?.equals(content) === true) {
      await chmod(path, OWNER_ONLY);
      return null;
    }
    const backup = before === null ? null : await keep(path, before, undo);
    undo.push(async () => {
      if (before === null) await rm(path, { force: true });
      else await replaceFile(path, before, async () => true);
    });
    await replaceFile(path, content, async () => true);
    await chmod(path, OWNER_ONLY);
    return backup;
  }
}

/** Writes what a file said into one beside it, under a name that nothing has. */
async function keep(path: string, content: Buffer, undo: (() => Promise<void>)[]): Promise<string> {
  for (let number = 1; ; number++) {
    const backup = number === 1 ? `${path}.bak` : `${path}.bak${number}`;
    try {
      await using file = await open(backup, 'wx', OWNER_ONLY);
      undo.unshift(() => rm(backup, { force: true }));
      await file.writeFile(content);
      await file.sync();
      return backup;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** Where the disk is full, taking back is still possible; what isn't, is left, and nobody uses it. */
async function undoAll(undo: readonly (() => Promise<void>)[]): Promise<void> {
  for (const step of undo.toReversed()) await step().catch(() => undefined);
}

function same(one: Buffer | null, other: Buffer | null): boolean {
  return one === null || other === null ? one === other : one.equals(other);
}

async function contentOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
