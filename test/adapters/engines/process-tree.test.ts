import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import {
  type ProcessEntry,
  type ProcessTable,
  parsePsLine,
  processTable,
  procTable,
  psTable,
} from '../../../src/adapters/engines/process/process-table.js';
import { ProcessTree } from '../../../src/adapters/engines/process/process-tree.js';
import { SharedTable } from '../../../src/adapters/engines/process/shared-table.js';

/** A table that a test writes. */
class WrittenTable implements ProcessTable {
  entries: ProcessEntry[] = [];
  reads = 0;
  asked = 0;
  readonly marked = new Set<number>();

  async read(): Promise<readonly ProcessEntry[]> {
    this.reads++;
    return this.entries;
  }

  glance(): Promise<readonly ProcessEntry[]> {
    return this.read();
  }

  hasVariable(pid: number): boolean {
    this.asked++;
    return this.marked.has(pid);
  }
}

function entry(pid: number, parent: number, group = pid, startedAt = '100'): ProcessEntry {
  return { pid, parent, group, startedAt, zombie: false };
}

describe('the tree of processes', () => {
  async function pids(tree: ProcessTree): Promise<number[]> {
    return (await tree.alive()).map(({ pid }) => pid).sort((a, b) => a - b);
  }

  it('holds the leader, its group and everything below it, in whatever order they are listed', async () => {
    const table = new WrittenTable();
    table.entries = [entry(5000, 4000), entry(4000, 3000), entry(3001, 1, 3000), entry(3000, 2000), entry(6000, 2000)];
    expect(await pids(new ProcessTree(table, 3000, 'M=1'))).to.deep.equal([3000, 3001, 4000, 5000]);
  });

  it('remembers members whose parent is gone', async () => {
    const table = new WrittenTable();
    table.entries = [entry(3000, 2000), entry(4000, 3000)];
    const tree = new ProcessTree(table, 3000, 'M=1');
    await tree.alive();
    table.entries = [entry(4000, 1)];
    expect(await pids(tree)).to.deep.equal([4000]);
  });

  it('finds members that were never seen with a parent by their mark', async () => {
    const table = new WrittenTable();
    table.entries = [entry(3000, 2000)];
    const tree = new ProcessTree(table, 3000, 'M=1');
    await tree.alive();
    table.entries = [entry(4000, 1), entry(4001, 4000), entry(5000, 1)];
    table.marked.add(4000);
    expect(await pids(tree)).to.deep.equal([4000, 4001]);
  });

  it('asks whoever has been there without the mark for a while no more', async () => {
    const table = new WrittenTable();
    table.entries = [entry(3000, 2000), entry(6000, 1)];
    const tree = new ProcessTree(table, 3000, 'M=1');
    await tree.alive();
    await pause(1_100);
    await tree.alive();
    const { asked } = table;
    await tree.look();
    expect(table.asked).to.equal(asked);
    table.entries = [entry(3000, 2000), entry(6000, 1, 6000, '101')];
    table.marked.add(6000);
    expect(await pids(tree)).to.deep.equal([3000, 6000]);
  });

  it('is looked at by many for one reading of the table, and as it is now where that counts', async () => {
    const table = new WrittenTable();
    const shared = new SharedTable(table);
    table.entries = [entry(3000, 2000), entry(3100, 2000)];
    const trees = [3000, 3100].map((leader) => new ProcessTree(shared, leader, 'M=1'));
    for (const tree of trees) await tree.look();
    const { reads } = table;
    for (const tree of [...trees, ...trees]) await tree.look();
    expect(table.reads).to.equal(reads);
    table.entries = [entry(3000, 2000), entry(4000, 3000)];
    expect(await Promise.all(trees.map(pids))).to.deep.equal([[3000, 4000], []]);
  });

  it('takes nobody for a member who has only got a number that a member had', async () => {
    const table = new WrittenTable();
    table.entries = [entry(3000, 2000), entry(4000, 3000)];
    const tree = new ProcessTree(table, 3000, 'M=1');
    await tree.alive();
    table.entries = [entry(3000, 1, 3000, '999'), entry(3005, 3000, 3000, '999'), entry(4000, 1, 4000, '999')];
    expect(await pids(tree)).to.deep.equal([]);
  });

  it('never holds ourselves or the first process', async () => {
    const table = new WrittenTable();
    table.entries = [entry(3000, 2000), entry(1, 3000), entry(process.pid, 3000), { ...entry(7, 3000), zombie: true }];
    expect(await pids(new ProcessTree(table, 3000, 'M=1'))).to.deep.equal([3000]);
  });
});

describe('the table of processes', () => {
  for (const [name, table] of [
    ['of /proc', procTable],
    ['of ps', psTable],
  ] as const) {
    it(`${name} shows a child with its parent, group and start, and then no more`, async () => {
      const child = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
      const find = async () => (await table.read()).find(({ pid }) => pid === child.pid);
      const found = await find();
      expect(found).to.deep.include({ parent: process.pid, group: child.pid, zombie: false });
      expect((await find())?.startedAt).to.equal(found?.startedAt);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(await find()).to.equal(undefined);
    });
  }

  it('sees what a process was started with', async () => {
    const child = spawn('sleep', ['1000'], { env: { PATH: process.env['PATH'], A: '1', B: 'A=2' }, stdio: 'ignore' });
    await once(child, 'spawn');
    const has = (assignment: string) => procTable.hasVariable(child.pid ?? 0, assignment);
    expect([has('A=1'), has('B=A=2'), has('A=2'), has('A='), has('C=1')]).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
    ]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(has('A=1')).to.equal(false);
  });

  it('is read from /proc on Linux and from ps elsewhere', () => {
    expect(processTable('linux')).to.equal(procTable);
    expect(processTable('darwin')).to.equal(psTable);
  });

  it("understands ps's lines and no others", () => {
    const line = '  501     1   501 Ss   Mon Nov 23 12:00:00 2026    ';
    const startedAt = 'Mon Nov 23 12:00:00 2026';
    expect(parsePsLine(line)).to.deep.equal([{ pid: 501, parent: 1, group: 501, startedAt, zombie: false }]);
    expect(parsePsLine('1 2 3 Z+ x')[0]?.zombie).to.equal(true);
    for (const other of ['', 'PID PPID', '1 2']) expect(parsePsLine(other)).to.deep.equal([]);
  });
});
