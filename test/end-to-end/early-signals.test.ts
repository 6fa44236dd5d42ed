import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { Rig } from './rig.js';

const SLOW_LOADING = fileURLToPath(new URL('./slow-loading.preload.js', import.meta.url));

/** Starts the program, sends it the signals while it is being loaded, and lets it load on. */
async function signalledWhileLoading(rig: Rig, signals: readonly NodeJS.Signals[], ...args: readonly string[]) {
  rig.nodeFlags = [`--import=${SLOW_LOADING}`];
  const program = rig.launch(...args);
  if (program.stdout === null) throw new Error('nothing can be read from it');
  await once(program.stdout, 'data');
  expect(rig.output).to.equal('loading\n');
  for (const signal of signals) program.kill(signal);
  await writeFile(join(rig.directory, 'go'), '');
  return program;
}

describe('a signal while the built program is being loaded', () => {
  expectNoLeaks();

  it('that asks for a reload does not end it', async () => {
    await using rig = await Rig.open();
    const program = await signalledWhileLoading(rig, ['SIGHUP', 'SIGHUP'], '--config', rig.configPath);
    await rig.until('the start message', () => rig.bots().find(({ now }) => now.text.includes('is running')));
    await rig.answer(rig.say('[[say:here I am]]'), 'here I am');
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`that asks for the end (${signal}) ends it in order`, async () => {
      await using rig = await Rig.open();
      const program = await signalledWhileLoading(rig, [signal], '--config', rig.configPath);
      expect(await rig.ended(program)).to.equal(0);
    });
  }

  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    it(`ends a command that ends by itself as usual (${signal})`, async () => {
      await using rig = await Rig.open();
      const program = await signalledWhileLoading(rig, [signal], 'config', 'check', '--config', rig.configPath);
      expect(await rig.ended(program)).to.equal(signal);
    });
  }
});
