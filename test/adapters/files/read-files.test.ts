import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { appendFile, link, mkdir, open, rename, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { deniedNames } from '../../../src/adapters/files/judge-path.js';
import { listDirectory } from '../../../src/adapters/files/list-directory.js';
import type { FileProblem, Listing, OpenedFile } from '../../../src/application/ports/system/file-vault.js';
import type { Result } from '../../../src/domain/result.js';
import { readArchive } from '../../support/read-archive.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { FilesRig } from './files-rig.js';

describe('reading, listing and packing what is on disk', () => {
  const clean = new AsyncDisposableStack();
  let rig: FilesRig;
  beforeEach(async () => {
    rig = await FilesRig.make(clean.use(await temporaryDirectory()).path);
  });
  after(() => clean.disposeAsync());
  const openRead = (name: string, maxBytes = 100) => rig.vault.openRead(join(rig.root, name), maxBytes, rig.rules);
  const listed = async (name = '', rules = rig.rules): Promise<Listing> =>
    valueIn(await rig.vault.list(join(rig.root, name), rules));
  const zipped = (name = '', limits = { files: 100, bytes: 10_000_000 }) =>
    rig.vault.zip(join(rig.root, name), limits, rig.rules);

  it('finds by a glob that no regular expression would come to an end with', async () => {
    await writeFile(join(rig.root, 'a'.repeat(200)), 'x');
    const find = async (glob: string) =>
      valueIn(await rig.vault.find({ directory: rig.root, glob, most: 10 }, rig.rules)).length;
    expect(await find(`${'*a'.repeat(60)}b`)).to.equal(0);
    expect(await find('*a'.repeat(60))).to.equal(1);
    expect(await find(`${'**/'.repeat(60)}*${'{a,?}'.repeat(6)}*`)).to.equal(1);
    expect(await find('[!b]*')).to.equal(1);
    expect(await find('[^a]*')).to.equal(0);
    expect(await find(`+(${'+(a)'.repeat(20)})b`)).to.equal(0);
  });

  it('gives what a file held when it was opened, though it grows, shrinks or goes away', async () => {
    await writeFile(join(rig.root, 'log'), 'x'.repeat(200_000));
    const grown = valueIn(await openRead('log', 200_000));
    await appendFile(join(rig.root, 'log'), 'y'.repeat(200_000));
    expect(await textOf(grown)).to.equal('x'.repeat(200_000));
    expect(kindOf(await openRead('log', 200_000))).to.equal('too-large');
    const shrunk = valueIn(await openRead('log', 400_000));
    await truncate(join(rig.root, 'log'), 5);
    expect(await textOf(shrunk)).to.equal('xxxxx');
    const gone = valueIn(await openRead('log'));
    await rename(join(rig.root, 'log'), join(rig.root, 'other'));
    expect(await textOf(gone)).to.equal('xxxxx');
  });

  it('keeps no file open that was read, given back or refused', async () => {
    await writeFile(join(rig.root, 'a'), 'abc');
    await mkdir(join(rig.root, 'directory'));
    const before = openFiles();
    await textOf(valueIn(await openRead('a')));
    await valueIn(await openRead('a'))[Symbol.asyncDispose]();
    const begun = valueIn(await openRead('a'));
    for await (const _piece of begun.content) break;
    await openRead('a', 2);
    await openRead('directory');
    await listed();
    expect(openFiles()).to.equal(before);
  });

  it('opens a file of several names only where that is allowed', async () => {
    await writeFile(join(rig.root, 'a'), 'abc');
    await link(join(rig.root, 'a'), join(rig.root, 'b'));
    await valueIn(await openRead('b'))[Symbol.asyncDispose]();
    const strict = await rig.vault.openRead(join(rig.root, 'b'), 100, { ...rig.rules, onlySoleNames: true });
    expect(kindOf(strict)).to.equal('several-names');
  });

  it('opens neither links nor what is no file, and waits for none of it', async () => {
    await writeFile(join(rig.base, 'outside', 'secret'), 'x');
    await symlink(join(rig.base, 'outside', 'secret'), join(rig.root, 'link'));
    await symlink(join(rig.base, 'outside'), join(rig.root, 'away'));
    execFileSync('mkfifo', [join(rig.root, 'pipe')]);
    expect(kindOf(await openRead('link'))).to.equal('symbolic-link');
    expect(kindOf(await openRead('pipe'))).to.equal('not-a-file');
    expect(kindOf(await openRead('away/secret'))).to.equal('outside-roots');
    expect(kindOf(await rig.vault.list(join(rig.root, 'away'), rig.rules))).to.equal('outside-roots');
    const { entries } = await listed();
    const kinds = Object.fromEntries(entries.map(({ name, kind }) => [name, kind]));
    expect(kinds).to.deep.equal({ link: 'link', away: 'link', pipe: 'other' });
  });

  it('lists a directory through a link that stays inside, under the rules of where it leads', async () => {
    await mkdir(join(rig.root, 'real'));
    await writeFile(join(rig.root, 'real', 'a'), '');
    await symlink('real', join(rig.root, 'alias'));
    await mkdir(join(rig.root, '.ssh'));
    await symlink('.ssh', join(rig.root, 'keys'));
    expect((await listed('alias')).entries.map(({ name }) => name)).to.deep.equal(['a']);
    expect(kindOf(await rig.vault.list(join(rig.root, 'keys'), rig.rules))).to.equal('denied-name');
  });

  it("leaves out the program's own files by every name that links give them", async () => {
    await mkdir(join(rig.root, 'dotfiles'));
    await writeFile(join(rig.root, 'dotfiles', 'real.toml'), '');
    await writeFile(join(rig.root, 'dotfiles', 'other.toml'), '');
    await symlink('dotfiles/real.toml', join(rig.root, 'untether.toml'));
    const { entries, leftOut } = await listed('dotfiles');
    expect([entries.map(({ name }) => name), leftOut]).to.deep.equal([['other.toml'], 1]);
  });

  it('counts names that are no text, and shows hostile ones as they are', async () => {
    const names = ['a\nb', '<b>', '*x*', ' ', '\u202Eexe.txt', 'back\\slash', '-rf', "it's"];
    for (const name of names) await writeFile(join(rig.root, name), '');
    const latin = Buffer.concat([Buffer.from(`${rig.root}/caf`), Buffer.from([0xe9])]);
    await (await open(latin, 'w')).close();
    const { entries, leftOut } = await listed();
    expect(entries.map(({ name }) => name)).to.have.members(names);
    expect(leftOut).to.equal(1);
  });

  it('looks at no more names than it may, and says so', async () => {
    for (const name of ['a', 'b', 'c', '.env']) await writeFile(join(rig.root, name), '');
    const order = { directory: rig.root, rules: rig.rules, names: deniedNames('read', rig.rules) };
    const three = valueIn(await listDirectory({ ...order, most: 3 }));
    expect([three.names.length + three.leftOut, three.isCut]).to.deep.equal([3, true]);
    const all = valueIn(await listDirectory({ ...order, most: 4 }));
    expect([all.names.length, all.leftOut, all.isCut]).to.deep.equal([3, 1, false]);
  });

  it('packs what is below, not what links lead to, under names that lead nowhere else', async () => {
    await mkdir(join(rig.root, 'box', 'deep'), { recursive: true });
    await writeFile(join(rig.root, 'box', 'deep', '..\\..\\evil'), 'backslashes');
    await writeFile(join(rig.root, 'box', 'deep', 'C:autorun'), 'a drive');
    await writeFile(join(rig.root, 'box', 'ünï.txt'), 'umlauts');
    await writeFile(join(rig.base, 'outside', 'secret'), 'secret');
    await symlink(join(rig.base, 'outside', 'secret'), join(rig.root, 'box', 'link'));
    await symlink(join(rig.base, 'outside'), join(rig.root, 'box', 'away'));
    execFileSync('mkfifo', [join(rig.root, 'box', 'pipe')]);
    const archive = valueIn(await zipped('box'));
    expect([archive.files, archive.leftOut]).to.deep.equal([3, 3]);
    expect(readArchive(await bytesOf(archive.content))).to.deep.equal({
      'box/ünï.txt': 'umlauts',
      'box/deep/.._.._evil': 'backslashes',
      'box/deep/C_autorun': 'a drive',
    });
  });

  it('packs what is still there when its turn comes, and closes everything when nobody reads on', async () => {
    await mkdir(join(rig.root, 'box'));
    for (const name of ['a', 'b', 'c']) await writeFile(join(rig.root, 'box', name), name.repeat(300_000));
    const before = openFiles();
    const changed = valueIn(await zipped('box'));
    await rename(join(rig.root, 'box', 'b'), join(rig.root, 'b'));
    await symlink('../b', join(rig.root, 'box', 'b'));
    expect(Object.keys(readArchive(await bytesOf(changed.content)))).to.have.members(['box/a', 'box/c']);
    expect(changed.missed()).to.equal(1);
    const left = valueIn(await zipped('box'));
    for await (const _piece of left.content) break;
    expect(openFiles()).to.equal(before);
  });

  it('is not led out by directories that are exchanged meanwhile', async () => {
    await mkdir(join(rig.root, 'box'));
    await writeFile(join(rig.root, 'box', 'a'), 'inside');
    await writeFile(join(rig.base, 'outside', 'a'), 'outside');
    const archive = valueIn(await zipped('box'));
    await rename(join(rig.root, 'box'), join(rig.root, 'before'));
    await symlink(join(rig.base, 'outside'), join(rig.root, 'box'));
    expect(readArchive(await bytesOf(archive.content))).to.deep.equal({});
  });
});

function valueIn<T>(result: Result<T, FileProblem>): T {
  if (!result.ok) throw new Error(result.problem.kind);
  return result.value;
}

function kindOf(result: Result<unknown, FileProblem>): string {
  return result.ok ? 'no problem' : result.problem.kind;
}

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function textOf({ content }: OpenedFile): Promise<string> {
  return (await bytesOf(content)).toString();
}

/** How many descriptors this process has. */
function openFiles(): number {
  return readdirSync('/proc/self/fd').length;
}
