import { cp, readdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { FreePorts } from '../faults/free-port.js';
import { expectNoLeaks } from '../support/leaks.js';
import { Rig } from './rig.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** A webhook, and so a server, on that port. */
const webhook = (port: number) => `[triggers]
enabled = true
[triggers.server]
port = ${port}
[[triggers.webhooks]]
id = "late"
path = "/late"
auth = "bearer"
secret = "9f8a7c1e55d2b3a4c6e7f8091a2b3c4d"
prompt_template = "hello"
`;

describe('the built program whose files were replaced while it ran', () => {
  expectNoLeaks();

  it('says that it must be restarted for an edit that needs more of them, and applies it then', async () => {
    await using rig = await Rig.open();
    const installed = join(rig.directory, 'a new %20 plåce');
    for (const part of ['bin', 'dist/bundle', 'package.json']) {
      await cp(join(ROOT, part), join(installed, part), { recursive: true });
    }
    await symlink(join(ROOT, 'node_modules'), join(installed, 'node_modules'));
    rig.program = join(installed, 'bin/untether.js');
    const program = await rig.start();

    const bundle = join(installed, 'dist/bundle');
    const listener = (await readdir(bundle)).find((name) => /^http-listener-.*\.js$/.test(name)) ?? '';
    await rename(join(bundle, listener), join(installed, listener));
    await rig.configure(rig.config(webhook(await new FreePorts().take())));
    await rig.until('the refusal', () =>
      rig.bots().find((one) => one.now.text.includes('not applied') && one.now.text.includes('restart')),
    );
    await rig.answer(rig.say('[[say:still here]]'), 'still here');

    await rename(join(installed, listener), join(bundle, listener));
    rig.say('/restart');
    await rig.until('the webhook', () => (rig.output.includes('"server","effect":"start"') ? true : null));
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
    await rm(installed, { recursive: true });
  });
});
