import { expect } from 'chai';
import { TestApp } from '../support/app.js';

describe('/cron', () => {
  const answer = async (app: TestApp, text: string) => {
    await app.say(text);
    return app.texts('said').at(-1) ?? '';
  };

  it('tells what a schedule means, where, and when it fires next', async () => {
    const app = await TestApp.start({ triggers: { defaultTimezone: 'Europe/Berlin' } });
    expect(await answer(app, '/cron test "5 16 * * 1-5"')).to.equal(
      [
        '⏰ `5 16 * * 1-5` – At 16\\:05, Monday through Friday (`Europe/Berlin`)',
        '',
        '- today 16:05, in 3 h 5 min',
        '- tomorrow 16:05, in 1 d 3 h',
        '- Wed 2026-11-25 16:05, in 2 d 3 h',
        '- Thu 2026-11-26 16:05, in 3 d 3 h',
        '- Fri 2026-11-27 16:05, in 4 d 3 h',
      ].join('\n'),
    );
    expect(app.world.engine.orders).to.deep.equal([]);
  });

  it('takes another zone, and a macro, and leaves out words that would be long', async () => {
    const app = await TestApp.start();
    const daily = await answer(app, '/cron test @daily Asia/Kathmandu');
    expect(daily).to.include('(`Asia/Kathmandu`)').and.to.include('- tomorrow 00:00, in 6 h 15 min');
    expect(await answer(app, '/cron test “*/7 * * * *” UTC')).to.include('⏰ `*/7 * * * *` (`UTC`)');
  });

  it('says what is wrong, naming the field', async () => {
    const app = await TestApp.start();
    expect(await answer(app, '/cron test "61 * * * *"')).to.include('"61" is out of range for the minute');
    expect(await answer(app, '/cron test "0 9 * *"')).to.include('this has 4');
    expect(await answer(app, '/cron test 0 0 30 2 *')).to.include('can never fire');
    expect(await answer(app, '/cron test "0 9 * * *" Europe/Berlni')).to.include('`Europe/Berlni` is not a time zone');
  });

  it('alone says how it is used', async () => {
    const app = await TestApp.start();
    for (const text of ['/cron', '/cron test', '/cron frobnicate', '/cron tests "* * * * *"']) {
      expect(await answer(app, text), text).to.equal('problem: usage');
    }
  });
});
