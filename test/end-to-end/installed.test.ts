import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { projectRoot } from '../architecture/project-root.js';
import { type InstalledPackage, installedPackage } from '../support/installed-package.js';
import { expectNoLeaks } from '../support/leaks.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { Rig } from './rig.js';

const run = promisify(execFile);

/** A Node that this program is too new for, where the machine has one. */
function olderNode(): string | null {
  const nodes = (process.env['PATH'] ?? '').split(delimiter).map((directory) => join(directory, 'node'));
  const isOlder = (node: string) => {
    const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
    return status === 0 && Number(/^v(\d+)/.exec(stdout)?.[1]) < 24;
  };
  return nodes.find((node) => existsSync(node) && isOlder(node)) ?? null;
}

describe('the package, installed below an empty directory', () => {
  expectNoLeaks();
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let installed: InstalledPackage;

  before(async () => {
    directory = await temporaryDirectory();
    installed = await installedPackage(directory.path);
  });

  after(async () => {
    await directory[Symbol.asyncDispose]();
  });

  const untether = async (...args: readonly string[]) => {
    const { stdout } = await run('untether', args, { env: installed.environment, cwd: directory.path });
    return stdout;
  };

  it('answers by its name, and brings its manual page', async () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
    expect(await untether('--version')).to.equal(`${version}\n`);
    expect(await untether('--help')).to.include('Commands:');
    expect(await untether('completion', 'fish')).to.include('complete -c untether');
    expect(await untether('config', 'path')).to.equal(`${directory.path}/home/.untether/untether.toml\n`);
    expect(existsSync(join(installed.prefix, 'share/man/man1/untether.1'))).to.equal(true);
  });

  it('holds what runs and what is read, no sources, no declarations, and of maps only those of the bundle', async () => {
    const names = (await readdir(installed.root, { recursive: true })).filter((name) => !name.includes('node_modules'));
    const odd = names.filter((name) => /\.ts$|\.tsbuildinfo$/.test(name) || /^(src|test|scripts)\b/.test(name));
    expect(odd).to.deep.equal([]);
    expect(names.filter((name) => name.endsWith('.map') && !name.startsWith('dist/bundle/'))).to.deep.equal([]);
    const licences = readFileSync(join(installed.root, 'dist/bundle/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['commander', 'inversify', 'koa', 'undici'])
      expect(licences).to.match(RegExp(`^---- ${name} `, 'm'));
  });

  it('starts, and answers', async () => {
    await using rig = await Rig.open();
    rig.program = join(installed.root, 'bin/untether.js');
    const program = await rig.start();
    await rig.answer(rig.say('[[say:installed]]'), 'installed');
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
  });

  const older = olderNode();
  if (older !== null) {
    it('says in one sentence what it needs on the older Node of this machine', () => {
      const { status, stdout, stderr } = spawnSync(older, [join(installed.root, 'bin/untether.js')], {
        encoding: 'utf8',
      });
      expect({ status, stdout }).to.deep.equal({ status: 1, stdout: '' });
      expect(stderr).to.match(/^untether: needs Node 24 or newer, and this is Node [\d.]+: .*\n$/);
    });
  }
});
