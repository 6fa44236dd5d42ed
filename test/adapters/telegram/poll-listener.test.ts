import { expect } from 'chai';
import { settled } from '../../support/fakes/fake-time.js';
import { rig } from './telegram-rig.js';

const USER = 7;

/** A bot that has polled well once and waits for more. */
async function begin() {
  const parts = rig();
  const bot = await parts.open();
  bot.activate();
  await settled();
  return { ...parts, bot };
}

describe('the poller', () => {
  it('tells its listener of every poll: what a good one brought, why and since when one failed', async () => {
    const { time, server, hearing, bot } = await begin();
    await time.advance(20_000);
    server.faults.next('getUpdates', { kind: 'reset' });
    server.sendText(USER, USER, 'ends the poll');
    await settled();
    const sinceMs = time.monotonicMs();
    server.sendText(USER, USER, 'one');
    server.sendText(USER, USER, 'two');
    await time.advance(2_000);
    expect(hearing.told.slice(0, 2)).to.deep.equal([0, 1]);
    expect(hearing.told[2]).to.deep.include({ sinceMs, conflict: false });
    expect(hearing.told[3]).to.equal(2);
    await bot.close();
  });

  it('can’t have heard since the beginning of a poll whose answer is overdue', async () => {
    const { time, server, hearing, bot } = await begin();
    server.faults.always('getUpdates', { kind: 'hang' });
    server.sendText(USER, USER, 'ends the first long poll');
    await settled();
    const sinceMs = time.monotonicMs();
    await time.advance(70_000);
    expect(hearing.told.at(-1)).to.deep.include({ sinceMs, conflict: false });
    await bot.close();
  });
});
