import { expect } from 'chai';
import fc from 'fast-check';
import { scheduleDoubts } from '../../src/domain/cron/schedule-doubts.js';

function kinds(schedule: string): readonly string[] {
  return scheduleDoubts(schedule).map(({ kind }) => kind);
}

describe('the doubts about a schedule', () => {
  for (const schedule of [
    '*/45 * * * *',
    '*/7 9-17 * * *',
    '5/25 * * * *',
    '0 */5 * * *',
    '0 0 */30 * *',
    '0 0 */31 * *',
    '0 0 1 */5 *',
    '0 0 * * */2',
  ]) {
    it(`are that the steps of "${schedule}" are not equal`, () => {
      expect(kinds(schedule)).to.deep.equal(['uneven-step']);
    });
  }

  it('are none where steps divide their field, days begin anew each month, or the hour has one gap', () => {
    for (const schedule of [
      '*/15 * * * *',
      '*/60 */12 * */3 *',
      '5/20 * * * *',
      '0 0 */2 * 5',
      '*/45 9 * * *',
      '10-40/20 * * * *',
      '@hourly',
      '0 0 31 * *',
      '0 9 * * 1-5',
    ]) {
      expect(kinds(schedule), schedule).to.deep.equal([]);
    }
  });

  it('are that a named month has none of the days', () => {
    expect(scheduleDoubts('0 0 30,31 2,3 *')).to.deep.equal([{ kind: 'no-such-date', month: 2 }]);
    expect(kinds('0 0 31 4,5,6 1')).to.deep.equal(['no-such-date', 'no-such-date']);
    expect(kinds('0 0 29 2 *')).to.deep.equal([]);
  });

  it('are that a star makes the rest of its list idle', () => {
    expect(kinds('5,* * * * *')).to.deep.equal(['star-in-list']);
    expect(kinds('*,5 * * * *')).to.deep.equal(['star-in-list']);
  });

  it('are none about what is no schedule, whatever the text', () => {
    expect(kinds('*/75 * * * *')).to.deep.equal([]);
    fc.assert(fc.property(fc.string(), (text) => void scheduleDoubts(text)));
  });
});
