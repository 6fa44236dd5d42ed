import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { LifeFile } from '../../../src/adapters/system/life-file.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('the sign of life', () => {
  it('tells the next process when this one was last known to live, unless it ended in order', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const path = join(directory, 'alive');
    const time = new FakeTime();
    const first = new LifeFile(path, time, time);
    expect(first.brokeOffAt).to.equal(null);
    first.begin();
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    await time.advance(10_000);
    const second = new LifeFile(path, time, time);
    expect(time.now() - (second.brokeOffAt ?? 0)).to.be.within(0, 3_000);
    second.begin();
    second.end();
    second.end();
    first.end();
    expect(new LifeFile(path, time, time).brokeOffAt).to.equal(null);
    expect(readdirSync(directory)).to.deep.equal([]);
    expect(time.pending).to.equal(0);
  });

  it('writes through no link, and does without where the disk refuses', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const target = join(directory, 'precious');
    writeFileSync(target, 'kept');
    const before = statSync(target).mtimeMs;
    symlinkSync(target, join(directory, 'alive'));
    const time = new FakeTime('2030-01-01T00:00:00Z');
    for (const name of ['alive', join('nowhere', 'alive')]) {
      const file = new LifeFile(join(directory, name), time, time);
      file.begin();
      file.end();
    }
    expect(statSync(target).mtimeMs).to.equal(before);
    mkdirSync(join(directory, 'folder'));
    expect(new LifeFile(join(directory, 'folder'), time, time).brokeOffAt).to.equal(null);
  });
});
