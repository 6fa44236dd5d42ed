import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { Rig } from './rig.js';

describe('stored work that the built program can’t read', () => {
  expectNoLeaks();

  it('stops no start, is told once, and its text is kept', async () => {
    await using rig = await Rig.open();
    const first = await rig.start();
    first.kill('SIGTERM');
    expect(await rig.ended(first)).to.equal(0);
    const file = new DatabaseSync(join(rig.directory, 'state/untether.db'));
    const row = file.prepare(
      `INSERT INTO inbox (source, key, state, body, accepted_at) VALUES (?, ?, 'accepted', ?, ?)`,
    );
    row.run('message', '1:1', '{"v":7,"text":"of a later version"}', Date.now());
    row.run('pigeon', 'coo', 'no JSON', Date.now());
    file.prepare('INSERT INTO parcel (body, parked_at) VALUES (?, ?)').run('[1,', Date.now());
    file.prepare('INSERT INTO preference (place, body) VALUES (?, ?)').run('-100:4', '{"v":7,"engine":"later"}');
    file.close();
    const told = () => rig.bots().filter(({ now }) => now.text.includes('could not be read'));
    for (let life = 1; life <= 2; life++) {
      const program = await rig.start();
      const { now } = await rig.until('the word of it', () => told().at(0));
      expect(now.text).to.match(/a message, accepted .*\n.*unknown kind, pigeon.*\n.*was not delivered yet/);
      expect(now.text).to.match(/Choices that were made.*\n\n.*-100:4/);
      const kept = await readFile(/\/\S+unreadable-work-\w+\.txt/.exec(now.text)?.[0] ?? '', 'utf8');
      for (const text of ['of a later version', 'no JSON', '[1,', '\\"engine\\":\\"later'])
        expect(kept).to.include(text);
      await rig.answer(rig.say('[[say:here I am]]'), 'here I am');
      program.kill('SIGTERM');
      expect(await rig.ended(program)).to.equal(0);
      expect(told()).to.have.length(1);
    }
    const after = new DatabaseSync(join(rig.directory, 'state/untether.db'));
    const dead = after.prepare(`SELECT key FROM inbox WHERE state = 'dead'`).all();
    after.close();
    expect(dead.map(({ key }) => key)).to.have.members(['1:1', 'coo']);
  });
});
