import { expect } from 'chai';
import { PendingWork } from '../../src/domain/pending-work.js';

describe('pending work', () => {
  it('is over when all of it has ended, however that was, and what was added meanwhile', async () => {
    const pending = new PendingWork();
    const log: string[] = [];
    const gate = Promise.withResolvers<void>();
    const failing = pending.add(Promise.reject(new Error('it fails')));
    void pending.add(
      gate.promise.then(() => {
        void pending.add(Promise.resolve().then(() => void log.push('added')));
        log.push('first');
      }),
    );
    const idle = pending.idle().then(() => log.push('idle'));
    expect(await failing.catch(({ message }) => message)).to.equal('it fails');
    expect(log).to.deep.equal([]);
    gate.resolve();
    await idle;
    expect(log).to.deep.equal(['first', 'added', 'idle']);
  });
});
