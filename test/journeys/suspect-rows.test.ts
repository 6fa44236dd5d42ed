import { expect } from 'chai';
import { ok } from '../../src/domain/result.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';

const CONFIG: ConfigChange = {
  telegram: { chatId: 7, allowedUserIds: [7, 8], sessionMode: 'stateless' },
  projects: [
    {
      ...{ alias: 'web', name: 'web', path: '/p/web', worktreesDirectory: '/p/web/.worktrees' },
      ...{ worktreeBase: null, defaultEngine: null, chatId: null },
    },
  ],
};

/** A world in which what works on one of the branches never comes back. */
function worldWhere(stuck: Set<string>): TestWorld {
  const world = new TestWorld();
  world.otherWorktrees = {
    directoryOf: (_project, branch) => {
      return stuck.has(branch) ? new Promise(() => undefined) : Promise.resolve(ok(`/w/${branch}`));
    },
    has: async () => true,
  };
  return world;
}

const SUSPECTS_MS = 60_000;
const isTold = (text: string) => text.includes('was set aside');

describe('a row that ends the program', () => {
  it('is set aside and told after the third death, and takes nothing along that was beside it', async () => {
    const stuck = new Set(['poison', 'slow']);
    const world = worldWhere(stuck);
    const ada = { id: 8, name: 'Grace', isBot: false };
    const first = await TestApp.start(CONFIG, world);
    await first.say('/web @poison the bad one');
    await first.say('/web @slow the slow one', { chatId: 8, sender: ada });
    first.crash();
    stuck.delete('slow');

    for (let life = 2; life <= 3; life++) {
      const app = await TestApp.start(CONFIG, world);
      await world.time.advance(5_000);
      expect(app.texts('notice').filter(isTold), `life ${life}`).to.deep.equal([]);
      await app.say('/web @good and this', { chatId: 8, sender: ada });
      app.crash();
    }
    const last = await TestApp.start(CONFIG, world);
    await world.time.advance(SUSPECTS_MS);
    expect(last.texts('notice').filter(isTold)).to.have.length(1);
    expect(last.texts('notice').find(isTold)).to.match(/the bad one.*3 times/s);
    expect(world.inbox.rows.map(({ state }) => state)).to.deep.equal(['dead', 'done', 'done', 'done']);
    expect(world.engine.orders.map(({ directory }) => directory)).to.have.members(['/w/slow', '/w/good', '/w/good']);
    await last.stop();
  });

  it('is told to the owner too where it came from another chat', async () => {
    const world = worldWhere(new Set(['poison']));
    for (let life = 1; life <= 3; life++) {
      const app = await TestApp.start(CONFIG, world);
      if (life === 1) await app.say('/web @poison bad', { chatId: 8, sender: { id: 8, name: 'Grace', isBot: false } });
      await world.time.advance(5_000);
      app.crash();
    }
    const last = await TestApp.start(CONFIG, world);
    expect(
      last
        .shown('notice')
        .filter(({ text }) => isTold(text))
        .map(({ place }) => place.chatId),
    ).to.deep.equal([8, 7]);
  });

  it('may be the answer to a question as well', async () => {
    const world = worldWhere(new Set(['poison']));
    const { directoryOf } = world.otherWorktrees ?? {};
    if (directoryOf === undefined) throw new Error('no worktrees');
    world.otherWorktrees = { directoryOf, has: async () => false };
    const config: ConfigChange = { ...CONFIG, defaultProject: 'web' };
    const first = await TestApp.start(config, world);
    await first.say('@poison the bad one');
    const question = first.shown('notice').at(-1);
    if (question === undefined) throw new Error('nothing was asked');
    const { data } = question.buttons[0]?.[0] ?? {};
    void first.receive(world.press(question, data ?? '', 7));
    await world.time.advance(100);
    first.crash();
    for (let life = 2; life <= 4; life++) {
      const app = await TestApp.start(config, world);
      await world.time.advance(5_000);
      app.crash();
    }
    const last = await TestApp.start(config, world);
    await world.time.advance(SUSPECTS_MS);
    const answers = world.inbox.rows.filter(({ source }) => source === 'request');
    expect(answers.map(({ state }) => state)).to.deep.equal(['dead']);
    expect(last.texts('notice').filter(isTold).join()).to.include('the bad one');
    last.crash();
  });

  it('may be a delayed run as well', async () => {
    const stuck = new Set<string>();
    const world = worldWhere(stuck);
    const first = await TestApp.start(CONFIG, world);
    await first.say('/at 1m /web @poison later');
    stuck.add('poison');
    await world.time.advance(60_000);
    first.crash();
    for (let life = 2; life <= 3; life++) {
      const app = await TestApp.start(CONFIG, world);
      await world.time.advance(2_000);
      app.crash();
    }
    const last = await TestApp.start(CONFIG, world);
    expect(last.texts('notice').find(isTold)).to.match(/A scheduled task was set aside/);
  });

  it('is none that was only waiting for its time, for its turn, or for the network when the program died', async () => {
    const stuck = new Set(['slow']);
    const world = worldWhere(stuck);
    const first = await TestApp.start(CONFIG, world);
    await first.say('/at 1h later');
    await first.say('/web @slow take your time');
    await world.time.advance(11_000);
    first.crash();
    expect(world.inbox.rows.map(({ deaths }) => deaths)).to.deep.equal([undefined, undefined, undefined]);
  });

  it('is not counted for a stop, however long it takes', async () => {
    const world = worldWhere(new Set());
    const app = await TestApp.start(CONFIG, world);
    await app.say('hello');
    await app.stop();
    expect(world.inHand.rows).to.deep.equal([]);
  });
});
