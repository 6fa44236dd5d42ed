import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import { settled } from '../support/fakes/fake-time.js';

const CONFIG: ConfigChange = {
  telegram: { chatId: 7, allowedUserIds: [7, 8], sessionMode: 'stateless' },
  projects: [
    {
      ...{ alias: 'web', name: 'web', path: '/p/web', worktreesDirectory: '/p/web/.worktrees' },
      ...{ worktreeBase: null, defaultEngine: null, chatId: null },
    },
  ],
};

/** Less than what is stuck counts as in hand. */
const SENT_MS = 5_000;
const isTold = (text: string) => text.includes('was set aside');

/** Another process on the same disk and in the same chats. */
async function nextLife(world: TestWorld): Promise<TestApp> {
  const { deadly } = world.bot.channel;
  world.bot = world.anotherBot();
  for (const text of deadly) world.bot.channel.deadly.add(text);
  return TestApp.start(CONFIG, world);
}

describe('a message that ends the program while it is sent', () => {
  it('is set aside after the third death, its text is kept, and what was beside it arrives', async () => {
    const world = new TestWorld();
    world.bot.channel.deadly.add('poison').add('beside');
    const first = await TestApp.start(CONFIG, world);
    const place = { chatId: 7, threadId: null };
    await first.application.get(T.notices).tell({ place, markdown: 'beside' });
    await first.application.get(T.notices).tell({ place, markdown: 'the poison' });
    await settled();
    first.crash();
    world.bot.channel.deadly.delete('beside');
    for (let life = 2; life <= 3; life++) {
      const app = await nextLife(world);
      await world.time.advance(SENT_MS);
      expect(app.texts('notice').filter(isTold), `life ${life}`).to.deep.equal([]);
      expect(app.texts('notice').filter((text) => text === 'beside')).to.have.length(life === 2 ? 1 : 0);
      expect(world.inHand.parcels).to.have.length(1);
      app.crash();
    }
    const last = await nextLife(world);
    await settled();
    const [told = '', ...more] = last.texts('notice').filter(isTold);
    expect(more).to.deep.equal([]);
    expect(told).to.match(/notice was set aside.*3 times.*parcel-2/s);
    expect(told).not.to.include('poison');
    expect([...world.keptTexts.texts.values()]).to.deep.equal(['the poison\n']);
    expect(world.outgoing.untold).to.deep.equal([]);
    await last.stop();
  });

  it('may be the answer of a run as well; the owner is told where its text is, and a reply goes on with the run', async () => {
    const world = new TestWorld();
    world.bot.channel.deadly.add('poison');
    const first = await TestApp.start(CONFIG, world);
    await first.say('[[say:the poison]]', { chatId: 8, sender: { id: 8, name: 'Grace', isBot: false } });
    await world.time.advance(2_000);
    first.crash();
    for (let life = 2; life <= 3; life++) {
      const app = await nextLife(world);
      await world.time.advance(SENT_MS);
      app.crash();
    }
    const last = await nextLife(world);
    await settled();
    const told = last.shown('notice').filter(({ text }) => isTold(text));
    expect(told.map(({ place }) => place.chatId)).to.deep.equal([8, 7]);
    expect(told[0]?.about?.kind).to.equal('run');
    expect(told[0]?.text).not.to.include('/state');
    expect(told[1]?.text).to.include('/state/set-aside/parcel-');
    expect([...world.keptTexts.texts.values()].join()).to.include('the poison');
    expect(world.engine.orders).to.have.length(1);
    last.crash();
  });

  it('is none that waits for the network when the program dies', async () => {
    const world = new TestWorld();
    const first = await TestApp.start(CONFIG, world);
    world.bot.channel.cut();
    await first.say('hello');
    await world.time.advance(2_000);
    first.crash();
    expect((await world.outgoing.parked()).map(({ deaths }) => deaths)).to.deep.equal([undefined]);
  });
});
