import { expect } from 'chai';
import type { FileOrder, FileRules, FileVault } from '../../src/application/ports/system/file-vault.js';
import { GUARDED_NAMES } from '../../src/composition/wiring/config-schema.js';
import type { StagedFile } from '../../src/domain/accepted/stored-delivery.js';
import type { Result } from '../../src/domain/result.js';
import { readArchive } from '../support/read-archive.js';

/** A vault under test. Nothing is in it, its clock shows 2026-11-24T02:03:04.567Z. */
export interface FileVaultBench {
  readonly vault: FileVault;
  /** Absolute; the vault may work in it. */
  readonly directory: string;
}

/** What all vaults promise. */
export function describeFileVault(name: string, make: () => Promise<FileVaultBench>): void {
  describe(`${name} as a file vault`, () => {
    let vault: FileVault;
    let root: string;
    let rules: FileRules;
    const write = (path: string, text: string, onConflict: FileOrder['onConflict'] = 'overwrite') =>
      vault.write({ path, content: Buffer.from(text), onConflict }, rules);
    const read = async (path: string, maxBytes = 1_000) => {
      const found = await vault.read(path, maxBytes, rules);
      return found.ok ? Buffer.from(found.value).toString() : found.problem.kind;
    };
    const stage = async (...texts: readonly string[]): Promise<StagedFile> => {
      const staged = await vault.stage(pieces(texts), 1_000);
      if (!staged.ok) throw new Error(staged.problem.kind);
      return staged.value;
    };

    beforeEach(async () => {
      const bench = await make();
      vault = bench.vault;
      root = `${bench.directory}/project`;
      rules = {
        roots: [root, `${bench.directory}/state/uploads`],
        denied: [
          { path: `${root}/untether.toml`, except: [] },
          { path: `${bench.directory}/state`, except: [`${bench.directory}/state/uploads`] },
        ],
        ...GUARDED_NAMES,
      };
    });

    it('reads what it wrote, in directories that it makes', async () => {
      const path = `${root}/in/box/report.txt`;
      expect(await write(path, 'hello')).to.deep.equal({ ok: true, value: { path } });
      expect(await read(path)).to.equal('hello');
      expect(await read(`${root}//in/./box/report.txt`)).to.equal('hello');
    });

    it('overwrites, refuses, or finds another name for a file that is there', async () => {
      const path = `${root}/report.txt`;
      await write(path, 'first');
      expect(problemOf(await write(path, 'second', 'error'))).to.equal('exists');
      expect(await read(path)).to.equal('first');
      const names = [];
      for (const text of ['second', 'third', 'fourth']) {
        const written = await write(path, text, 'append_timestamp');
        if (written.ok) names.push(written.value.path);
      }
      const stamped = `${root}/report_20261124T020304567Z`;
      expect(names).to.deep.equal([`${stamped}.txt`, `${stamped}_1.txt`, `${stamped}_2.txt`]);
      expect(await Promise.all([path, ...names].map((one) => read(one)))).to.deep.equal([
        'first',
        'second',
        'third',
        'fourth',
      ]);
      await write(path, 'last');
      expect(await read(path)).to.equal('last');
    });

    it('keeps both under numbers, and what is there already once', async () => {
      const path = `${root}/pictures/report.final.txt`;
      const numbered = (number: number) => `${root}/pictures/report.final_${number}.txt`;
      for (const [text, expected] of [
        ['first', path],
        ['second', numbered(1)],
        ['first', path],
        ['third', numbered(2)],
        ['second', numbered(1)],
        ['third', numbered(2)],
        ['fir', numbered(3)],
      ] as const) {
        expect(await write(path, text, 'keep_both'), text).to.deep.equal({ ok: true, value: { path: expected } });
        expect(await read(expected)).to.equal(text);
      }
      const staged = await stage('sec', 'ond');
      const again = await vault.write({ path, content: staged, onConflict: 'keep_both' }, rules);
      expect(again).to.deep.equal({ ok: true, value: { path: numbered(1) } });
    });

    it('uses the plain name as long as nobody has it', async () => {
      const path = `${root}/report.txt`;
      expect(await write(path, 'x', 'append_timestamp')).to.deep.equal({ ok: true, value: { path } });
      const other = `${root}/other.txt`;
      expect(await write(other, 'x', 'error')).to.deep.equal({ ok: true, value: { path: other } });
    });

    it('lets only one of several at once have a name', async () => {
      const texts = Array.from({ length: 8 }, (_, index) => `writer ${index}`);
      const refusing = await Promise.all(texts.map((text) => write(`${root}/one.txt`, text, 'error')));
      expect(refusing.filter(({ ok }) => ok)).to.have.length(1);
      const stamping = await Promise.all(texts.map((text) => write(`${root}/many.txt`, text, 'append_timestamp')));
      const paths = stamping.map((result) => (result.ok ? result.value.path : ''));
      expect(await Promise.all(paths.map((path) => read(path)))).to.deep.equal(texts);
    });

    it('refuses paths that lead out of the roots, or to a root itself', async () => {
      const outside = ['/etc/passwd', `${root}-beside/x`, root, `${root}/../x`, '/', '~/untether-test-nowhere/x'];
      for (const path of outside) {
        expect(problemOf(await write(path, 'x')), path).to.be.oneOf(['outside-roots', 'bad-path']);
        expect(await read(path), path).to.be.oneOf(['outside-roots', 'bad-path']);
      }
    });

    it('refuses what is no path of a file', async () => {
      const faults = {
        relative: ['a.txt', './a.txt', 'a/b'],
        'no-name': ['', `${root}/`, `${root}/.`, '~', '~/'],
        'parent-segment': [`${root}/a/../b`, `${root}/..`, '/..'],
        'control-character': [`${root}/a\0b`, `${root}/a\nb`, `${root}/\u007f`],
        'too-long': [`${root}/${'a'.repeat(256)}`, `${root}/${'ä'.repeat(128)}`, `${root}${'/a'.repeat(2_100)}`],
        'too-deep': [`${root}${'/a'.repeat(16)}`],
      };
      for (const [fault, paths] of Object.entries(faults)) {
        for (const path of paths) {
          const written = await write(path, 'x');
          expect(!written.ok && written.problem, path).to.include({ kind: 'bad-path', fault });
          if (fault !== 'too-deep') expect(await read(path), path).to.equal('bad-path');
        }
      }
      expect((await write(`${root}${'/a'.repeat(15)}`, 'x')).ok).to.equal(true);
    });

    it('refuses names that hold secrets, at any depth and in any case, and what is below them', async () => {
      const secrets = [
        '.git/config',
        '.env',
        'a/.env.local',
        '.Env.production/x',
        '.env.example.local',
        '.envrc',
        'x.PEM',
        'keys.key/inner',
        'a/b.p12',
        'b.PFX',
        'deep/down/id_rsa',
        'id_rsa.pub',
        'ID_ED25519',
        'id_ecdsa_sk',
        '.ssh/a/b',
        '.ſsh/config',
        '.s\u200bsh/config',
        'home/.netrc',
        '.npmrc',
        '.pypirc',
        '.pgpass',
        '.git-credentials',
        '.aws/credentials',
        '.kube/config',
        '.docker/config.json',
        '.gnupg/x',
        '.claude/.credentials.json',
        '.codex/auth.json',
      ];
      for (const name of secrets) {
        expect(problemOf(await write(`${root}/${name}`, 'x')), name).to.equal('denied-name');
        expect(await read(`${root}/${name}`), name).to.equal('denied-name');
      }
      const harmless = [
        'git/config',
        'env',
        'pem',
        'x.pem.txt',
        '.environment',
        'my.env',
        '.env.example',
        '.env.sample',
      ];
      for (const name of [...harmless, '.env.template', 'docker/config.json']) {
        expect((await write(`${root}/${name}`, 'x')).ok, name).to.equal(true);
        expect(await read(`${root}/${name}`), name).to.equal('x');
      }
    });

    it('does not write what tools run by themselves, while it may be read', async () => {
      const executed = [
        '.git/hooks/pre-commit',
        'sub/.GIT/hooks/x',
        '.git',
        '.claude/settings.json',
        '.mcp.json',
        '.codex/config.toml',
        '.gemini/settings.json',
        '.vscode/tasks.json',
        '.husky/pre-commit',
        '.github/workflows/ci.yml',
        '.gitattributes',
        '.gitmodules',
        'CLAUDE.md',
        'sub/AGENTS.md',
        '.bashrc',
        '.ZSHENV',
        '.profile',
        '.config/fish/config.fish',
      ];
      for (const name of executed) {
        expect(problemOf(await write(`${root}/${name}`, 'x')), name).to.equal('denied-name');
        expect(await read(`${root}/${name}`), name).to.equal('missing');
      }
      for (const name of ['.github/ISSUE_TEMPLATE.md', 'claude/settings.json', 'AGENTS.md.txt', 'bashrc']) {
        expect((await write(`${root}/${name}`, 'x')).ok, name).to.equal(true);
      }
    });

    it('never touches what the system shows of itself, whatever the roots are', async () => {
      const all = { ...rules, roots: ['/'] };
      for (const path of ['/proc/self/environ', '/proc/self/fd/1', '/sys/kernel/x', '/dev/shm/x', '/dev/null']) {
        const order = { path, content: Buffer.from('x'), onConflict: 'overwrite' as const };
        expect(problemOf(await vault.write(order, all)), path).to.equal('system-file');
        expect(problemOf(await vault.read(path, 10, all)), path).to.equal('system-file');
      }
    });

    it("touches nothing of the program's own but what is open", async () => {
      const state = rules.denied[1]?.path ?? '';
      const all = { ...rules, roots: [...rules.roots, state] };
      for (const path of [`${root}/untether.toml`, `${state}/untether.db`, `${state}/uploads-not/x`]) {
        expect(
          problemOf(await vault.write({ path, content: Buffer.from('x'), onConflict: 'overwrite' }, all)),
        ).to.equal('own-file');
        const found = await vault.read(path, 10, all);
        expect(problemOf(found), path).to.equal('own-file');
      }
      expect((await write(`${state}/uploads/x`, 'x')).ok).to.equal(true);
    });

    it('reads no more than is allowed, and only what is there', async () => {
      await write(`${root}/four`, '1234');
      expect(await read(`${root}/four`, 4)).to.equal('1234');
      expect(await read(`${root}/four`, 3)).to.equal('too-large');
      expect(await read(`${root}/none`)).to.equal('missing');
      expect(await read(`${root}/no/such/directory`)).to.equal('missing');
    });

    it('opens a file to be read piece by piece, by the same rules', async () => {
      const path = `${root}/in/report.txt`;
      await write(path, 'hello');
      const opened = await vault.openRead(path, 5, rules);
      if (!opened.ok) throw new Error(opened.problem.kind);
      await using file = opened.value;
      expect([file.name, file.bytes, await textOf(file.content)]).to.deep.equal(['report.txt', 5, 'hello']);
      const problems = {
        'too-large': await vault.openRead(path, 4, rules),
        missing: await vault.openRead(`${root}/in/none`, 5, rules),
        'denied-name': await vault.openRead(`${root}/.env`, 5, rules),
        'own-file': await vault.openRead(`${root}/untether.toml`, 5, rules),
        'outside-roots': await vault.openRead('/etc/passwd', 5, rules),
        'bad-path': await vault.openRead(`${root}/../x`, 5, rules),
      };
      for (const [kind, result] of Object.entries(problems)) expect(problemOf(result)).to.equal(kind);
    });

    it('opens what is empty, and lets a file be given back unread', async () => {
      await write(`${root}/empty`, '');
      const opened = await vault.openRead(`${root}/empty`, 0, rules);
      expect(opened.ok && [opened.value.bytes, await textOf(opened.value.content)]).to.deep.equal([0, '']);
      const unread = await vault.openRead(`${root}/empty`, 0, rules);
      if (unread.ok) await unread.value[Symbol.asyncDispose]();
      if (opened.ok) await opened.value[Symbol.asyncDispose]();
    });

    it('lists a directory without what may not be read, and counts that', async () => {
      for (const name of ['b.txt', '.env.example', 'src/a.ts', 'src/deep/c.ts', '.github/workflows/x.yml']) {
        await vault.write({ path: `${root}/${name}`, content: Buffer.from('12'), onConflict: 'error' }, open(rules));
      }
      for (const name of ['.env', '.ssh/id', 'server.pem', 'untether.toml']) {
        await vault.write({ path: `${root}/${name}`, content: Buffer.from('x'), onConflict: 'error' }, open(rules));
      }
      for (const directory of [root, `${root}/`, `${root}/.`.slice(0, -2)]) {
        const listed = await vault.list(directory, rules);
        if (!listed.ok) throw new Error(listed.problem.kind);
        const { entries, leftOut, isCut } = listed.value;
        const named = entries.map(({ name, kind, bytes }) => (kind === 'directory' ? `${name}/` : `${name} ${bytes}`));
        expect(named.toSorted()).to.deep.equal(['.env.example 2', '.github/', 'b.txt 2', 'src/']);
        expect([leftOut, isCut]).to.deep.equal([4, false]);
      }
      const below = await vault.list(`${root}/src`, rules);
      expect(below.ok && below.value.entries.map(({ name }) => name).toSorted()).to.deep.equal(['a.ts', 'deep']);
    });

    it('asks the disk about the names that are chosen only, in their order', async () => {
      for (const name of ['a', 'bb', 'ccc']) await write(`${root}/${name}`, name);
      const listed = await vault.list(root, rules, (names) =>
        names.filter(({ name }) => name !== 'bb').toSorted((one, other) => (one.name < other.name ? 1 : -1)),
      );
      if (!listed.ok) throw new Error(listed.problem.kind);
      expect(listed.value.names).to.have.length(3);
      expect(listed.value.entries.map(({ name, bytes }) => [name, bytes])).to.deep.equal([
        ['ccc', 3],
        ['a', 1],
      ]);
    });

    it('lists nothing that is no directory of the roots, or that may not be read', async () => {
      await write(`${root}/src/a.ts`, 'x');
      await vault.write({ path: `${root}/.ssh/id`, content: Buffer.from('x'), onConflict: 'error' }, open(rules));
      const problems: readonly (readonly [string, string])[] = [
        ['not-a-directory', `${root}/src/a.ts`],
        ['missing', `${root}/none`],
        ['denied-name', `${root}/.ssh`],
        ['outside-roots', '/etc'],
        ['outside-roots', '/'],
        ['bad-path', `${root}/../project`],
        ['bad-path', 'src'],
        ['bad-path', ''],
      ];
      for (const [kind, directory] of problems) {
        expect(problemOf(await vault.list(directory, rules)), directory).to.equal(kind);
      }
    });

    it('finds files by a glob, the ones further up first, and never what may not be read', async () => {
      for (const name of ['z.ts', 'src/b.ts', 'src/a.ts', 'src/deep/c.ts', 'src/keys/k.pem', 'a.txt', '.env']) {
        await vault.write({ path: `${root}/${name}`, content: Buffer.from('x'), onConflict: 'error' }, open(rules));
      }
      const find = async (glob: string, most = 10) => {
        const found = await vault.find({ directory: root, glob, most }, rules);
        return found.ok ? found.value.map(({ path }) => path) : [found.problem.kind];
      };
      expect(await find('**/*.ts')).to.deep.equal(['z.ts', 'src/a.ts', 'src/b.ts', 'src/deep/c.ts']);
      expect(await find('**/*.ts', 2)).to.deep.equal(['z.ts', 'src/a.ts']);
      expect(await find('*.ts')).to.deep.equal(['z.ts']);
      expect(await find('src/{a,b}.*')).to.deep.equal(['src/a.ts', 'src/b.ts']);
      expect(await find('src/?.t[r-t]')).to.deep.equal(['src/a.ts', 'src/b.ts']);
      expect(await find('src/**/[a-c].ts')).to.deep.equal(['src/a.ts', 'src/b.ts', 'src/deep/c.ts']);
      expect(await find('**/deep/**')).to.deep.equal(['src/deep/c.ts']);
      expect(await find('\\*.ts')).to.deep.equal([]);
      expect(await find('**/{*.pem,.env}')).to.deep.equal([]);
      expect(problemOf(await vault.find({ directory: '/etc', glob: '*', most: 1 }, rules))).to.equal('outside-roots');
    });

    it('packs a directory into an archive without what may not be read, within limits', async () => {
      for (const name of ['box/a.txt', 'box/deep/b.txt', 'box/.env', 'box/deep/k.pem']) {
        await vault.write({ path: `${root}/${name}`, content: Buffer.from(name), onConflict: 'error' }, open(rules));
      }
      const zipped = await vault.zip(`${root}/box/`, { files: 2, bytes: 23 }, rules);
      if (!zipped.ok) throw new Error(zipped.problem.kind);
      const { name, files, bytes, leftOut, content } = zipped.value;
      expect([name, files, bytes, leftOut]).to.deep.equal(['box.zip', 2, 23, 2]);
      expect(await unzipped(content)).to.deep.equal({
        'box/a.txt': 'box/a.txt',
        'box/deep/b.txt': 'box/deep/b.txt',
      });
      const tight = [
        await vault.zip(`${root}/box`, { files: 1, bytes: 100 }, rules),
        await vault.zip(`${root}/box`, { files: 9, bytes: 22 }, rules),
        await vault.zip(`${root}/none`, { files: 9, bytes: 99 }, rules),
      ];
      expect(tight.map(problemOf)).to.deep.equal(['too-many-files', 'too-large', 'missing']);
    });

    it('packs an empty archive of a directory of which nothing may be read', async () => {
      await vault.write({ path: `${root}/box/.env`, content: Buffer.from('x'), onConflict: 'error' }, open(rules));
      const zipped = await vault.zip(`${root}/box`, { files: 1, bytes: 1 }, rules);
      expect(zipped.ok && [zipped.value.files, await unzipped(zipped.value.content)]).to.deep.equal([0, {}]);
    });

    it('writes what was staged, as often as it is asked, until it is discarded', async () => {
      const staged = await stage('one ', 'two');
      expect(staged.bytes).to.equal(7);
      const again = JSON.parse(JSON.stringify(staged)) as StagedFile;
      for (const path of [`${root}/a`, `${root}/b`]) {
        expect((await vault.write({ path, content: again, onConflict: 'error' }, rules)).ok).to.equal(true);
        expect(await read(path)).to.equal('one two');
      }
      await vault.discard(staged);
      await vault.discard(staged);
      const late = await vault.write({ path: `${root}/c`, content: staged, onConflict: 'error' }, rules);
      expect(problemOf(late)).to.equal('missing');
      expect(await read(`${root}/c`)).to.equal('missing');
    });

    it('stages nothing that is too large, and passes on what the source throws', async () => {
      const tooLarge = await vault.stage(pieces(['12', '34']), 3);
      expect(!tooLarge.ok && tooLarge.problem).to.include({ kind: 'too-large', maxBytes: 3 });
      expect((await vault.stage(pieces(['12', '3']), 3)).ok).to.equal(true);
      const cut = new Error('cut');
      const thrown = await vault.stage(pieces(['12'], cut), 3).catch((error: unknown) => error);
      expect(thrown).to.equal(cut);
    });

    it('writes what was staged once to the same path, also under another name, as long as it is there', async () => {
      for (const onConflict of ['error', 'append_timestamp', 'overwrite'] as const) {
        const path = `${root}/${onConflict}.txt`;
        if (onConflict !== 'error') await write(path, 'of somebody else');
        const order = { path, content: await stage('posted'), onConflict };
        const first = await vault.write(order, rules);
        if (!first.ok) throw new Error(first.problem.kind);
        expect(await vault.write(order, rules)).to.deep.equal(first);
        expect(await read(first.value.path)).to.equal('posted');
        const other = { ...order, content: await stage('posted') };
        const second = await vault.write(other, rules);
        expect(second.ok ? second.value.path : second.problem.kind).to.equal(
          { error: 'exists', append_timestamp: `${path.slice(0, -4)}_20261124T020304567Z_1.txt`, overwrite: path }[
            onConflict
          ],
        );
      }
    });

    it('discards all that is staged but what is named', async () => {
      await vault.discardAll([]);
      const [kept, lost] = [await stage('kept'), await stage('lost')];
      await vault.discardAll([kept]);
      const results = await Promise.all(
        [kept, lost].map((content, index) =>
          vault.write({ path: `${root}/${index}`, content, onConflict: 'overwrite' }, rules),
        ),
      );
      expect(results.map(({ ok }) => ok)).to.deep.equal([true, false]);
    });
  });
}

/** The same rules, but for somebody who may write every name. */
function open(rules: FileRules): FileRules {
  return { ...rules, secretNames: [], executedNames: [], denied: [] };
}

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  return (await bytesOf(content)).toString();
}

async function unzipped(content: AsyncIterable<Uint8Array>): Promise<Readonly<Record<string, string>>> {
  return readArchive(await bytesOf(content));
}

async function* pieces(texts: readonly string[], end?: Error): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
  if (end !== undefined) throw end;
}

function problemOf(result: Result<unknown, { readonly kind: string }>): string | null {
  return result.ok ? null : result.problem.kind;
}
