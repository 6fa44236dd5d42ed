import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { appendFile, mkdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigFileWatch } from '../../../src/adapters/config/read/config-file-watch.js';
import { SystemAlarm } from '../../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { expectNoLeaks } from '../../support/leaks.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

/**
 * A watch over a real file that has told of the file it found, what is read at each edit after that, and a promise that an
 * edit is told with the file saying something: on a slow machine a save may be seen in its middle, and is told again.
 */
async function watching(file: string, settleMs = 20, time: FakeTime | null = null) {
  let settleNowMs = 0;
  const clock = new SystemClock();
  const alarm = new SystemAlarm(clock);
  const watch = new ConfigFileWatch(file, time ?? alarm, time ?? clock);
  const edits: string[] = [];
  let stirs = 0;
  let wake: () => void = () => undefined;
  await watch.start(
    () => {
      edits.push(existsSync(file) ? readFileSync(file, 'utf8') : '');
      wake();
    },
    () => settleNowMs,
    () => stirs++,
  );
  const until = async (holds: () => boolean) => {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (time !== null) void time.advance(0).then(resolve);
      });
    }
  };
  await until(() => edits.length > 0);
  edits.length = 0;
  settleNowMs = settleMs;
  const stop = async () => {
    await watch.stop();
    alarm.close();
  };
  return {
    told: (text: string) => until(() => edits.includes(text)),
    still: () => watch.still(),
    stirs: () => stirs,
    edits,
    [Symbol.asyncDispose]: stop,
  };
}

describe('the watch over the configuration file', () => {
  expectNoLeaks();

  it('tells of a save in place, a rename over it, and a deletion that is made good', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    await using watch = await watching(file);
    await writeFile(file, 'a = 2\n');
    await watch.told('a = 2\n');
    await writeFile(`${file}.new`, 'a = 3\n');
    await rename(`${file}.new`, file);
    await watch.told('a = 3\n');
    await rm(file);
    await writeFile(file, 'a = 4\n');
    await watch.told('a = 4\n');
  });

  it('tells once of a save in pieces, when it is whole', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, '');
    const time = new FakeTime();
    await using watch = await watching(file, 300, time);
    for (let n = 0; n < 20; n++) await appendFile(file, `key${n} = ${n}\n`);
    expect(await watch.still()).to.equal(false);
    await time.advance(299);
    expect(watch.edits).to.deep.equal([]);
    await time.advance(1);
    expect(watch.edits).to.deep.equal([await readFile(file, 'utf8')]);
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
    await watch.told('a = "v2"\n');
    await writeFile(join(at('v2'), 'untether.toml'), 'a = "edited"\n');
    await watch.told('a = "edited"\n');
  });

  it('tells at once of a file that was renamed into place, however long a save in place would have to settle', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    await writeFile(`${file}.new`, 'a = 2\n');
    await utimes(`${file}.new`, 1, 1);
    await using watch = await watching(file, 60_000);
    await rename(`${file}.new`, file);
    await watch.told('a = 2\n');
  });

  it('tells that a save is likely to be over before it has settled, so that it can be read ahead', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    const time = new FakeTime();
    await using watch = await watching(file, 1_000, time);
    await writeFile(file, 'a = 2\n');
    expect(await watch.still()).to.equal(false);
    const before = watch.stirs();
    await time.advance(300);
    expect(watch.stirs()).to.equal(before + 1);
    expect(watch.edits).to.deep.equal([]);
    await time.advance(700);
    expect(watch.edits).to.deep.equal(['a = 2\n']);
  });

  it('waits for a new file that is written in pieces, as for one in place', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    const time = new FakeTime();
    await using watch = await watching(file, 300, time);
    await rm(file);
    for (let n = 0; n < 20; n++) await appendFile(file, `key${n} = ${n}\n`);
    expect(await watch.still()).to.equal(false);
    await time.advance(299);
    expect(watch.edits).to.deep.equal([]);
    await time.advance(1);
    expect(watch.edits).to.deep.equal([await readFile(file, 'utf8')]);
    expect(await watch.still()).to.equal(true);
  });

  it('says that the file is not as it was told while another save settles', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    const time = new FakeTime();
    await using watch = await watching(file, 1_000, time);
    expect(await watch.still()).to.equal(true);
    await writeFile(file, 'a = 2\n');
    expect(await watch.still()).to.equal(false);
    await time.advance(1_000);
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
    await watch.told('a = "next"\n');
    await writeFile(join(at('conf'), 'untether.toml'), 'a = "edited"\n');
    await watch.told('a = "edited"\n');
  });

  it('takes nothing in a new directory for a rename because there was one in the directory before', async () => {
    await using directory = await temporaryDirectory();
    const conf = join(directory.path, 'conf');
    const file = join(conf, 'untether.toml');
    await mkdir(conf);
    await writeFile(file, 'a = 1\n');
    const time = new FakeTime();
    await using watch = await watching(file, 60_000, time);
    await writeFile(`${file}.new`, 'a = 2\n');
    await rename(`${file}.new`, file);
    expect(await watch.still()).to.be.a('boolean');
    await time.advance(60_000);
    expect(watch.edits).to.deep.equal(['a = 2\n']);
    renameSync(conf, `${conf}.old`);
    mkdirSync(conf);
    writeFileSync(file, 'a = 3\n');
    for (let turn = 0; turn < 10; turn++) expect(await watch.still()).to.equal(false);
    expect(watch.edits).to.have.length(1);
    await time.advance(60_000);
    expect(watch.edits).to.deep.equal(['a = 2\n', 'a = 3\n']);
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
    await watch.told('a = "v2"\n');
  });

  it('tells of the file that it finds, once it is still: it may have been saved since somebody read it', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    await using watch = await watching(file, 0);
    expect(watch.edits).to.deep.equal([]);
    await using late = await watching(file, 0);
    await writeFile(file, 'a = 2\n');
    await late.told('a = 2\n');
  });

  it('does not tell of other files, nor of a touch before the first edit', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    const time = new FakeTime();
    await using watch = await watching(file, 20, time);
    await writeFile(join(directory.path, 'other.toml'), 'b = 1\n');
    await writeFile(file, 'a = 2\n');
    expect(await watch.still()).to.equal(false);
    await time.advance(60_000);
    expect(watch.edits).to.deep.equal(['a = 2\n']);
  });
});
