import { mkdirSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { NodeMachine } from '../../../src/adapters/system/node-machine.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('the machine', () => {
  it('is read from /proc', async () => {
    await using directory = await temporaryDirectory();
    const lines = [
      'MemTotal: 2048 kB',
      'MemFree: 1 kB',
      'MemAvailable:  1024 kB',
      'SwapTotal: 10 kB',
      'SwapFree: 4 kB',
    ];
    writeFileSync(join(directory.path, 'meminfo'), `${lines.join('\n')}\n`);
    mkdirSync(join(directory.path, 'self/fd'), { recursive: true });
    for (const name of ['0', '1', '2', '3']) writeFileSync(join(directory.path, 'self/fd', name), '');
    const machine = new NodeMachine(directory.path);
    expect(machine.memory()).to.deep.equal({
      totalBytes: 2_048 * 1_024,
      availableBytes: 1_024 * 1_024,
      swap: { totalBytes: 10_240, freeBytes: 4_096 },
    });
    expect(machine.own().openFiles).to.equal(3);
  });

  it('is asked elsewhere for what /proc does not say', () => {
    const machine = new NodeMachine('/nowhere');
    expect(machine.memory()).to.include({ totalBytes: totalmem(), swap: null });
    expect(machine.own()).to.include({ pid: process.pid, openFiles: null });
  });
});
