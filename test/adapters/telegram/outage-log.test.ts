import { expect } from 'chai';
import { OutageLog } from '../../../src/adapters/telegram/poll/outage-log.js';
import { FakeTime } from '../../support/fakes/fake-time.js';

/** The lines of an outage: `f` a failed poll, `c` one that another program took, `g` a good one, each a second apart. */
async function lines(polls: string, everyMs = 1_000): Promise<readonly string[]> {
  const time = new FakeTime();
  const log = new OutageLog(time);
  const written: string[] = [];
  let failed = false;
  for (const poll of polls) {
    if (poll === 'g') {
      const news = log.good(failed);
      if (news !== null) written.push(`${news.event} ${news.failures}`);
    } else if (log.failed(poll === 'c' ? 'conflict' : 'other')) written.push(poll);
    failed = poll !== 'g';
    await time.advance(everyMs);
  }
  return written;
}

describe('the log of an outage', () => {
  it('has a line for its beginning and one for its end', async () => {
    expect(await lines('gggffffffffggg')).to.deep.equal(['f', 'hearing-again 7']);
  });

  it('has two lines while two programs take the polls of each other, and one when that is over', async () => {
    const fight = 'cg'.repeat(100);
    expect(await lines(fight)).to.deep.equal(['c', 'hearing-again 0']);
    expect(await lines(`${fight}${'g'.repeat(400)}`)).to.deep.equal(['c', 'hearing-again 0', 'hearing-steadily 99']);
  });

  it('tells a new outage, and one of another kind', async () => {
    expect(await lines(`fg${'g'.repeat(400)}fg`)).to.deep.equal(['f', 'hearing-again 0', 'f', 'hearing-again 0']);
    expect(await lines('fcfcg')).to.deep.equal(['f', 'c', 'hearing-again 2']);
  });

  it('is told again every hour while it lasts', async () => {
    expect(await lines('f'.repeat(150), 60_000)).to.deep.equal(['f', 'f', 'f']);
  });
});
