#!/usr/bin/env node
// Node 12 must be able to read this file, so that it can say what is needed: no static import and no newer syntax.
const needed = 24;
const [major] = process.versions.node.split('.');

// While the rest is loaded, a signal would end the process as if nobody listened: a SIGHUP that asks for a reload, too.
// `src/composition/cli/early-signals.ts` takes over.
const early = { came: [], listeners: {} };
for (const name of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
  early.listeners[name] = () => early.came.push(name);
  process.on(name, early.listeners[name]);
}
process[Symbol.for('untether.early-signals')] = early;

const program = new URL('../dist/bundle/untether.js', import.meta.url);

function refuse(sentence) {
  process.stderr.write(`untether: ${sentence}\n`);
  process.exitCode = 1;
}

async function start() {
  const { existsSync, readFileSync } = process.getBuiltinModule('node:fs');
  if (!existsSync(program)) return refuse('not built yet: run "npm run build" first');
  // Asked by scripts before each use, and answered without loading anything.
  if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    process.stdout.write(`${version}\n`);
    return;
  }
  await import(program.href);
}

if (Number(major) < needed) {
  refuse(`needs Node ${needed} or newer, and this is Node ${process.versions.node}: get one at https://nodejs.org`);
} else {
  start().catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    // What was opened before the failure would keep the process alive, deaf and without an end.
    process.exit(1);
  });
}
