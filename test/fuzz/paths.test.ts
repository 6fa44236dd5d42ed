import { mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { FilesRig, treeOf } from '../adapters/files/files-rig.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { CASES, LONG_MS } from './fuzz.js';

const NAMES = ['a', 'b', 'link', '.git', '.env', 'x.pem', 'untether.toml', 'hooks'];
const name = fc.constantFrom(...NAMES);
const way = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
/** Where a link leads, from the directory that everything is in. */
const goal = fc.oneof(
  way.map((inner) => `root/${inner}`),
  way.map((inner) => `outside/${inner}`),
  fc.constantFrom('root', 'outside', 'state', 'outside/secret', '.', 'root/untether.toml'),
);
const entry = fc.oneof(
  fc.record({ kind: fc.constant('file' as const), at: way }),
  fc.record({ kind: fc.constant('directory' as const), at: way }),
  fc.record({ kind: fc.constant('link' as const), at: way, goal, relative: fc.boolean() }),
);
const asked = fc.oneof(
  way.map((inner) => `root/${inner}`),
  way.map((inner) => `outside/${inner}`),
  fc
    .array(fc.oneof(name, fc.constantFrom('..', '.', '', 'root', 'outside', 'state', 'secret')), { maxLength: 5 })
    .map((names) => names.join('/')),
);
const order = fc.record({
  path: asked,
  onConflict: fc.constantFrom('overwrite' as const, 'append_timestamp' as const, 'error' as const),
});

type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

describe('a file vault on disk, whatever is asked of it', () => {
  it('changes and reads nothing outside its roots and nothing that is denied', async function () {
    this.timeout(LONG_MS);
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 6 }),
        fc.array(order, { minLength: 1, maxLength: 4 }),
        async (entries, orders) => {
          await using directory = await temporaryDirectory();
          const rig = await FilesRig.make(await realpath(directory.path));
          await writeFile(join(rig.base, 'outside', 'secret'), 'outside');
          await writeFile(join(rig.base, 'state', 'untether.db'), 'state');
          await writeFile(join(rig.root, 'untether.toml'), 'config');
          for (const one of entries) await lay(rig, one).catch(() => undefined);
          const before = await guarded(rig);
          for (const { path, onConflict } of orders) {
            const full = join(rig.base, '/').concat(path);
            const written = await rig.vault.write({ path: full, content: Buffer.from('NEW'), onConflict }, rig.rules);
            if (written.ok) expect(await readFile(written.value.path, 'utf8')).to.equal('NEW');
            const found = await rig.vault.read(full, 100, rig.rules);
            const text = found.ok ? Buffer.from(found.value).toString() : '';
            expect(text).to.be.oneOf(['', 'NEW', 'old']);
          }
          expect(await guarded(rig)).to.deep.equal(before);
          expect(Object.keys(await treeOf(rig.base)).filter((path) => path.includes('.part'))).to.deep.equal([]);
        },
      ),
      { numRuns: CASES },
    );
  });
});

/** Puts something below the root; what does not fit there (a file in a file) is left out. */
async function lay(rig: FilesRig, one: Entry): Promise<void> {
  const path = join(rig.root, one.at);
  await mkdir(dirname(path), { recursive: true });
  // A link that was laid earlier may lead elsewhere.
  const real = join(await realpath(dirname(path)), basename(path));
  if (!real.startsWith(`${rig.root}/`)) return;
  const isSecret = SECRET.test(relative(rig.base, real));
  if (one.kind === 'directory') await mkdir(path);
  else if (one.kind === 'file') await writeFile(path, isSecret ? 'denied' : 'old', { flag: 'wx' });
  else await symlink(one.relative ? await relativeTo(path, join(rig.base, one.goal)) : join(rig.base, one.goal), path);
}

async function relativeTo(path: string, target: string): Promise<string> {
  const depth = (await realpath(dirname(path))).split('/').length - 1;
  return `${'../'.repeat(depth)}${target.slice(1)}`;
}

/** All that must stay as it is: what is outside the root, and what has a denied name in it. */
async function guarded(rig: FilesRig): Promise<Readonly<Record<string, string>>> {
  const entries = Object.entries(await treeOf(rig.base));
  const isGuarded = (path: string) => !path.startsWith('root/') || DENIED.test(path);
  return Object.fromEntries(entries.filter(([path]) => isGuarded(path)));
}

/** What is not even read; what tools run may be. */
const SECRET = /(?:^|\/)(?:\.env|x\.pem)(?:\/|$)|^root\/untether\.toml$/;
const DENIED = /(?:^|\/)(?:\.git|\.env|x\.pem)(?:\/|$)|^root\/untether\.toml$/;
