import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { Rig } from './rig.js';

const APPROVE = '[reload]\napprove = true\n';

describe('an edit that allows more than before', () => {
  expectNoLeaks();

  const withUsers = (rig: Rig, users: string, more = '') =>
    rig.config(more).replace(/allowed_user_ids = .*/, `allowed_user_ids = ${users}`);

  function told(rig: Rig, text: string) {
    return rig.until(text, () => rig.bots().find((one) => one.now.text.includes(text)));
  }

  it('is told by a program that was killed right after it was applied', async () => {
    await using rig = await Rig.open();
    const [port, wide, narrow] = [
      Number(new URL(rig.server.url).port),
      withUsers(rig, '[7, 42]'),
      withUsers(rig, '[7]'),
    ];
    const program = await rig.start();
    await rig.server.stop();
    await rig.configure(wide);
    while (rig.output.split('config.applied').length < 3) await setTimeout(5);
    program.kill('SIGKILL');
    await once(program, 'exit');
    await rig.configure(narrow);
    await rig.server.start(port);
    rig.launch('--config', rig.configPath);
    const ring = await told(rig, 'allows more than before');
    expect(ring.now.text).to.include('allowed_user_ids').and.to.include('42');
  });

  it('stays held over a restart although the state directory was deleted, and is told when the terminal applies it', async () => {
    await using rig = await Rig.open();
    await rig.configure(rig.config(APPROVE));
    const program = await rig.start();
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
    await rm(join(rig.directory, 'state'), { recursive: true, maxRetries: 20, retryDelay: 5 });
    await rig.configure(withUsers(rig, '[7, 42]'));
    await rig.start();
    await told(rig, 'in the state directory is gone');
    const question = await told(rig, 'Allows more');
    expect(question.now.text).to.include('42');
    expect(question.now.buttons.flat()).not.to.deep.equal([]);
    const apply = rig.launch('reload', '--apply', '--config', rig.configPath);
    await once(apply, 'exit');
    expect((await told(rig, 'was applied from the terminal')).now.text).to.include('untether reload --apply');
  });

  it('that came with a variable while nothing ran is held, too', async () => {
    await using rig = await Rig.open();
    await rig.configure(rig.config(APPROVE));
    const program = await rig.start();
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
    rig.environment = { UNTETHER__TRANSPORTS__TELEGRAM__ALLOWED_USER_IDS: '[7, 42]' };
    await rig.start();
    expect((await told(rig, 'Allows more')).now.text).to.include('42');
  });
});
