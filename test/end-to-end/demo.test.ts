import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { procTable } from '../../src/adapters/engines/process/process-table.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const DEMO = fileURLToPath(new URL('../demo/demo.js', import.meta.url));
const LOOK_MS = 50;

describe('the demonstration without a terminal', () => {
  /** In a directory for temporary files of its own, by which all that belongs to it can be found. */
  function start(command: string, directory: string): ChildProcess {
    return spawn('sh', ['-c', command], {
      env: { ...process.env, TMPDIR: directory, DEMO: `"${process.execPath}" "${DEMO}"` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async function processesOf(directory: string): Promise<readonly number[]> {
    const entries = await procTable.read();
    return entries
      .filter(({ zombie }) => !zombie)
      .map(({ pid }) => pid)
      .filter((pid) => procTable.hasVariable(pid, `TMPDIR=${directory}`));
  }

  /** Resolves once no process and no file is left. */
  async function nothingLeft(directory: string): Promise<void> {
    while ((await processesOf(directory)).length > 0 || (await readdir(directory)).length > 0) await pause(LOOK_MS);
  }

  /** Resolves with all that was printed until the text is in it, or the output ends. */
  function printed(child: ChildProcess, text: string | null): Promise<string> {
    let output = '';
    return new Promise((resolve) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (text !== null && output.includes(text)) resolve(output);
      });
      child.stdout?.once('end', () => resolve(output));
    });
  }

  it('plays all that it has to show, and ends by itself with nothing left', async () => {
    await using directory = await temporaryDirectory();
    const demo = start('eval exec $DEMO', directory.path);
    const exit = once(demo, 'exit');
    const output = await printed(demo, null);
    expect(await exit, output).to.deep.equal([0, null]);
    const titles = output.split('\n').filter((line) => line.startsWith('── '));
    expect(titles).to.have.length(9);
    expect(output)
      .to.include('one after the other')
      .and.include('max_actions')
      .and.include('Fix prices without their last digit');
    expect(output).to.include('ended with exit code 0');
    await nothingLeft(directory.path);
  });

  it('leaves nothing running when its reader has seen enough', async () => {
    await using directory = await temporaryDirectory();
    const demo = start('eval $DEMO | head -n 3', directory.path);
    const exit = once(demo, 'exit');
    expect(await printed(demo, null)).to.include('played by itself');
    await exit;
    await nothingLeft(directory.path);
  });

  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGKILL'] as const) {
    it(`leaves nothing running after ${signal} in the middle of a run`, async () => {
      await using directory = await temporaryDirectory();
      const demo = start('eval exec $DEMO', directory.path);
      const exit = once(demo, 'exit');
      await printed(demo, 'You press');
      expect(await processesOf(directory.path)).to.have.length.greaterThan(2);
      demo.kill(signal);
      await exit;
      await nothingLeft(directory.path);
    });
  }

  it('leaves nothing behind when it is ended before it has begun', async () => {
    await using directory = await temporaryDirectory();
    const demo = start('eval exec $DEMO', directory.path);
    const exit = once(demo, 'exit');
    while ((await readdir(directory.path)).length === 0) await pause(LOOK_MS);
    demo.kill('SIGTERM');
    await exit;
    await nothingLeft(directory.path);
  });
});
