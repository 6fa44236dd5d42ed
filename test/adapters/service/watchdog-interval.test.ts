import { expect } from 'chai';
import { watchdogInterval } from '../../../src/adapters/service/watchdog-interval.js';

describe('the interval of the watchdog', () => {
  it('is given in microseconds', () => {
    expect(watchdogInterval({ WATCHDOG_USEC: '90000000' }, 5)).to.equal(90_000);
    expect(watchdogInterval({ WATCHDOG_USEC: '1500' }, 5)).to.equal(1.5);
  });

  it('is for the process that it names only', () => {
    expect(watchdogInterval({ WATCHDOG_USEC: '90000000', WATCHDOG_PID: '5' }, 5)).to.equal(90_000);
    expect(watchdogInterval({ WATCHDOG_USEC: '90000000', WATCHDOG_PID: '6' }, 5)).to.equal(null);
  });

  for (const odd of ['', '0', '-1', '1e9', 'NaN', ' 5', '1.5']) {
    it(`is none if it is “${odd}”`, () => {
      expect(watchdogInterval({ WATCHDOG_USEC: odd }, 5)).to.equal(null);
    });
  }

  it('is none if nobody asks', () => {
    expect(watchdogInterval({}, 5)).to.equal(null);
  });
});
