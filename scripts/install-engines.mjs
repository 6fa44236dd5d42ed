// Installs the agent CLIs that `npm run test:engines` runs, in pinned versions, into .cache/engines.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// `script` makes the program where npm does not run install scripts and leaves a stub.
const ENGINES = [
  { package: '@anthropic-ai/claude-code', version: '2.1.332', program: 'claude', script: 'install.cjs' },
  { package: '@openai/codex', version: '0.171.0', program: 'codex' },
  { package: 'opencode-ai', version: '1.18.33', program: 'opencode', script: 'postinstall.mjs' },
  { package: '@earendil-works/pi-coding-agent', version: '1.6.0', program: 'pi' },
  { package: '@google/gemini-cli', version: '0.61.0', program: 'gemini' },
];

const directory = resolve(import.meta.dirname, '../.cache/engines');

if (!ENGINES.every(installed)) {
  mkdirSync(directory, { recursive: true });
  // All at once: npm removes what the package file does not name, and without one it would install into the project.
  const dependencies = Object.fromEntries(ENGINES.map((engine) => [engine.package, engine.version]));
  writeFileSync(join(directory, 'package.json'), `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`);
  console.log('installing agent CLIs into .cache/engines');
  run('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund']);
  for (const engine of ENGINES) finish(engine);
}

function finish(engine) {
  if (!installed(engine) && engine.script !== undefined) {
    run(process.execPath, [join(directory, 'node_modules', engine.package, engine.script)]);
  }
  if (!installed(engine)) throw new Error(`${engine.package}@${engine.version} does not start`);
}

function installed({ program, version }) {
  const file = join(directory, 'node_modules/.bin', program);
  if (!existsSync(file)) return false;
  const { stdout, stderr } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return `${stdout}${stderr}`.includes(version);
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: directory, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed (${error?.message ?? status})`);
}
