import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from './project-root.js';

/** The folders whose files a document may name. */
const FOLDERS = ['src', 'test', 'scripts', 'bin', 'contrib'];

/** The engine that is added in examples. */
const INVENTED = /\bacme\b/;

/** Names that look like ours and belong to packages. */
const FOREIGN = ['CronJob'];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name)),
);

const fileNames = new Set(files.map((file) => basename(file)));

const words = new Set(
  files
    .filter((file) => file.startsWith(join(projectRoot, 'src')) && file.endsWith('.ts'))
    .flatMap((file) => readFileSync(file, 'utf8').match(/\w+/g) ?? []),
);

/** Why a document can't name that as code of ours; `null` if it can, or if it is no name of a path, a file or a type. */
export function codeObjection(named: string): string | null {
  if (INVENTED.test(named)) return null;
  const [folder = ''] = named.split('/');
  if (named.includes('/') && FOLDERS.includes(folder)) {
    const certain = named.replace(/\/?[^/]*[<{*…].*$/, '');
    return existsSync(join(projectRoot, certain)) ? null : `${certain} is not there`;
  }
  if (/^[a-z0-9.-]+\.[cm]?[jt]s$/.test(named)) return fileNames.has(named) ? null : `no file is called ${named}`;
  if (!/^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+(?:\.\w+)?$/.test(named) || FOREIGN.includes(named)) return null;
  const unknown = named.split('.').find((word) => !words.has(word));
  return unknown === undefined ? null : `the code has no ${unknown}`;
}
