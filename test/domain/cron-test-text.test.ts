import { expect } from 'chai';
import { readCronTest } from '../../src/domain/cron/cron-test-text.js';

const read = (text: string) => {
  const { schedule, zone } = readCronTest(text, (name) => ['UTC', 'Europe/Berlin', 'Asia/Kathmandu'].includes(name));
  return [schedule, zone];
};

describe('what is to be tried out', () => {
  it('is a schedule in any quotes, perhaps with a zone behind it', () => {
    for (const quoted of ['"0 9 * * 1"', "'0 9 * * 1'", '“0 9 * * 1”', '„0 9 * * 1“', '«0 9 * * 1»', '`0 9 * * 1`']) {
      expect(read(quoted), quoted).to.deep.equal(['0 9 * * 1', null]);
      expect(read(`${quoted} Europe/Berlin`), quoted).to.deep.equal(['0 9 * * 1', 'Europe/Berlin']);
    }
    expect(read('"0 9 * *"')).to.deep.equal(['0 9 * *', null]);
    expect(read('""')).to.deep.equal(['', null]);
  });

  it('needs no quotes', () => {
    expect(read('0 9 * * mon-fri')).to.deep.equal(['0 9 * * mon-fri', null]);
    expect(read('0 9 * * mon-fri Asia/Kathmandu')).to.deep.equal(['0 9 * * mon-fri', 'Asia/Kathmandu']);
    expect(read('@daily UTC')).to.deep.equal(['@daily', 'UTC']);
    expect(read('@daily')).to.deep.equal(['@daily', null]);
  });

  it('keeps what is one field too many, unless it looks like a zone', () => {
    expect(read('0 0 9 * * 1')).to.deep.equal(['0 0 9 * * 1', null]);
    expect(read('0 0 9 * * */2')).to.deep.equal(['0 0 9 * * */2', null]);
    expect(read('0 9 * * 1 Europe/Berlni')).to.deep.equal(['0 9 * * 1', 'Europe/Berlni']);
  });
});
