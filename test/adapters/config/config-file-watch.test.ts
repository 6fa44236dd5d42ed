import { appendFile, mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigFileWatch } from '../../../src/adapters/config/config-file-watch.js';
import { SystemAlarm } from '../../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';
import { expectNoLeaks } from '../../support/leaks.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

/** A watch over a real file that has told of the file it found, and a promise of each edit after that. */
async function watching(file: string, settleMs = 20) {
  let settleNowMs = 0;
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
    () => settleNowMs,
  );
  const told = async (count: number) => {
    while (edits < count) await new Promise<void>((resolve) => (wake = resolve));
    return edits;
  };
  await told(1);
  [edits, settleNowMs] = [0, settleMs];
  const stop = async () => {
    await watch.stop();
    alarm.close();
  };
  return { told, still: () => watch.still(), edits: () => edits, [Symbol.asyncDispose]: stop };
}

describe('the watch over the configuration file', () => {
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

  it('tells at once of a file that was renamed into place, however long a save in place would have to settle', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    await writeFile(`${file}.new`, 'a = 2\n');
    await utimes(`${file}.new`, 1, 1);
    await using watch = await watching(file, 60_000);
    await rename(`${file}.new`, file);
    expect(await watch.told(1)).to.equal(1);
  });

  it('waits for a new file that is written in pieces, as for one in place', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    await using watch = await watching(file, 300);
    await rm(file);
    for (let n = 0; n < 20; n++) await appendFile(file, `key${n} = ${n}\n`);
    expect(await watch.told(1)).to.equal(1);
    expect(await watch.still()).to.equal(true);
  });

  it('says that the file is not as it was told while another save settles', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    await using watch = await watching(file, 1_000);
    expect(await watch.still()).to.equal(true);
    await writeFile(file, 'a = 2\n');
    expect(await watch.still()).to.equal(false);
    await watch.told(1);
    expect(await watch.still()).to.equal(true);
  });

  it('goes on in a directory that takes the place of the one before', async () => {
    await using directory = await temporaryDirectory();
    const at = (name: string) => join(directory.path, name);
    for (const name of ['conf', 'next']) {
      await mkdir(at(name));
      await writeFile(join(at(name), 'untether.toml'), `a = "${name}"\n`);
    }
    await using watch = await watching(join(at('conf'), 'untether.toml'));
    await rename(at('conf'), at('old'));
    await rename(at('next'), at('conf'));
    expect(await watch.told(1)).to.equal(1);
    await writeFile(join(at('conf'), 'untether.toml'), 'a = "edited"\n');
    expect(await watch.told(2)).to.equal(2);
  });

  it('finds by itself what no event tells', async () => {
    await using directory = await temporaryDirectory();
    const at = (name: string) => join(directory.path, name);
    for (const version of ['v1', 'v2']) {
      await mkdir(join(at(version), 'conf'), { recursive: true });
      await writeFile(join(at(version), 'conf', 'untether.toml'), `a = "${version}"\n`);
    }
    await symlink('v1', at('link'));
    await using watch = await watching(join(at('link'), 'conf', 'untether.toml'));
    await symlink('v2', at('link.new'));
    await rename(at('link.new'), at('link'));
    expect(await watch.told(1)).to.equal(1);
  });

  it('tells of the file that it finds, once it is still: it may have been saved since somebody read it', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    await using watch = await watching(file, 0);
    expect(watch.edits()).to.equal(0);
    await using late = await watching(file, 0);
    await writeFile(file, 'a = 2\n');
    expect(await late.told(1)).to.equal(1);
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
