// Puts the compiled program and its packages into a few files: loading a thousand small ones takes longer than all that
// a start does. What only some commands need stays in a file of its own. Tests of single parts run on the compiled
// modules; `bin/untether.js` runs what this writes.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Found in `node_modules` when they are asked for: koffi is a native module that not every system has, and a part of
 * ogg-opus-decoder is under the LGPL, which lets people exchange it.
 */
const leftOut = ['koffi', 'ogg-opus-decoder', 'pino-pretty'];

/** What we use of packages whose main file brings much more along. */
const used = {
  // Its `fetch`, its cache and its web sockets are not asked for; its main file is what gives clients their methods.
  undici: [
    "import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';",
    "import request from 'undici/lib/api/api-request.js';",
    'Object.assign(Dispatcher.prototype, { request });',
    "export { default as Client } from 'undici/lib/dispatcher/client.js';",
    "export { default as errors } from 'undici/lib/core/errors.js';",
  ].join('\n'),
  // raw-body wants it where a body is to become a text; ours are read as bytes.
  'iconv-lite': "export function getDecoder() { throw new Error('bodies are read as bytes'); }",
};
const ofUse = '\0of-use:';
const partsOfPackages = {
  name: 'parts-of-packages',
  resolveId: (id) => (Object.hasOwn(used, id) ? ofUse + id : null),
  load: (id) => (id.startsWith(ofUse) ? used[id.slice(ofUse.length)] : null),
};

/**
 * V8 keeps a text with one character beyond Latin-1 in twice the memory, so that they are written as escapes. The lines stay, and
 * with them the maps.
 */
const escapedCharacters = {
  name: 'escaped-characters',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle).filter(({ type }) => type === 'chunk')) {
      // There an escape would mean something else.
      const kept = /String\.raw`[^`]*[^\0-\xff]|(?<!\\)(?:\\\\)*\\[^\0-\xff]/.exec(chunk.code);
      if (kept !== null)
        throw new Error(`${chunk.fileName} has a character beyond Latin-1 that can't be escaped: ${kept[0]}`);
      chunk.code = chunk.code.replace(/[^\0-\xff]/g, escaped);
    }
  },
};

/** Most licences ask that they go where the code goes. */
const licences = {
  name: 'licences',
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap(({ type, modules }) =>
      type === 'chunk' ? Object.keys(modules) : [],
    );
    const packages = new Map(modules.flatMap((id) => packageOf(id) ?? []));
    const texts = [...packages].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text);
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: texts.join('\n') });
  },
};

/** The package that a module comes from, by its name and version, with its licence; nothing for one of ours. */
function packageOf(id) {
  if (!id.includes('node_modules')) return null;
  let directory = dirname(id);
  while (!/node_modules\/(@[^/]+\/)?[^/]+$/.test(directory)) directory = dirname(directory);
  const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const file = readdirSync(directory).find((one) => /^licen[cs]e/i.test(one));
  const text =
    file !== undefined && existsSync(join(directory, file)) ? readFileSync(join(directory, file), 'utf8') : '';
  return [[`${name}@${version}`, `---- ${name} ${version} (${license})\n\n${text.trim()}\n`]];
}

function escaped(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const bundle = await rolldown({
  cwd: root,
  input: { untether: 'dist/src/composition/cli.js' },
  platform: 'node',
  external: leftOut,
  plugins: [partsOfPackages, escapedCharacters, licences],
  resolve: { mainFields: ['module', 'main'] },
  // What `depd` evaluates is its own text.
  checks: { eval: false },
});
await bundle.write({
  dir: 'dist/bundle.new',
  cleanDir: true,
  format: 'esm',
  sourcemap: true,
  keepNames: true,
  comments: { jsdoc: false },
  chunkFileNames: '[name]-[hash].js',
});
await bundle.close();
// Whole or not at all: what is started or packed meanwhile finds the one before.
process.chdir(root);
rmSync('dist/bundle', { recursive: true, force: true });
renameSync('dist/bundle.new', 'dist/bundle');
