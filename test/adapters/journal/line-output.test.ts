import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { LineOutput } from '../../../src/adapters/journal/line-output.js';

/** A stream that remembers what was written to it at a time. */
function recorder() {
  const writes: string[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => writes.push(chunk.toString()));
  return { stream, writes };
}

describe('the output of log lines', () => {
  it('writes a line that comes alone in the same turn', async () => {
    const { stream, writes } = recorder();
    new LineOutput(stream).write('alone\n');
    await once(stream, 'data');
    expect(writes).to.deep.equal(['alone\n']);
  });

  it('joins the lines of a flood, and loses none of them', async () => {
    const { stream, writes } = recorder();
    const output = new LineOutput(stream);
    const began = performance.now();
    const lines = Array.from({ length: 2_000 }, (_, index) => `${index}\n`);
    for (const line of lines) {
      output.write(line);
      await nextTurn();
    }
    output.flush();
    await nextTurn();
    expect(writes.join('')).to.equal(lines.join(''));
    expect(writes.length).to.be.at.most(3 + (performance.now() - began) / 20);
  });

  it('writes the last line of a flood by itself', async () => {
    const { stream, writes } = recorder();
    const output = new LineOutput(stream);
    for (const line of ['first\n', 'second\n']) {
      output.write(line);
      await nextTurn();
    }
    while (!writes.join('').includes('second')) await pause(5);
    expect(writes.join('')).to.equal('first\nsecond\n');
  });

  it('keeps no more than a bounded text back', async () => {
    const { stream, writes } = recorder();
    const output = new LineOutput(stream);
    output.write('first\n');
    await nextTurn();
    output.write(`${'x'.repeat(100_000)}\n`);
    expect(writes.join('').length).to.be.greaterThan(100_000);
  });
});
