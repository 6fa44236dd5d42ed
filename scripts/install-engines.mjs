// Installs the agent CLIs that `npm run test:engines` runs, in pinned versions, into .cache/engines.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ENGINES = [
  { package: '@anthropic-ai/claude-code', version: '2.1.330', program: 'claude', script: 'install.cjs' },
];

const directory = resolve(import.meta.dirname, '../.cache/engines');
mkdirSync(directory, { recursive: true });
// Without one npm would take the project around this folder for the place to install into.
writeFileSync(join(directory, 'package.json'), '{ "private": true }\n');

for (const engine of ENGINES) {
  if (installed(engine)) continue;
  const name = `${engine.package}@${engine.version}`;
  console.log(`installing ${name} into .cache/engines`);
  run('npm', ['install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', name]);
  // Where npm does not run install scripts, the package is left without its program.
  if (!installed(engine)) run(process.execPath, [join(directory, 'node_modules', engine.package, engine.script)]);
  if (!installed(engine)) throw new Error(`${name} does not start`);
}

function installed({ program, version }) {
  const { stdout } = spawnSync(join(directory, 'node_modules/.bin', program), ['--version'], { encoding: 'utf8' });
  return stdout?.includes(version) ?? false;
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: directory, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed (${error?.message ?? status})`);
}
