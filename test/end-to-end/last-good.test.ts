import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { ADA, Rig } from './rig.js';

describe('the built program with a file that cannot be used', () => {
  expectNoLeaks();

  it('runs on the last good file after a good run, and takes the file when it is mended', async () => {
    await using rig = await Rig.open();
    const first = await rig.start();
    await rig.answer(rig.say('hello'), 'turn 1');
    first.kill('SIGTERM');
    expect(await rig.ended(first)).to.equal(0);
    await rig.configure(`${rig.config()}[progress\n`);
    expect(await rig.ended(rig.launch('config', 'check', '--config', rig.configPath))).to.equal(1);
    await rig.start();
    await rig.until('the report', () => rig.bots().find((one) => one.now.text.includes('last good one')));
    await rig.answer(rig.say('still there'), 'turn 2');
    const health = await rig.answer(rig.say('/health'), 'the last edit was refused');
    expect(health.now.text).to.include('untether.toml has an error and was not applied');
    await rig.configure(rig.config('[footer]\nshow_api_cost = false\n'));
    await rig.until('the mending', () => rig.bots().find((one) => one.now.text.includes('is valid again')));
    expect((await rig.answer(rig.say('/health'), 'All is well')).now.text).to.include('configuration 2');
  });

  it('runs without the file at all, and one tap puts it back to the letter', async () => {
    await using rig = await Rig.open();
    const text = `# mine\n${rig.config()}`;
    await rig.configure(text);
    const first = await rig.start();
    const kept = join(rig.directory, 'state', 'generations');
    await rig.until('the file to be kept', () => (rig.output.includes('program.started') ? true : null));
    first.kill('SIGTERM');
    expect(await rig.ended(first)).to.equal(0);
    const names = (await readdir(kept)).toSorted();
    expect(names).to.deep.equal(['1.env.json', '1.json', '1.toml']);
    for (const name of names) expect((await stat(join(kept, name))).mode & 0o777).to.equal(0o600);
    await rm(rig.configPath);
    await rig.start();
    await rig.until('the report', () => rig.bots().find((one) => one.now.text.includes('does not exist')));
    const list = await rig.answer(rig.say('/rollback'), 'Earlier configuration files');
    expect(list.now.text).to.include('live');
    await rig.answer(rig.say('/rollback 1'), 'live as 2');
    expect(await readFile(rig.configPath, 'utf8')).to.equal(text);
    expect((await stat(rig.configPath)).mode & 0o777).to.equal(0o600);
  });

  it('undoes an edit from under its report', async () => {
    await using rig = await Rig.open();
    await rig.start();
    const before = await readFile(rig.configPath, 'utf8');
    await rig.configure(rig.config('[footer]\nshow_api_cost = false\n'));
    const report = await rig.until('the report', () =>
      rig.bots().find((one) => one.now.text.includes('footer.show_api_cost: true → false')),
    );
    rig.server.press(ADA, report.messageId, 0);
    await rig.until('the answer', () => rig.bots().find((one) => one.now.text.includes('it is live as 3')));
    expect(await readFile(rig.configPath, 'utf8')).to.equal(before);
  });
});
