import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { SqliteInstanceLock } from '../../../src/adapters/system/sqlite-instance-lock.js';
import { taken } from '../../contracts/instance-lock.contract.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

type Holder = ChildProcessByStdio<Writable, Readable, null>;

describe('the instance lock of SQLite', () => {
  const time = new FakeTime('2026-11-23T12:00:00Z');
  let clean: AsyncDisposableStack;
  let directory: string;
  let lock: SqliteInstanceLock;

  beforeEach(async () => {
    clean = new AsyncDisposableStack();
    directory = `${clean.use(await temporaryDirectory()).path}/locks`;
    lock = new SqliteInstanceLock(directory, time);
  });

  afterEach(() => clean.disposeAsync());

  async function otherProgram(name: string): Promise<{ child: Holder; said: string }> {
    const program = fileURLToPath(new URL('lock-holder.program.js', import.meta.url));
    const child = spawn(process.execPath, [program, directory, name], { stdio: ['pipe', 'pipe', 'inherit'] });
    clean.defer(() => void child.kill('SIGKILL'));
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, said: chunk.toString('utf8').trim() };
  }

  it('names the pid, the time and the thing to the loser', () => {
    const held = taken(lock, 'config /a.toml');
    const result = new SqliteInstanceLock(directory, time).take('config /a.toml');
    expect(heldBy(result)).to.equal(`pid ${process.pid} since 2026-11-23T12:00:00.000Z (config /a.toml)`);
    held.release();
  });

  it('takes no lock that others may read, and shuts one that was open', () => {
    const held = taken(lock, 'a');
    const files = () => readdirSync(directory).filter((name) => name.endsWith('.lock'));
    const modes = () => files().map((name) => (statSync(`${directory}/${name}`).mode & 0o777).toString(8));
    expect(modes()).to.deep.equal(['600']);
    held.release();
    chmodSync(directory, 0o755);
    for (const name of files()) chmodSync(`${directory}/${name}`, 0o644);
    taken(lock, 'a').release();
    expect([...modes(), (statSync(directory).mode & 0o777).toString(8)]).to.deep.equal(['600', '700']);
  });

  it('says what is in the way where the lock is a link', () => {
    taken(lock, 'a').release();
    const [name = ''] = readdirSync(directory);
    rmSync(`${directory}/${name}`);
    symlinkSync('/dev/null', `${directory}/${name}`);
    const refused = lock.take('a');
    expect(refused.ok ? null : refused.problem.kind).to.equal('not-ours');
  });

  it('keeps two programs apart and is free again the moment one is killed', async () => {
    const first = await otherProgram('the bot');
    expect(first.said).to.equal('taken');
    const here = lock.take('the bot');
    expect(heldBy(here)).to.match(new RegExp(`^pid ${first.child.pid} since `));
    expect((await otherProgram('the bot')).said).to.match(new RegExp(`^pid ${first.child.pid} since `));
    expect((await otherProgram('another bot')).said).to.equal('taken');

    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    taken(lock, 'the bot').release();
  });

  it('lets exactly one of many in that start at the same moment', async () => {
    const programs = await Promise.all(Array.from({ length: 5 }, () => otherProgram('the bot')));
    expect(programs.filter(({ said }) => said === 'taken')).to.have.length(1);
  });

  it('stays held whatever else this program opens, closes and starts', async () => {
    const held = taken(lock, 'a');
    expect(lock.take('a').ok).to.equal(false);
    const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    await once(child, 'exit');
    expect((await otherProgram('a')).said).to.match(new RegExp(`^pid ${process.pid} `));
    held.release();
    expect((await otherProgram('a')).said).to.equal('taken');
  });

  it('leaves the lock file where it is and removes the note', () => {
    taken(lock, 'a').release();
    const left = readdirSync(directory);
    expect(left).to.have.length(1);
    expect(left[0]).to.match(/^[0-9a-f]{32}\.lock$/);
  });

  it('shows its notes to nobody else', () => {
    const held = taken(lock, 'a');
    const note = readdirSync(directory).find((name) => name.endsWith('.json'));
    expect(statSync(`${directory}/${note}`).mode & 0o777).to.equal(0o600);
    expect(statSync(directory).mode & 0o777).to.equal(0o700);
    held.release();
  });

  it('tells the loser something even where the note is missing or unreadable', () => {
    const held = taken(lock, 'a');
    const note = readdirSync(directory).find((name) => name.endsWith('.json'));
    for (const text of ['', 'null', '{']) {
      writeFileSync(`${directory}/${note}`, text);
      const result = lock.take('a');
      expect(heldBy(result)).to.match(/process/);
    }
    held.release();
  });
});

function heldBy(taken: ReturnType<SqliteInstanceLock['take']>): string | null {
  return taken.ok || taken.problem.kind !== 'held' ? null : taken.problem.by;
}
