import { expect } from 'chai';
import { StderrRing } from '../../../src/adapters/engines/process/stderr-ring.js';

function tailOf(chunks: readonly (string | Buffer)[], ring = new StderrRing(3, 20)): string {
  for (const chunk of chunks) ring.push(Buffer.from(chunk));
  return ring.tail();
}

describe('the last lines of standard error', () => {
  it('are kept, the earlier ones forgotten', () => {
    expect(tailOf(['one\ntwo\nthr', 'ee\nfour\n', 'five'])).to.equal('three\nfour\nfive');
  });

  it('are without blank lines and colours', () => {
    expect(tailOf(['\u001b[31mred\u001b[0m\n\n   \nplain\n'])).to.equal('red\nplain');
  });

  it('are bounded, whatever comes', () => {
    const ring = new StderrRing(3, 20);
    for (let n = 0; n < 1000; n++) ring.push(Buffer.alloc(5000, 'x'));
    for (let n = 0; n < 1000; n++) ring.push(Buffer.from('y'.repeat(100).concat('\n')));
    expect(
      ring
        .tail()
        .split('\n')
        .every((line) => line.length <= 20),
    ).to.equal(true);
    expect(ring.tail().split('\n')).to.have.length(3);
  });

  it('survive a character that comes in two parts', () => {
    const bytes = Buffer.from('naïve');
    expect(tailOf([bytes.subarray(0, 3), bytes.subarray(3)])).to.equal('naïve');
  });
});
