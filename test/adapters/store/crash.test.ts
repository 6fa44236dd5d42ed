import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { openTestStore } from '../../support/store-shelf.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

/** Lets the program accept until it has told so many rows, kills it, and answers everything that it told. */
async function toldBeforeKill(directory: string, prefix: string, count: number): Promise<string[]> {
  const program = fileURLToPath(new URL('accepting.program.js', import.meta.url));
  const child = spawn(process.execPath, [program, directory, prefix], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
    if (printed.split('\n').length > count) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  expect(signal).to.equal('SIGKILL');
  return printed.split('\n').slice(0, -1);
}

describe('a process that is killed while it accepts', () => {
  it('leaves everything that it had acknowledged, again and again', async () => {
    await using directory = await temporaryDirectory();
    const told: string[] = [];
    for (const [round, count] of [1, 300, 50].entries()) {
      told.push(...(await toldBeforeKill(directory.path, `round ${round}`, count)));
      const store = await openTestStore(directory.path, new FakeTime());
      const rows = await store.inbox.unfinished();
      await store.close();
      expect(store.place.setAside).to.equal(null);
      const there = new Set(rows.map((row) => `${row.id} ${row.key}`));
      expect(told.filter((line) => !there.has(line))).to.deep.equal([]);
      expect(rows.every((row) => row.source === 'message' && row.body.text === row.key)).to.equal(true);
    }
    expect(told.length).to.be.greaterThan(350);
  });
});
