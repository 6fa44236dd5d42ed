import { stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { look, lookNow } from '../../../src/adapters/config/read/file-look.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('a look at a file', () => {
  it('may hide what is written right after it, by the tick of the clock that the file has its times from', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'untether.toml');
    await writeFile(file, 'a = 1\n');
    const hides = async (afterMs: number) => {
      const { mtimeMs } = await stat(file);
      const clock = { now: () => Math.floor(mtimeMs) + afterMs };
      const [near, far] = [lookNow(file, clock), await look(file, clock)];
      expect(near).to.deep.equal(far);
      return near?.mayHideWrites;
    };
    await utimes(file, 1_000.25, 1_000.25);
    expect(await hides(5)).to.equal(true);
    expect(await hides(50)).to.equal(false);
    await utimes(file, 1_000, 1_000);
    expect(await hides(50)).to.equal(true);
    expect(await hides(2_500)).to.equal(false);
  });
});
