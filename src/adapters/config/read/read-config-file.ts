import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { ConfigProblem } from '../../../application/values/reload/config-problem.js';
import { reasonOf } from '../secrets/read-secret-files.js';
import { firstBadByte } from '../toml/first-bad-byte.js';
import { digestOf } from './digest.js';

/** The configuration file as it is on disk, or why it can't be read. */
export type ConfigFile =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly text: string; readonly mode: number }
  | { readonly ok: false; readonly problem: ConfigProblem; readonly digest: string | null };

const LARGEST_BYTES = 64 * 1024 * 1024;
/** To read more would take longer than others should have to wait. */
const LARGEST_NOW_BYTES = 8 * 1024 * 1024;

/** Reads the file once. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return failed(path, 'is not a regular file', 'Name a file, not a directory or a device.');
    if (stats.size > LARGEST_BYTES) return failed(path, 'is too large', 'Name the right file.');
    const bytes = await readFile(path);
    return decodeConfig(path, bytes, stats.mode);
  } catch (error) {
    const reason = reasonOf(error);
    const missing =
      'Run untether on a terminal, which asks for all it needs and writes the file (see untether init --help); or name another ' +
      'with --config or UNTETHER_CONFIG_PATH.';
    return failed(path, reason, reason === 'does not exist' ? missing : 'Correct its permissions.');
  }
}

/**
 * Reads a file that is near without waiting; `path` is behind all links, `named` what it is called. `null` if that could hold
 * the program up, or to say why it can't be read: it is not there, no regular file, or large.
 */
export function readConfigFileNow(path: string, named: string): ConfigFile | null {
  let file: number | null = null;
  try {
    // Whatever has taken its place by now: a pipe would be waited for.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size > LARGEST_NOW_BYTES) return null;
    return decodeConfig(named, readFileSync(file), stats.mode);
  } catch (error) {
    reasonOf(error);
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** What the bytes of a configuration file say. Byte order marks are dropped, as there may be two after a careless copy. */
export function decodeConfig(path: string, bytes: Uint8Array, mode: number): ConfigFile {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, bytes, text: text.replace(/^\uFEFF+/, ''), mode };
  } catch {
    const { line, column } = firstBadByte(bytes);
    const isUtf16 = /^(?:fffe|feff)/.test(Buffer.from(bytes.subarray(0, 2)).toString('hex'));
    const what = isUtf16 ? 'is UTF-16 text' : 'is not UTF-8 text; its first wrong byte is here';
    const refused = failed(path, what, 'Save it as UTF-8.');
    return { ...refused, problem: { ...refused.problem, line, column }, digest: digestOf(bytes, {}, [], new Map()) };
  }
}

function failed(file: string, what: string, hint: string): ConfigFile & { readonly ok: false } {
  const message = `The configuration file ${what}.`;
  return {
    ok: false,
    problem: { severity: 'error', file, line: null, column: null, key: '', message, hint },
    digest: null,
  };
}
