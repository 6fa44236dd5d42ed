import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { GoodFilesDirectory } from '../../../src/adapters/good-files/good-files-directory.js';
import { Secret } from '../../../src/domain/secret.js';

const described = { at: 1, digest: 'd', changes: [] };

const content = (text: string) => ({ text: new Secret(text), overrides: new Secret('[]') });

describe('the directory of good files', () => {
  let parent: string;
  let directory: string;
  let files: GoodFilesDirectory;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'untether-good-'));
    directory = join(parent, 'generations');
    files = new GoodFilesDirectory(directory);
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('lets nobody but its owner read them, whatever was there before', async () => {
    await files.keep({ number: 1, ...described }, content('token'));
    await writeFile(join(directory, '2.toml.new'), 'left over', { mode: 0o644 });
    await files.keep({ number: 2, ...described }, content('token'));
    expect((await stat(directory)).mode & 0o777).to.equal(0o700);
    const names = await readdir(directory);
    expect(names.toSorted()).to.deep.equal(['1.env.json', '1.json', '1.toml', '2.env.json', '2.json', '2.toml']);
    for (const name of names) expect((await stat(join(directory, name))).mode & 0o777).to.equal(0o600);
    expect(await readFile(join(directory, '2.toml'), 'utf8')).to.equal('token');
  });

  it('passes over what is damaged or was not written to the end', async () => {
    await files.keep({ number: 1, ...described }, content('one'));
    await writeFile(join(directory, '2.toml'), 'half');
    await writeFile(join(directory, '3.json'), '{"at":');
    await writeFile(join(directory, '4.json'), '{}');
    expect((await files.list()).map(({ number }) => number)).to.deep.equal([1]);
    expect(await files.text(2)).to.equal(null);
  });
});
