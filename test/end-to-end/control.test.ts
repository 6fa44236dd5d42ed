import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { Rig } from './rig.js';

describe('the command line beside a running program', () => {
  expectNoLeaks();

  /** Runs a command to its end: what it printed and its exit code. */
  async function run(rig: Rig, ...args: string[]): Promise<{ readonly code: unknown; readonly text: string }> {
    const child = rig.launch(...args, '--config', rig.configPath);
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, text };
  }

  it('says that nothing runs', async () => {
    await using rig = await Rig.open();
    for (const command of ['reload', 'status']) {
      const { code, text } = await run(rig, command);
      expect(text).to.include('not running');
      expect(code).to.equal(1);
    }
  });

  it('reaches it again after its socket, or the whole state directory, was deleted', async () => {
    await using rig = await Rig.open();
    const program = await rig.start();
    for (const gone of ['state/control', 'state']) {
      await rm(join(rig.directory, gone), { recursive: true, maxRetries: 20, retryDelay: 5 });
      while ((await run(rig, 'status')).code !== 0) expect(program.exitCode).to.equal(null);
    }
    expect((await run(rig, 'reload')).code).to.equal(0);
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
  });

  it('reloads, says what changed, what is wrong and where, and how the program is', async () => {
    await using rig = await Rig.open();
    await rig.configure(`watch_config = false\n${rig.config()}`);
    await rig.start();
    expect(await run(rig, 'reload')).to.include({ code: 0 });
    await rig.configure(`watch_config = false\n${rig.config('[footer]\nshow_api_cost = false\n')}`);
    const applied = await run(rig, 'reload');
    expect(applied.code).to.equal(0);
    expect(applied.text).to.include('Configuration 2 is live').and.to.include('footer');
    await rig.configure(`watch_config = false\n${rig.config('[footer]\nshow_api_cost = "perhaps"\n')}`);
    const refused = await run(rig, 'reload');
    expect(refused.code).to.equal(1);
    expect(refused.text).to.match(/untether\.toml:\d+:\d+ {2}error/);
    await rig.configure('this is = = no TOML');
    expect((await run(rig, 'reload')).text).to.include('untether.toml:1:');
    const status = await run(rig, 'status');
    expect(status.code).to.equal(0);
    expect(status.text)
      .to.match(/^Works, but needs attention\n.*untether\.toml has an error and was not applied/)
      .and.to.include('configuration 2');
  });

  it('puts in force what is held', async () => {
    await using rig = await Rig.open();
    const approve = '[reload]\napprove = true\n';
    await rig.configure(rig.config(approve));
    const program = await rig.start();
    await rig.configure(rig.config(`${approve}[footer]\nshow_api_cost = false\n`));
    await rig.until('the question', () =>
      rig.bots().find((one) => one.now.buttons.flat().some(({ text }) => text.includes('Apply'))),
    );
    const held = await run(rig, 'reload');
    expect(held.code).to.equal(1);
    expect(held.text).to.include('untether reload --apply');
    const applied = await run(rig, 'reload', '--apply');
    expect(applied.text).to.include('Configuration 2 is live');
    const ended = await rig.until('the end of the question', () =>
      rig.bots().find((one) => one.now.text.includes('Applied as configuration 2')),
    );
    expect(ended.now.buttons.flat()).to.deep.equal([]);
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
  });
});
