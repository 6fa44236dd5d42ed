import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import { Secret } from '../../src/domain/secret.js';
import { TestApp, TestWorld } from '../support/app.js';
import { appConfig } from '../support/builders/app-config.js';
import { cronOf } from '../support/builders/cron.js';

const problem = {
  severity: 'error' as const,
  file: 'untether.toml',
  line: 3,
  column: 7,
  key: 'progress.max_actions',
  message: 'This is too much.',
  hint: 'Write less.',
};
const daily = cronOf('daily', { schedule: '0 9 * * *' });

function last(app: TestApp): string {
  return app.texts('notice').at(-1) ?? '';
}

describe('the report of a reload', () => {
  it('puts only those schedules into words that it tells of, however many there are', async () => {
    const crons = Array.from({ length: 60 }, (_none, index) => cronOf(`c${index}`, { schedule: `${index} 9 * * *` }));
    const triggers = (...more: typeof crons) => ({ triggers: { enabled: true, crons: [...crons, ...more] } });
    const app = await TestApp.start(triggers());
    const words = app.application.get(T.scheduleWords);
    const asked: string[] = [];
    const speak = words.of.bind(words);
    words.of = (schedule) => {
      asked.push(schedule);
      return speak(schedule);
    };
    await app.edit({ ...triggers(), progress: { verbosity: 'verbose' } });
    expect(asked).to.deep.equal([]);
    await app.edit({ ...triggers(daily), progress: { verbosity: 'verbose' } });
    expect(asked).to.deep.equal(['0 9 * * *']);
    expect(last(app)).to.include('`cron:daily`: At 09\\:00, every day (UTC)');
  });

  it('says which keys changed from what to what, what is new and gone, and when crons fire next', async () => {
    const app = await TestApp.start({ triggers: { enabled: true, crons: [cronOf('old')] } });
    await app.edit({ triggers: { enabled: true, crons: [daily] }, progress: { verbosity: 'verbose' } });
    expect(last(app)).to.match(/^♻️ Configuration 2 is live\./);
    expect(last(app)).to.include('`progress.verbosity`: `compact` → `verbose`');
    expect(last(app)).to.include('New: `triggers.crons.daily`').and.to.include('Gone: `triggers.crons.old`');
    expect(last(app)).to.include('`cron:daily`: At 09\\:00, every day (UTC), next tomorrow 09:00');
    expect(last(app).match(/triggers\.crons\.daily/g), 'as new and as allowing more, in one line').to.have.length(1);
  });

  it('says of a secret only that it changed', async () => {
    const app = await TestApp.start();
    await app.edit({ telegram: { token: new Secret('5000:next') } });
    expect(last(app)).to.include('`telegram.token`: changed').and.not.to.include('next');
    expect(last(app)).to.include('bot replaced');
  });

  it('shortens long values to where they differ', async () => {
    const text = 'You are a careful agent. '.repeat(20);
    const app = await TestApp.start({ preamble: { text: `${text}Be brief.` } });
    await app.edit({ preamble: { text: `${text}Be thorough.` } });
    expect(last(app)).to.match(/`preamble.text`: `….*Be brief\.` → `….*Be thorough\.`/);
    expect(last(app).length).to.be.lessThan(300);
  });

  it('is one message for reloads that follow each other, with what they changed together', async () => {
    const app = await TestApp.start();
    for (let maxActions = 6; maxActions <= 9; maxActions++) await app.edit({ progress: { maxActions } });
    await app.world.time.advance(2_000);
    const [told, ...others] = app.shown('notice');
    expect(others).to.deep.equal([]);
    expect(told?.text).to.include('`progress.max_actions`: `5` → `9`').and.to.include('(4 edits)');
    expect(told?.text).to.include('Configuration 5');
    await app.world.time.advance(5_000);
    await app.edit({ footer: { showApiCost: false } });
    expect(app.shown('notice')).to.have.length(2);
  });

  it('costs few edits, however many reloads there are', async () => {
    const app = await TestApp.start();
    for (let reload = 0; reload < 200; reload++) {
      app.world.configSource.put(appConfig({ progress: { maxActions: reload % 50 } }));
      app.world.configWatch.edit();
      await app.world.time.advance(10);
    }
    await app.world.time.advance(2_000);
    const [told, ...others] = app.shown('notice');
    expect(others).to.deep.equal([]);
    expect(told?.edits).to.be.lessThan(5);
    expect(told?.text).to.include('(200 edits)');
  });

  it('shows the newest state although the first could only be sent later', async () => {
    const app = await TestApp.start();
    app.world.bot.channel.cut();
    await app.edit({ progress: { maxActions: 6 } });
    await app.edit({ progress: { maxActions: 7 } });
    app.world.bot.channel.mend();
    await app.world.time.advance(2_000);
    expect(app.texts('notice')).to.have.length(1);
    expect(last(app)).to.include('`5` → `7`');
  });

  it('is told after a crash that came before it could be sent', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({}, world);
    world.bot.channel.cut();
    await app.edit({ progress: { maxActions: 6 } });
    app.crash();
    world.bot = world.anotherBot();
    const next = await TestApp.start({ progress: { maxActions: 6 } }, world);
    expect(next.texts('notice').join()).to.include('`progress.max_actions`: `5` → `6`');
  });

  it('tells an error once, also when lines move, and that it is mended', async () => {
    const app = await TestApp.start();
    app.world.configSource.spoil([problem]);
    await app.edited();
    await app.world.time.advance(10_000);
    app.world.configSource.spoil([{ ...problem, line: 4 }]);
    await app.edited();
    await app.world.time.advance(10_000);
    expect(app.texts('notice')).to.have.length(1);
    expect(last(app)).to.include('line 3, column 7').and.to.include('Write less');
    app.world.configSource.spoil([{ ...problem, key: 'progress.verbosity' }]);
    await app.edited();
    await app.world.time.advance(10_000);
    expect(app.texts('notice')).to.have.length(2);
    await app.edit({});
    expect(last(app)).to.include('untether.toml is valid again');
  });

  it('answers /reload with what is wrong as long as the file is refused', async () => {
    const app = await TestApp.start();
    app.world.configSource.spoil([problem]);
    await app.edited();
    await app.say('/reload');
    expect(app.texts('said').at(-1)).to.include('line 3, column 7');
  });

  it('always tells what lets more happen than before', async () => {
    const app = await TestApp.start({ reload: { announce: 'none' } });
    await app.edit({ reload: { announce: 'none' }, footer: { showApiCost: false } });
    expect(app.texts('notice')).to.deep.equal([]);
    await app.edit({ reload: { announce: 'none' }, telegram: { allowedUserIds: [7, 8] } });
    expect(app.texts('notice')).to.have.length(2);
    for (const text of app.texts('notice')) {
      expect(text).to.include('`transports.telegram.allowed_user_ids`: `8` added');
    }
  });

  it('tells with announce = "all" also when nothing differs', async () => {
    const app = await TestApp.start({ reload: { announce: 'all' } });
    await app.edit({ reload: { announce: 'all' } });
    expect(last(app)).to.include('Configuration 2').and.to.include('Nothing changed');
  });

  it('goes to every allowed user where there is no owner chat', async () => {
    const telegram = { chatId: null, allowedUserIds: [7, 8] };
    const app = await TestApp.start({ telegram });
    await app.edit({ telegram, progress: { maxActions: 6 } });
    await app.edit({ telegram, progress: { maxActions: 7 } });
    await app.world.time.advance(2_000);
    expect(app.shown('notice').map(({ ref, text }) => [ref.chatId, text.includes('`7`')])).to.deep.equal([
      [7, true],
      [8, true],
    ]);
  });
});

describe('a trigger that is taken out of the file and put back', () => {
  const once = cronOf('once', { runOnce: true, schedule: '*/5 * * * *' });
  const triggers = (...crons: readonly (typeof once)[]) => ({ triggers: { enabled: true, crons } });

  it('does not run again if it was to run once', async () => {
    const app = await TestApp.start(triggers(once));
    await app.world.time.advance(301_000);
    expect(app.world.engine.orders).to.have.length(1);
    await app.edit(triggers());
    await app.world.time.advance(20 * 24 * 3_600_000);
    await app.edit(triggers(once));
    await app.world.time.advance(3_600_000);
    expect(app.world.engine.orders).to.have.length(1);
  });

  it('is still paused, also after a restart meanwhile', async () => {
    const world = new TestWorld();
    const app = await TestApp.start(triggers(daily), world);
    await app.say('/triggers pause daily');
    await app.edit(triggers());
    await app.stop();
    world.bot = world.anotherBot();
    const next = await TestApp.start(triggers(), world);
    await next.edit(triggers(daily));
    expect(next.application.get(T.gate).stateOf('cron:daily')).to.equal('paused');
  });
});
