import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import { Secret } from '../../src/domain/secret.js';
import { TestApp, TestWorld } from '../support/app.js';
import { appConfig, type ConfigChange } from '../support/builders/app-config.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';

const quiet = { reload: { announce: 'none' } } as const;
const users = (...allowedUserIds: readonly number[]): ConfigChange => ({ ...quiet, telegram: { allowedUserIds } });

/** The messages that ring. */
function rings(app: TestApp): readonly FakeMessage[] {
  return app.shown('notice').filter(({ silent }) => !silent);
}

function report(app: TestApp): string {
  return app.texts('notice').findLast((text) => text.includes('is live')) ?? '';
}

describe('an edit that allows more than before', () => {
  it('rings with a message of its own, whatever announce says, and is in the journal as a warning', async () => {
    const app = await TestApp.start(users(7));
    await app.edit(users(7, 42));
    expect(rings(app).map(({ text }) => text)).to.have.length(1);
    expect(rings(app)[0]?.text).to.include('`transports.telegram.allowed_user_ids`: `42` added');
    expect(rings(app)[0]?.text).to.include('(configuration 2, 12:00:00)');
    const [fact, ...others] = app.journal.named('config.widened');
    expect(others).to.deep.equal([]);
    expect(fact?.level).to.equal('warn');
    expect(fact?.data).to.deep.include({ generation: 2, item: '42' });
  });

  it('is told for good although it was taken back at once, with the times', async () => {
    const app = await TestApp.start(users(7));
    await app.world.time.advance(10_000);
    await app.edit(users(7, 42));
    await app.world.time.advance(1_000);
    await app.edit(users(7));
    await app.world.time.advance(2_000);
    expect(rings(app)).to.have.length(1);
    expect(rings(app)[0]?.text).to.include('`42` added');
    expect(report(app))
      .to.include('Nothing changed')
      .and.to.match(/`42` added, from 12:00:\d\d to 12:00:\d\d\b/);
    const [, from, to] = /from (\S+) to (\S+)/.exec(report(app)) ?? [];
    expect(from).not.to.equal(to);
  });

  it('rings again for each further thing within one burst, and the report says all of them', async () => {
    const app = await TestApp.start(users(7));
    await app.edit(users(7, 42));
    await app.edit(users(7, 42, 43));
    await app.edit(users(7, 43));
    await app.edit(users(7, 42, 43));
    await app.world.time.advance(2_000);
    expect(rings(app).map(({ text }) => /`(\d+)` added/.exec(text)?.[1])).to.deep.equal(['42', '43']);
    expect(report(app))
      .to.match(/`42` added, since 12:00:\d\d, 2 times/)
      .and.to.match(/`43` added, since 12:00:\d\d\b/);
  });

  it('does not slide for ever: a message is about a minute at most', async () => {
    const app = await TestApp.start(quiet);
    for (let step = 0; step < 50; step++) await app.edit({ ...users(7), progress: { maxActions: step } });
    await app.edit(users(7, 42));
    for (let step = 0; step < 70; step++) {
      await app.world.time.advance(2_000);
      await app.edit({ ...users(7, 42), progress: { maxActions: step % 50 } });
    }
    const reports = app.texts('notice').filter((text) => text.includes('is live'));
    expect(reports.filter((text) => text.includes('`42` added'))).to.have.length(1);
    await app.edit(users(7, 42, 43));
    await app.world.time.advance(5_000);
    expect(rings(app).map(({ text }) => /`(\d+)` added/.exec(text)?.[1])).to.deep.equal(['42', '43']);
  });

  it('is told after a crash between being applied and being told', async () => {
    const world = new TestWorld();
    const app = await TestApp.start(users(7), world);
    world.bot.channel.cut();
    await app.edit(users(7, 42));
    app.crash();
    world.bot = world.anotherBot();
    const next = await TestApp.start(users(7), world);
    expect(next.texts('notice').join()).to.include('allows more than before').and.to.include('`42` added');
  });

  it('is on disk before it is live', async () => {
    const app = await TestApp.start(users(7));
    const live: number[] = [];
    const park = app.world.outgoing.park.bind(app.world.outgoing);
    app.world.outgoing.park = async (parcel, settlement) => {
      live.push(app.application.get(T.generations).current().number);
      return park(parcel, settlement);
    };
    await app.edit(users(7, 42));
    expect(live[0]).to.equal(1);
  });

  it('is live although the disk refuses to keep what is told', async () => {
    const app = await TestApp.start(users(7));
    app.world.outgoing.park = async () => {
      throw new Error('no space left');
    };
    await app.edit(users(7, 42));
    expect(app.application.get(T.generations).current().number).to.equal(2);
    expect(rings(app)[0]?.text).to.include('`42` added');
  });

  it('is told in the chats of before and after, so that nobody tells only themselves', async () => {
    const app = await TestApp.start(users(7));
    await app.edit({ ...quiet, telegram: { allowedUserIds: [42], chatId: 42 } });
    expect(new Set(rings(app).map(({ ref }) => ref.chatId))).to.deep.equal(new Set([7, 42]));
  });

  it('is told by the bot of before where the edit takes another one', async () => {
    const world = new TestWorld();
    const former = world.bot;
    world.otherBots.set('2:new', world.anotherBot());
    const app = await TestApp.start(users(7), world);
    const telegram = { token: new Secret('2:new'), allowedUserIds: [7, 42] };
    await app.edit({ ...quiet, telegram });
    await app.world.time.advance(5_000);
    expect(
      former.channel
        .of('notice')
        .map(({ text }) => text)
        .join(),
    ).to.include('`42` added');
  });

  it('stays one message a widening over 1,000 reloads that make it and take it back', async () => {
    const app = await TestApp.start(users(7));
    for (let reload = 0; reload < 1_000; reload++) {
      app.world.configSource.put(appConfig(reload % 2 === 0 ? users(7, 42) : users(7)));
      app.world.configWatch.edit();
      await app.world.time.advance(10);
    }
    await app.world.time.advance(2_000);
    expect(rings(app)).to.have.length(1);
    expect(app.shown('notice').length).to.be.lessThan(4);
    expect(report(app)).to.match(/500 times/);
  });

  it('says no more than a message holds, however much it is', async () => {
    const app = await TestApp.start(users(7));
    await app.edit(users(7, ...Array.from({ length: 5_000 }, (_, index) => 1_000_000 + index)));
    expect(rings(app)[0]?.text.length).to.be.lessThan(4_000);
    expect(rings(app)[0]?.text).to.include('and 4990 more');
    expect(app.journal.named('config.widened').at(-1)?.data).to.deep.include({ further: 4_000 });
  });

  it('is judged against what was applied last, also if it was made while nothing ran', async () => {
    const world = new TestWorld();
    const app = await TestApp.start(users(7), world);
    await app.stop();
    world.bot = world.anotherBot();
    world.configSource.put(appConfig(users(7, 42)));
    const next = await TestApp.begin(new TestApp(world));
    expect(
      rings(next)
        .map(({ text }) => text)
        .join(),
    )
      .to.include('while Untether was off')
      .and.to.include('`42` added');
    expect(next.journal.named('config.widened')).to.have.length(1);
    await next.stop();
    world.bot = world.anotherBot();
    const again = await TestApp.begin(new TestApp(world));
    expect(rings(again)).to.deep.equal([]);
  });
});

describe('a held edit', () => {
  const approve = { reload: { approve: true } };

  it('says what it would allow more', async () => {
    const app = await TestApp.start(approve);
    await app.edit({ ...approve, telegram: { allowedUserIds: [7, 42] } });
    expect(app.texts('notice').at(-1)).to.include('Allows more: `transports.telegram.allowed_user_ids`: `42` added');
  });

  it('that is applied from the terminal is told so, loudly', async () => {
    const app = await TestApp.start(approve);
    await app.edit({ ...approve, defaultEngine: 'other' });
    const asked = rings(app).length;
    const control = app.application.get(T.control);
    await control.reload(true);
    await app.world.time.advance(2_000);
    const told = rings(app).slice(asked);
    expect(told.map(({ text }) => text).join()).to.include('Configuration 2 was applied from the terminal');
    expect(app.texts('notice').join()).to.include('Applied as configuration 2, from the terminal');
  });

  it('that is applied by a tap is not', async () => {
    const app = await TestApp.start(approve);
    await app.edit({ ...approve, defaultEngine: 'other' });
    const question = app.shown('notice').at(-1);
    if (question === undefined) throw new Error('nothing was asked');
    await app.press(question, 'Apply');
    expect(app.texts('notice').join()).not.to.include('terminal');
  });

  it('is not told as one where nothing would have been held', async () => {
    const app = await TestApp.start();
    app.world.configSource.put(appConfig({ defaultEngine: 'other' }));
    await app.application.get(T.control).reload(true);
    expect(app.texts('notice').join()).not.to.include('terminal');
  });
});

describe('a start after the record of what was applied was tampered with', () => {
  const approve: ConfigChange = { reload: { approve: true } };
  const wider: ConfigChange = { reload: { approve: false }, telegram: { allowedUserIds: [7, 42] } };

  async function restarted(tamper: (world: TestWorld) => void, change = wider): Promise<TestApp> {
    const world = new TestWorld();
    const app = await TestApp.start(approve, world);
    await app.stop();
    world.bot = world.anotherBot();
    world.configSource.put(appConfig(change));
    tamper(world);
    return TestApp.begin(new TestApp(world));
  }
  const users = (app: TestApp) => app.application.get(T.generations).current().config.telegram.allowedUserIds;

  it('still holds an edit where the state directory was deleted, and says so', async () => {
    const app = await restarted((world) => world.goodFiles.remove());
    expect(users(app)).to.deep.equal([7]);
    expect((await app.application.get(T.healthCheck).now()).reloadHeld).to.equal(true);
    expect(app.texts('notice').join()).to.include('in the state directory is gone');
    const [entry] = await app.world.goodFiles.list();
    expect(entry?.number).to.equal(1);
  });

  it('still holds it where the copy was deleted', async () => {
    const app = await restarted((world) => world.goodCopy.remove());
    expect(users(app)).to.deep.equal([7]);
    expect((await app.application.get(T.healthCheck).now()).reloadHeld).to.equal(true);
    expect((await app.world.goodCopy.list())[0]?.number).to.equal(1);
  });

  it('still holds it where the last good file was rewritten', async () => {
    const app = await restarted((world) => {
      const content = { text: new Secret(world.configText.text ?? ''), overrides: new Secret('[]') };
      const file = { number: 1, at: 0, digest: `digest of ${world.configText.text}`, changes: [] };
      void world.goodFiles.keep(file, content);
    });
    expect(users(app)).to.deep.equal([7]);
    expect(app.texts('notice').join()).to.include('differ');
  });

  it('says what was put in force where no record is left at all', async () => {
    const remove = (world: TestWorld) => {
      world.goodFiles.remove();
      world.goodCopy.remove();
    };
    const held = await restarted(remove, { ...approve, telegram: { allowedUserIds: [7, 42] } });
    expect(
      rings(held)
        .map(({ text }) => text)
        .join(),
    ).to.include('No record of an earlier configuration');
    const quietly = await restarted(remove);
    await quietly.world.time.advance(1_000);
    expect(quietly.texts('said').join()).to.include('no earlier configuration is known');
  });

  it('says nothing where all is as it was', async () => {
    const app = await restarted(() => undefined, approve);
    expect(app.texts('notice')).to.deep.equal([]);
    expect(app.texts('said').join()).not.to.include('on record');
  });
});
