import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigFileText } from '../../../../src/adapters/config/edit/config-file-text.js';
import { ConfigDirectory } from '../config-directory.js';

const NOBODY = 65_534;

describe('the text of the configuration file', () => {
  let directory: ConfigDirectory;
  let text: ConfigFileText;

  beforeEach(() => {
    directory = new ConfigDirectory();
    text = new ConfigFileText(directory.file);
  });
  afterEach(() => directory[Symbol.dispose]());

  it('keeps the mode of the file, and leaves nothing beside it', async () => {
    for (const mode of [0o600, 0o640, 0o444]) {
      directory.write('a = 1\n', 'untether.toml', mode);
      await text.write('a = 2\n');
      expect(statSync(directory.file).mode & 0o7777).to.equal(mode);
      expect(readdirSync(directory.path)).to.deep.equal(['untether.toml']);
      chmodSync(directory.file, 0o600);
    }
  });

  it('makes a file that was not there for its owner alone', async () => {
    await text.write('a = 2\n');
    expect(statSync(directory.file).mode & 0o7777).to.equal(0o600);
  });

  it('puts a new file in the place of the old one, so that a reader of the old one is not disturbed', async () => {
    directory.write('a = 1\n');
    const { ino } = statSync(directory.file);
    await text.write('a = 2\n');
    expect(statSync(directory.file).ino).to.not.equal(ino);
  });

  it('keeps symbolic links, also to a file that is not there yet', async () => {
    mkdirSync(join(directory.path, 'dotfiles/real'), { recursive: true });
    symlinkSync('dotfiles', join(directory.path, 'linked'));
    symlinkSync('linked/link.toml', directory.file);
    symlinkSync('real/../real/config.toml', join(directory.path, 'dotfiles/link.toml'));
    for (const words of ['a = 1\n', 'a = 2\n']) {
      expect((await text.write(words)).ok).to.equal(true);
      expect(readFileSync(join(directory.path, 'dotfiles/real/config.toml'), 'utf8')).to.equal(words);
    }
    expect(readlinkSync(directory.file)).to.equal('linked/link.toml');
    expect(readdirSync(join(directory.path, 'dotfiles/real'))).to.deep.equal(['config.toml']);
  });

  it('keeps a byte order mark out of the text and in the file', async () => {
    directory.write('\uFEFFa = 1\r\n');
    const read = await text.read();
    expect(read.ok && read.value.text).to.equal('a = 1\r\n');
    await text.write('a = 2\r\n', read.ok ? read.value.digest : '');
    expect(readFileSync(directory.file, 'utf8')).to.equal('\uFEFFa = 2\r\n');
  });

  it('says where nothing can be written, and leaves the file alone', async () => {
    const missing = new ConfigFileText(join(directory.path, 'nowhere/untether.toml'));
    expect(await missing.write('a = 1\n')).to.deep.include({ ok: false });
    directory.write('a = 1\n');
    chmodSync(directory.path, 0o555);
    const written = await as(NOBODY, () => text.write('a = 2\n'));
    chmodSync(directory.path, 0o755);
    const expected = { kind: 'not-writable', directory: directory.path, code: 'EACCES' };
    expect(written.ok ? null : written.problem).to.deep.equal(expected);
    expect(readFileSync(directory.file, 'utf8')).to.equal('a = 1\n');
  });

  if (process.getuid?.() === 0) {
    it('keeps the owner and the group', async () => {
      directory.write('a = 1\n', 'untether.toml', 0o640);
      chownSync(directory.file, NOBODY, NOBODY);
      await text.write('a = 2\n');
      expect(statSync(directory.file)).to.include({ uid: NOBODY, gid: NOBODY });
      expect(statSync(directory.file).mode & 0o7777).to.equal(0o640);
    });

    it('refuses to write where the file would change hands', async () => {
      directory.write('a = 1\n', 'untether.toml', 0o644);
      chmodSync(directory.path, 0o777);
      const written = await as(NOBODY, () => text.write('a = 2\n'));
      expect(written.ok ? null : written.problem).to.deep.equal({ kind: 'owned-by-other', file: directory.file });
      expect(readFileSync(directory.file, 'utf8')).to.equal('a = 1\n');
      expect(readdirSync(directory.path)).to.deep.equal(['untether.toml']);
    });

    it('writes on where only a group is lost to which nothing was allowed', async () => {
      chmodSync(directory.path, 0o777);
      for (const [mode, kept] of [
        [0o600, true],
        [0o640, false],
      ] as const) {
        directory.write('a = 1\n', 'untether.toml', mode);
        chownSync(directory.file, NOBODY, 0);
        expect((await as(NOBODY, () => text.write('a = 2\n'))).ok).to.equal(kept);
      }
    });
  }
});

/** Does something as another user, if this one is root, whom nothing is forbidden. */
async function as<T>(user: number, action: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return action();
  const group = process.getgid?.() ?? 0;
  process.setegid?.(user);
  process.seteuid?.(user);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(group);
  }
}
