import { expect } from 'chai';
import { FreePorts } from '../faults/free-port.js';

describe('free ports', () => {
  it('are given out once, whoever in the process asks', async () => {
    const [stages, servers] = [new FreePorts(), new FreePorts()];
    const taken: number[] = [];
    for (let n = 0; n < 5; n++) taken.push(await stages.take(), await servers.take());
    taken.push(...(await Promise.all([stages.take(), servers.take()])));
    expect(new Set(taken).size).to.equal(taken.length);
  });
});
