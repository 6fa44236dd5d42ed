import { appendFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigFileWatch } from '../../../src/adapters/config/config-file-watch.js';
import { SystemAlarm } from '../../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';
import { expectNoLeaks } from '../../support/leaks.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

/** A watch over a real file, and a promise of each edit. */
async function watching(file: string, settleMs = 20) {
  const clock = new SystemClock();
  const alarm = new SystemAlarm(clock);
  const watch = new ConfigFileWatch(file, alarm, clock);
  let edits = 0;
  let wake: () => void = () => undefined;
  await watch.start(
    () => {
      edits += 1;
      wake();
    },
    () => settleMs,
  );
  const told = async (count: number) => {
    while (edits < count) await new Promise<void>((resolve) => (wake = resolve));
    return edits;
  };
  const stop = async () => {
    await watch.stop();
    alarm.close();
  };
  return { told, edits: () => edits, [Symbol.asyncDispose]: stop };
}

describe('the watch over the configuration file', function () {
  this.timeout(20_000);
  expectNoLeaks();

  it('tells of a save in place, a rename over it, and a deletion that is made good', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    await using watch = await watching(file);
    await writeFile(file, 'a = 2\n');
    expect(await watch.told(1)).to.equal(1);
    await writeFile(`${file}.new`, 'a = 3\n');
    await rename(`${file}.new`, file);
    expect(await watch.told(2)).to.equal(2);
    await rm(file);
    await writeFile(file, 'a = 4\n');
    expect(await watch.told(3)).to.equal(3);
  });

  it('tells once of a save in pieces, when it is whole', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, '');
    await using watch = await watching(file, 300);
    for (let n = 0; n < 20; n++) await appendFile(file, `key${n} = ${n}\n`);
    expect(await watch.told(1)).to.equal(1);
  });

  it('follows symbolic links as a mounted directory swaps them', async () => {
    await using directory = await temporaryDirectory();
    const at = (name: string) => join(directory.path, name);
    for (const version of ['v1', 'v2']) {
      await mkdir(at(version));
      await writeFile(join(at(version), 'untether.toml'), `a = "${version}"\n`);
    }
    await symlink('v1', at('data'));
    await symlink(join('data', 'untether.toml'), at('untether.toml'));
    await using watch = await watching(at('untether.toml'));
    await symlink('v2', at('data.new'));
    await rename(at('data.new'), at('data'));
    expect(await watch.told(1)).to.equal(1);
    await writeFile(join(at('v2'), 'untether.toml'), 'a = "edited"\n');
    expect(await watch.told(2)).to.equal(2);
  });

  it('does not tell of other files, nor of a touch before the first edit', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    await using watch = await watching(file);
    await writeFile(join(directory.path, 'other.toml'), 'b = 1\n');
    await writeFile(file, 'a = 2\n');
    await watch.told(1);
    expect(watch.edits()).to.equal(1);
  });
});
