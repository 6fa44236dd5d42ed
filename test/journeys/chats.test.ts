import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import { TestApp, TestWorld } from '../support/app.js';
import { settled } from '../support/fakes/fake-time.js';

const GROUP = -200;
const SUPERGROUP = -1_000_000_000_200;

describe('the journey of a chat', () => {
  function configured(chatId: number) {
    return { telegram: { chatId: 7 }, projects: [project(chatId)] };
  }

  function project(chatId: number) {
    return {
      alias: 'app',
      name: 'App',
      path: '/app',
      worktreesDirectory: '/app/.worktrees',
      worktreeBase: null,
      defaultEngine: null,
      chatId,
    };
  }

  it('that has another id now: the owner is told what to write, once, and again at each start until it is there', async () => {
    const world = new TestWorld();
    const app = await TestApp.start(configured(GROUP), world);
    const news = app.application.get(T.followChats);
    for (let twice = 0; twice < 2; twice++) news.moved({ from: GROUP, to: SUPERGROUP });
    await settled();
    expect(app.texts('notice')).to.have.length(1);
    expect(app.texts('notice')[0]).to.match(/`-200`.*`-1000000000200`.*`projects\.App\.chat_id` to `-1000000000200`/s);
    expect(app.journal.named('chat.moved').map(({ data }) => data)).to.deep.include({ from: GROUP, to: SUPERGROUP });
    await app.stop();

    world.bot = world.anotherBot();
    const again = await TestApp.start(configured(GROUP), world);
    expect(again.texts('notice')).to.have.length(1);
    await again.stop();

    world.bot = world.anotherBot();
    const mended = await TestApp.start(configured(SUPERGROUP), world);
    expect(mended.texts('notice')).to.deep.equal([]);
    expect(await world.chatStore.moves()).to.deep.equal([{ from: GROUP, to: SUPERGROUP }]);
    await mended.stop();
  });

  it('that nobody in the configuration has heard of: it is nobody’s business', async () => {
    const app = await TestApp.start(configured(GROUP));
    app.application.get(T.followChats).moved({ from: -999, to: SUPERGROUP });
    await settled();
    expect(app.texts('notice')).to.deep.equal([]);
    expect(await app.world.chatStore.moves()).to.deep.equal([]);
    await app.stop();
  });

  it('in which nobody can be reached: it is listed with what was lost until somebody is, also over a restart', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({}, world);
    const since = world.time.now();
    const news = app.application.get(T.followChats);
    news.unreachable(9, 'blocked');
    news.unreachable(9, 'blocked');
    await settled();
    expect(await world.chatStore.unreachable()).to.deep.equal([
      { chatId: 9, since, reason: 'blocked', undelivered: 2 },
    ]);
    expect(app.journal.named('chat.unreachable')).to.have.length(2);
    await app.stop();

    const again = await TestApp.start({}, world);
    again.application.get(T.followChats).reached(9);
    await settled();
    expect(await world.chatStore.unreachable()).to.deep.equal([]);
    expect(again.journal.named('chat.reached-again')).to.have.length(1);
    await again.stop();
  });
});
