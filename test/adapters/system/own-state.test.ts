import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { looseParents } from '../../../src/adapters/system/loose-parents.js';
import { makeOwnFile, ownFile } from '../../../src/adapters/system/own-path.js';
import { ownState } from '../../../src/adapters/system/own-state.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const ME = process.geteuid?.() ?? 0;
const SOMEBODY_ELSE = ME + 1;
const LOCK = `${'0123456789abcdef'.repeat(2)}.lock`;

describe('what Untether has for itself on disk', () => {
  let clean: AsyncDisposableStack;
  let base: string;
  let state: string;

  beforeEach(async () => {
    clean = new AsyncDisposableStack();
    base = clean.use(await temporaryDirectory()).path;
    state = join(base, 'state');
  });

  afterEach(() => clean.disposeAsync());

  const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8);
  const put = (name: string, mode: number) => {
    const path = join(state, name);
    writeFileSync(path, name);
    chmodSync(path, mode);
    return path;
  };
  const made = (mode: number) => {
    mkdirSync(state);
    chmodSync(state, mode);
  };

  it('is made for its owner only', () => {
    expect(ownState(state)).to.deep.equal({ ok: true, value: [] });
    expect(modeOf(state)).to.equal('700');
  });

  for (const mode of [0o777, 0o755, 0o750, 0o2775, 0o1777]) {
    it(`is shut where it was open: ${mode.toString(8)}`, () => {
      made(mode);
      const files = [put('untether.db', 0o644), put('untether.db-wal', 0o666), put(LOCK, 0o644), put('acting', 0o640)];
      mkdirSync(join(state, 'generations'));
      chmodSync(join(state, 'generations'), 0o777);
      const kept = put('generations/1.toml', 0o644);
      const result = ownState(state);
      expect(result.ok && [...result.value].sort()).to.deep.equal(
        [state, ...files, kept, join(state, 'generations')].sort(),
      );
      expect(modeOf(state)).to.match(/^\d?700$/);
      expect(modeOf(join(state, 'generations'))).to.equal('700');
      for (const file of [...files, kept]) expect(modeOf(file), file).to.equal('600');
      expect(readFileSync(kept, 'utf8')).to.equal('generations/1.toml');
      expect(ownState(state)).to.deep.equal({ ok: true, value: [] });
    });
  }

  it('may be looked into where other things are in it too, but not be changed; only its own files are shut', () => {
    made(0o777);
    const others = put('notes.txt', 0o664);
    const database = put('untether.db', 0o644);
    expect(ownState(state).ok).to.equal(true);
    expect([modeOf(state), modeOf(others), modeOf(database)]).to.deep.equal(['755', '664', '600']);
  });

  it('is refused, with what to do, where it or a file in it belongs to another user', () => {
    made(0o700);
    const whole = ownState(state, SOMEBODY_ELSE);
    expect(whole.ok ? null : whole.problem.message).to.include(`${state} belongs to another user (uid ${ME})`);
    expect(whole.ok ? null : whole.problem.hint).to.include(`chown -h ${SOMEBODY_ELSE} '${state}'`);
    const file = ownFile(put(LOCK, 0o600), SOMEBODY_ELSE);
    expect(file.ok ? null : file.problem.message).to.match(/\.lock belongs to another user/);
  });

  it('is refused where a link, a directory or a pipe stands in the place of a file', () => {
    made(0o700);
    const elsewhere = join(base, 'elsewhere');
    writeFileSync(elsewhere, 'untouched', { mode: 0o644 });
    symlinkSync(elsewhere, join(state, 'untether.db'));
    const linked = ownState(state);
    expect(linked.ok ? null : linked.problem.message).to.match(/untether\.db is a symbolic link/);
    expect(makeOwnFile(join(state, 'untether.db')).ok).to.equal(false);
    expect(readFileSync(elsewhere, 'utf8')).to.equal('untouched');
    mkdirSync(join(state, LOCK));
    expect(makeOwnFile(join(state, LOCK)).ok).to.equal(false);
  });

  it('may be reached through a link of its owner’s', () => {
    made(0o755);
    symlinkSync(state, join(base, 'link'));
    expect(ownState(join(base, 'link'))).to.deep.equal({ ok: true, value: [join(base, 'link')] });
    expect(modeOf(state)).to.equal('700');
  });

  it('is found to lie below directories that others may change', async () => {
    const loose = join(base, 'loose');
    mkdirSync(join(loose, 'inner'), { recursive: true });
    chmodSync(loose, 0o777);
    expect(await looseParents(join(loose, 'inner/state'))).to.deep.equal([`everybody may write to ${loose}`]);
    expect(await looseParents(loose)).to.deep.equal([]);
    symlinkSync(join(loose, 'inner'), join(base, 'way'));
    expect(await looseParents(join(base, 'way', 'state'))).to.deep.equal([]);
    mkdirSync(join(base, 'way', 'state'));
    expect(await looseParents(join(base, 'way', 'state'))).to.deep.equal([`everybody may write to ${loose}`]);
    chmodSync(loose, 0o1777);
    expect(await looseParents(join(loose, 'inner/state'))).to.deep.equal([]);
    const foreign = await looseParents(join(loose, 'inner/state'), SOMEBODY_ELSE);
    expect(foreign.length === 0).to.equal(ME === 0);
  });
});
