import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { ownCommand, startObstacle } from '../../../src/adapters/service/start-again.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const MODULE = new URL('../../../src/adapters/service/start-again.js', import.meta.url).href;

describe('starting again', () => {
  it('keeps the process, its arguments, options of Node, environment and directory', async () => {
    await using directory = await temporaryDirectory();
    const script = join(directory.path, 'again.mjs');
    await writeFile(
      script,
      `import { ownCommand, startAgain } from ${JSON.stringify(MODULE)};
console.log(JSON.stringify([process.pid, process.argv.slice(2), process.execArgv, process.env.MARK, process.cwd()]));
if (process.env.AGAIN === undefined) await startAgain(ownCommand({ ...process.env, AGAIN: 'yes' }));`,
    );
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', script, '--config', 'a b.toml'], {
      cwd: directory.path,
      env: { MARK: 'x y' },
    });
    const [first, second, ...more] = stdout.trim().split('\n');
    expect(second).to.equal(first).and.to.include('["--config","a b.toml"],["--no-warnings"],"x y"');
    expect(more).to.deep.equal([]);
  });

  it('finds nothing in its way here', async () => {
    expect(await startObstacle(ownCommand({}))).to.equal(null);
  });

  it('names what is in its way: Node or the program is gone', async () => {
    await using directory = await temporaryDirectory();
    const own = ownCommand({});
    const gone = join(directory.path, 'node');
    expect(await startObstacle({ ...own, program: gone })).to.include(gone);
    await writeFile(gone, '');
    await chmod(gone, 0o600);
    expect(await startObstacle({ ...own, program: gone })).to.include('can’t be run');
    expect(await startObstacle({ ...own, script: join(directory.path, 'x.js') })).to.include('x.js');
  });

  it('says so and goes on, instead of crashing, where that has happened since it was asked', async () => {
    await using directory = await temporaryDirectory();
    const script = join(directory.path, 'gone.mjs');
    await writeFile(
      script,
      `import { ownCommand, startAgain } from ${JSON.stringify(MODULE)};
await startAgain({ ...ownCommand({}), program: '/nowhere/node' });
process.exitCode = 75;`,
    );
    const ended = await promisify(execFile)(process.execPath, [script]).catch((error: unknown) => error);
    expect(ended).to.include({ code: 75 });
    expect((ended as { stderr: string }).stderr).to.include('/nowhere/node');
  });
});
