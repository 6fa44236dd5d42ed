import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { fileFailure } from '../../../src/adapters/files/file-failure.js';

/** An error as `node:fs` throws it. */
function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: …`), { code, syscall: 'open' });
}

describe('a failed call of the file system', () => {
  it('is a problem that a person can do something about', () => {
    const kinds = {
      ENOSPC: 'disk-full',
      EDQUOT: 'disk-full',
      EACCES: 'not-permitted',
      EPERM: 'not-permitted',
      EROFS: 'not-permitted',
      ENOENT: 'missing',
      ENXIO: 'not-a-file',
      ENAMETOOLONG: 'bad-path',
      EIO: 'failed',
    };
    for (const [code, kind] of Object.entries(kinds)) {
      expect(fileFailure(systemError(code), '/a'), code).to.include({ kind, path: '/a' });
    }
    expect(fileFailure(systemError('EIO'), '/a')).to.include({ message: 'EIO' });
  });

  it('is told from a bug, which is thrown again', async () => {
    const bug = new TypeError('bug');
    expect(() => fileFailure(bug, '/a')).to.throw(bug);
    const real = await readFile('/no/such/file').catch((error: unknown) => error);
    expect(fileFailure(real, '/a').kind).to.equal('missing');
  });
});
