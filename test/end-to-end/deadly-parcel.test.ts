import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { Rig, UNBUNDLED } from './rig.js';

const POISON = fileURLToPath(new URL('./poison.preload.js', import.meta.url));

describe('an answer that the built program dies of while it sends it', () => {
  expectNoLeaks();

  it('is set aside after three deaths, told, and kept as a file; the program lives on', async () => {
    await using rig = await Rig.open();
    const first = await rig.start();
    await rig.answer(rig.say('[[say:all is well]]'), 'all is well');
    first.kill('SIGTERM');
    expect(await rig.ended(first)).to.equal(0);

    rig.program = UNBUNDLED;
    rig.nodeFlags = [`--import=${POISON}`];
    const poisoned = await rig.start();
    rig.say('[[say:the poison]]');
    expect(await rig.ended(poisoned)).to.equal('SIGKILL');
    for (let life = 2; life <= 3; life++) {
      expect(await rig.ended(rig.launch('--config', rig.configPath)), `life ${life}`).to.equal('SIGKILL');
    }
    const last = await rig.start();
    const told = await rig.until('the word of it', () => rig.bots().find(({ now }) => now.text.includes('set aside')));
    expect(told.now.text).to.match(/The answer of a run was set aside.*3 times/);
    const kept = /\/\S+\/set-aside\/parcel-\S+\.txt/.exec(told.now.text)?.[0] ?? '';
    expect(await readFile(kept, 'utf8')).to.include('the poison');
    await rig.answer(rig.say('[[say:still here]]'), 'still here');
    last.kill('SIGTERM');
    expect(await rig.ended(last)).to.equal(0);
    expect(rig.bots().filter(({ now }) => now.text.includes('set aside'))).to.have.length(1);
  });
});
