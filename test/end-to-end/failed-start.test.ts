import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { runRequest } from '../support/builders/run-request.js';
import { expectNoLeaks } from '../support/leaks.js';
import { ADA, Rig, UNBUNDLED } from './rig.js';

const FAILING = fileURLToPath(new URL('./failed-start.preload.js', import.meta.url));

describe('a start of the built program that fails when agents work already', () => {
  expectNoLeaks();

  it('ends them, ends itself, and loses nothing', async () => {
    await using rig = await Rig.open();
    const first = await rig.start();
    first.kill('SIGTERM');
    expect(await rig.ended(first)).to.equal(0);
    const begun = `[[tool:Write ${JSON.stringify({ file_path: join(rig.directory, 'project/begun'), content: 'x' })}]]`;
    const request = runRequest({
      prompt: `${begun} [[hang]]`,
      engine: 'claude',
      permissionMode: 'acceptEdits',
      place: { chatId: ADA, threadId: null },
    });
    const file = new DatabaseSync(join(rig.directory, 'state/untether.db'));
    file
      .prepare(`INSERT INTO inbox (source, key, state, body, accepted_at) VALUES ('request', 'k', 'accepted', ?, ?)`)
      .run(JSON.stringify(request), Date.now());
    file.close();

    rig.program = UNBUNDLED;
    rig.nodeFlags = [`--import=${FAILING}`];
    expect(await rig.ended(rig.launch('--config', rig.configPath))).to.equal(1);
    expect(rig.output).to.include("can't start");
    expect(await rig.processesLeft()).to.deep.equal([]);

    rig.nodeFlags = [];
    await rm(join(rig.directory, 'project/begun'));
    const again = await rig.start();
    await rig.until('the end of the run', () => rig.bots().find(({ now }) => now.text.includes('Interrupted')));
    again.kill('SIGTERM');
    expect(await rig.ended(again)).to.equal(0);
  });
});
