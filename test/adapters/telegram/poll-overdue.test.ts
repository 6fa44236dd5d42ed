import { expect } from 'chai';
import { settled } from '../../support/fakes/fake-time.js';
import { flood } from '../../support/telegram-server/faults.js';
import { rig } from './telegram-rig.js';

describe('whether polling is stuck', () => {
  async function begin() {
    const parts = rig();
    const bot = await parts.open();
    const stuck = () => {
      const { overdueAtMs } = bot.api.health();
      return overdueAtMs !== null && parts.time.monotonicMs() > overdueAtMs;
    };
    return { ...parts, bot, stuck };
  }

  it('is not asked before there is polling, nor after', async () => {
    const { bot } = await begin();
    expect(bot.api.health().overdueAtMs).to.equal(null);
    bot.activate();
    await settled();
    expect(bot.api.health().overdueAtMs).not.to.equal(null);
    await bot.quiesce();
    expect(bot.api.health().overdueAtMs).to.equal(null);
    await bot.close();
  });

  it('is never so while polls end, however badly', async () => {
    const { time, server, bot, stuck } = await begin();
    const faults = [{ kind: 'reset' }, { kind: 'hang' }] as const;
    bot.activate();
    for (const fault of faults) {
      const restore = server.faults.always('getUpdates', fault);
      for (let minute = 0; minute < 30; minute++) {
        await time.advance(60_000);
        expect(stuck(), `${fault.kind} for ${minute} minutes`).to.equal(false);
      }
      restore();
    }
    await bot.close();
  });

  it('is not so during a pause that Telegram asks for, however long', async () => {
    const { time, server, bot, stuck } = await begin();
    server.faults.next('getUpdates', flood(3_600));
    bot.activate();
    for (let minute = 0; minute < 59; minute++) {
      await time.advance(60_000);
      expect(stuck()).to.equal(false);
    }
    await bot.close();
  });

  it('is so when what arrived is never stored', async () => {
    const { time, server, intake, bot, stuck } = await begin();
    const { promise, resolve } = Promise.withResolvers<void>();
    intake.before = () => promise;
    bot.activate();
    await settled();
    server.sendText(7, 7, 'precious');
    await time.advance(60_000);
    expect(stuck()).to.equal(false);
    await time.advance(90_000);
    expect(stuck()).to.equal(true);
    resolve();
    await settled();
    expect(stuck()).to.equal(false);
    await bot.close();
  });
});
