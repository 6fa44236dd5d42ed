// Puts the compiled program and its packages into a few files: loading a thousand small ones takes longer than all that
// a start does. What only some commands need stays in a file of its own. Tests of single parts run on the compiled
// modules; `bin/untether.js` runs what this writes.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Found in `node_modules` when they are asked for: koffi is a native module that not every system has. */
const leftOut = ['koffi', 'pino-pretty'];

/** Of undici we use a client and its errors; its main file would bring its `fetch`, its cache and its web sockets along. */
const undici = {
  name: 'undici-client',
  resolveId: (id) => (id === 'undici' ? '\0undici-client' : null),
  load: (id) =>
    id === '\0undici-client'
      ? "export { default as Client } from 'undici/lib/dispatcher/client.js'; export { default as errors } from 'undici/lib/core/errors.js';"
      : null,
};

const bundle = await rolldown({
  cwd: root,
  input: { untether: 'dist/src/composition/cli.js' },
  platform: 'node',
  external: leftOut,
  plugins: [undici],
  resolve: { mainFields: ['module', 'main'] },
  // What `depd` evaluates is its own text.
  checks: { eval: false },
});
await bundle.write({
  dir: 'dist/bundle',
  cleanDir: true,
  format: 'esm',
  sourcemap: true,
  keepNames: true,
  comments: { jsdoc: false },
  chunkFileNames: '[name]-[hash].js',
});
await bundle.close();
