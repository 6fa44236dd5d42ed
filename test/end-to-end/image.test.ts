import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { projectRoot } from '../architecture/project-root.js';
import { installedPackage } from '../support/installed-package.js';
import { expectNoLeaks } from '../support/leaks.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { Rig } from './rig.js';

const dockerfile = readFileSync(join(projectRoot, 'Dockerfile'), 'utf8');

/** The words of an instruction in the form of a JSON list. */
function listed(instruction: RegExp): readonly string[] {
  return JSON.parse(instruction.exec(dockerfile)?.[1] ?? '[]') as readonly string[];
}

/** What the image sets, below a directory instead of the root. */
function environmentBelow(root: string): Readonly<Record<string, string>> {
  const set = dockerfile.matchAll(/^ENV (\w+)=(\/\S+)$/gm);
  return Object.fromEntries([...set].map(([, name = '', path = '']) => [name, `${root}${path}`]));
}

describe('what the Dockerfile puts together, without Docker', () => {
  expectNoLeaks();

  it('starts by its command, and its health check follows the program', async () => {
    await using directory = await temporaryDirectory();
    await using rig = await Rig.open();
    const { root, environment: installed } = await installedPackage(directory.path);
    const environment = environmentBelow(rig.directory);
    expect(Object.keys(environment)).to.deep.equal(['UNTETHER_CONFIG_PATH', 'UNTETHER_STATE_DIR']);
    // As the volumes do: the file beside nothing of the state.
    for (const path of ['config', 'state', 'config/project']) await mkdir(join(rig.directory, path));
    await writeFile(join(rig.directory, 'config/untether.toml'), rig.config(), { mode: 0o600 });
    rig.environment = { ...environment, PATH: installed['PATH'] ?? '' };
    rig.program = join(root, 'bin/untether.js');
    const [name, ...words] = listed(/^CMD (\[.*\])$/m);
    expect(name).to.equal('untether');

    const [check = '', ...asked] = listed(/^HEALTHCHECK .*CMD (\[.*\])$/m);
    const health = () =>
      spawnSync(check, asked, { env: { HOME: rig.directory, ...rig.environment }, encoding: 'utf8' }).status;
    expect(health()).to.equal(1);
    const program = rig.launch(...words);
    await rig.until('the start message', () => rig.bots().find(({ now }) => now.text.includes('is running')));
    expect(health()).to.equal(0);
    await rig.answer(rig.say('[[say:from the image]]'), 'from the image');
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
    while (health() !== 1) await pause(50);
  });

  it('runs as nobody’s root, collects what agents leave, and keeps what must outlive it in volumes', () => {
    expect(dockerfile).to.match(/^USER node$/m);
    expect(listed(/^ENTRYPOINT (\[.*\])$/m)[0]).to.equal('tini');
    expect(listed(/^VOLUME (\[.*\])$/m)).to.include.members(['/config', '/state', '/home/node']);
  });
});
