import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Serial } from '../../../application/concurrency/serial.js';
import type { ConfigText, ConfigWriting } from '../../../application/ports/config/config-text.js';
import type { ConfigTextProblem } from '../../../application/values/reload/config-problem.js';
import { errorCode } from '../../../domain/error-text.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import { readConfigFile } from '../read/read-config-file.js';
import { endOfLinks } from './end-of-links.js';
import { OwnerLost, replaceFile } from './replace-file.js';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The configuration file on disk. A new text replaces the file at the end of the symbolic links, which stay; mode, owner
 * and byte order mark stay too. Nobody but the writer sees it before it is complete and on the disk.
 */
export class ConfigFileText implements ConfigText {
  readonly #file: string;
  readonly #turns = new Serial();

  /** `file` is the path as it was given, symbolic links not followed. */
  constructor(file: string) {
    this.#file = file;
  }

  async read(): Promise<Result<ConfigWriting, ConfigTextProblem>> {
    const read = await readConfigFile(this.#file);
    return read.ok
      ? ok({ text: read.text, digest: digestOf(read.bytes) })
      : fail({ kind: 'unreadable', problem: read.problem });
  }

  /** One write after the other, so that none takes the digest of a file that the other is about to replace. */
  write(text: string, expecting?: string): Promise<Result<void, ConfigTextProblem>> {
    return this.#turns.run(() => this.#write(text, expecting));
  }

  async #write(text: string, expecting: string | undefined): Promise<Result<void, ConfigTextProblem>> {
    let target = this.#file;
    try {
      target = await endOfLinks(this.#file);
      const before = await contentOf(target);
      const marked = before?.toString('utf8', 0, 3) === BYTE_ORDER_MARK ? BYTE_ORDER_MARK + text : text;
      const replaced = await replaceFile(target, Buffer.from(marked), async () => {
        return expecting === undefined || expecting === digestOf((await contentOf(target)) ?? Buffer.alloc(0));
      });
      return replaced ? ok(undefined) : fail({ kind: 'changed', file: this.#file });
    } catch (error) {
      if (error instanceof OwnerLost) return fail({ kind: 'owned-by-other', file: target });
      return fail({ kind: 'not-writable', directory: dirname(target), code: codeOf(error) });
    }
  }
}

async function contentOf(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The operating system's name for what went wrong; an error that is none of its is thrown on. */
function codeOf(error: unknown): string {
  const code = errorCode(error);
  if (code === null) throw error;
  return code;
}
