import { expect } from 'chai';
import { RateLimiter } from '../../../src/adapters/http/server/rate-limiter.js';
import { FakeTime } from '../../support/fakes/fake-time.js';

describe('the rate limiter', () => {
  it('gives a minute’s worth at once, then as fast as the rate is', async () => {
    const time = new FakeTime();
    const limiter = new RateLimiter(2, time);
    expect([limiter.take(['a']), limiter.take(['a'])]).to.deep.equal([0, 0]);
    expect(limiter.take(['a'])).to.equal(30_000);
    expect(limiter.take(['b'])).to.equal(0);
    await time.advance(30_000);
    expect(limiter.take(['a'])).to.equal(0);
  });

  it('takes from every bucket or from none', () => {
    const limiter = new RateLimiter(1, new FakeTime());
    limiter.take(['a']);
    expect(limiter.take(['a', 'b'])).to.equal(60_000);
    expect(limiter.take(['b'])).to.equal(0);
  });

  it('keeps what was used up when the rate changes', () => {
    const limiter = new RateLimiter(3, new FakeTime());
    limiter.take(['a']);
    limiter.take(['b']);
    limiter.retune(1);
    expect(limiter.take(['a'])).to.be.greaterThan(0);
    limiter.retune(3);
    expect([limiter.take(['a']), limiter.take(['a'])]).to.deep.equal([0, 0]);
    expect(limiter.take(['a'])).to.be.greaterThan(0);
  });

  it('forgets the bucket that was quiet longest when there are too many', () => {
    const limiter = new RateLimiter(1, new FakeTime(), 2);
    for (const name of ['a', 'b']) limiter.take([name]);
    expect(limiter.take(['a'])).to.be.greaterThan(0);
    limiter.take(['c']);
    expect(limiter.take(['a'])).to.be.greaterThan(0);
    expect(limiter.take(['b'])).to.equal(0);
  });
});
