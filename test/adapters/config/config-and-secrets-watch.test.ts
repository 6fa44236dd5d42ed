import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigAndSecretsWatch } from '../../../src/adapters/config/read/config-and-secrets-watch.js';
import { SystemAlarm } from '../../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';
import type { ConfigWatch } from '../../../src/application/ports/config/config-watch.js';
import { expectNoLeaks } from '../../support/leaks.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

/** A watch over real files that hold secrets, which the test may exchange, and a promise of each edit. */
async function watching(files: string[]) {
  const alarm = new SystemAlarm(new SystemClock());
  let save: () => void = () => undefined;
  const config: ConfigWatch = {
    start: async (onEdit) => {
      save = onEdit;
    },
    still: async () => true,
    stop: async () => undefined,
  };
  const watch = new ConfigAndSecretsWatch(config, () => files, alarm);
  let edits = 0;
  let wake: () => void = () => undefined;
  const onEdit = () => {
    edits += 1;
    wake();
  };
  await watch.start(onEdit, () => 20);
  const told = async (count: number) => {
    while (edits < count) await new Promise<void>((resolve) => (wake = resolve));
    return edits;
  };
  const stop = async () => {
    await watch.stop();
    alarm.close();
  };
  return { told, save: () => save(), still: () => watch.still(), edits: () => edits, [Symbol.asyncDispose]: stop };
}

describe('the watch over files that hold secrets', () => {
  expectNoLeaks();

  it('tells of one that is found, rewritten, replaced by a rename, and deleted and written again', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'token');
    await writeFile(file, 'one');
    await using watch = await watching([file]);
    await watch.told(1);
    await writeFile(file, 'two');
    await watch.told(2);
    await writeFile(`${file}.new`, 'three');
    await rename(`${file}.new`, file);
    await watch.told(3);
    await rm(file);
    await writeFile(file, 'four');
    await watch.told(4);
  });

  it('tells of nothing while it is missing or empty', async () => {
    await using directory = await temporaryDirectory();
    const [gone, other] = [join(directory.path, 'gone'), join(directory.path, 'other')];
    await writeFile(gone, 'secret');
    await writeFile(other, 'secret');
    await using watch = await watching([gone, other]);
    await watch.told(1);
    await rm(gone);
    await writeFile(gone, '');
    await writeFile(other, 'another');
    expect(await watch.told(2)).to.equal(2);
    await writeFile(gone, 'there again');
    expect(await watch.told(3)).to.equal(3);
  });

  it('follows symbolic links as a mounted directory swaps them', async () => {
    await using directory = await temporaryDirectory();
    const at = (name: string) => join(directory.path, name);
    for (const version of ['v1', 'v2']) {
      await mkdir(at(version));
      await writeFile(join(at(version), 'token'), version);
    }
    await mkdir(at('app'));
    await symlink('v1', at('data'));
    await symlink(join('..', 'data', 'token'), join(at('app'), 'token'));
    await using watch = await watching([join(at('app'), 'token')]);
    await watch.told(1);
    await symlink('v2', at('data.new'));
    await rename(at('data.new'), at('data'));
    await watch.told(2);
    await writeFile(join(at('v2'), 'token'), 'edited');
    await watch.told(3);
  });

  it('looks after the files of the latest reading, and tells of the configuration as before', async () => {
    await using directory = await temporaryDirectory();
    const [first, second] = [join(directory.path, 'first'), join(directory.path, 'elsewhere', 'second')];
    await mkdir(join(directory.path, 'elsewhere'));
    await writeFile(first, 'one');
    const files = [first];
    await using watch = await watching(files);
    await watch.told(1);
    files.push(second);
    await writeFile(second, 'two');
    await watch.told(2);
    await writeFile(second, 'three');
    await watch.told(3);
    watch.save();
    expect(watch.edits()).to.equal(4);
    expect(await watch.still()).to.equal(true);
  });
});
