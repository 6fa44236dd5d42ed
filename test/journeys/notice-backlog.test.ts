import { expect } from 'chai';
import type { NoticeOrder } from '../../src/application/ports/chat/chat-channel.js';
import { T } from '../../src/composition/wiring/tokens.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';
import { settled } from '../support/fakes/fake-time.js';

const CONFIG: ConfigChange = { telegram: { chatId: 7, allowedUserIds: [7, 8] } };
const DONE: Omit<NoticeOrder, 'markdown'> = {
  ...{ place: { chatId: 7, threadId: null }, source: 'webhook:build', foldable: true },
};
const FAILED: Omit<NoticeOrder, 'markdown'> = { place: DONE.place, source: 'webhook:build' };
const isFold = ({ text }: FakeMessage) => text.startsWith('… and');

async function tell(app: TestApp, order: Omit<NoticeOrder, 'markdown'>, texts: readonly string[]): Promise<void> {
  const notices = app.application.get(T.notices);
  await Promise.all(texts.map((markdown) => notices.tell({ ...order, markdown })));
}

const numbered = (count: number, word = 'build') => Array.from({ length: count }, (_, n) => `${word} ${n + 1}`);

/** A chat that Telegram let through nothing to while so many came, and then everything. */
async function flooded(count: number, world = new TestWorld()): Promise<TestApp> {
  const app = await TestApp.start(CONFIG, world);
  world.bot.channel.cut();
  await tell(app, DONE, numbered(count));
  world.bot.channel.mend();
  await world.time.advance(0);
  return app;
}

describe('a flood of notices', () => {
  it('tells nothing again that the disk would not forget at first', async () => {
    const app = await TestApp.start(CONFIG);
    const { outgoing } = app.world;
    const { release } = outgoing;
    outgoing.release = () => Promise.reject(new Error('the disk is full'));
    await tell(app, FAILED, numbered(1_000));
    await app.world.time.advance(20_000);
    const told = app.texts('notice').length;
    expect(told).to.be.lessThan(500);
    outgoing.release = release;
    await app.world.time.advance(30_000);
    expect(app.texts('notice').filter((text) => text.startsWith('build'))).to.deep.equal(numbered(1_000));
    expect(outgoing.untold).to.deep.equal([]);
    app.crash();
    const next = await TestApp.start(CONFIG, app.world);
    await next.world.time.advance(1_000);
    expect(next.texts('notice').filter((text) => text.startsWith('build'))).to.have.length(1_000);
    await next.stop();
  });

  it('is told up to what a few messages hold, and then stood for by one that shows the rest, page by page', async () => {
    const app = await flooded(1_000);
    const [fold, ...others] = app.shown('notice').filter(isFold);
    if (fold === undefined) throw new Error('nothing was folded');
    expect(others).to.deep.equal([]);
    const told = app.texts('notice').filter((text) => text.startsWith('build'));
    expect(told).to.deep.equal(numbered(told.length));
    const left = 1_000 - told.length;
    expect(fold.text).to.equal(`… and ${left} more notices from \`webhook:build\`.`);
    expect(fold.silent).to.equal(true);
    await app.press(fold, 'Show them');
    const page = app.shown('said').at(-1);
    if (page === undefined) throw new Error('nothing is shown');
    const seen: string[] = [];
    for (;;) {
      const [head, ...texts] = page.text.split('\n');
      expect(head).to.equal(`Notices ${seen.length + 1}–${seen.length + texts.length} of ${left}:`);
      seen.push(...texts);
      if (!page.buttons.flat().some(({ label }) => label.includes('Later'))) break;
      await app.press(page, 'Later');
    }
    expect([...told, ...seen]).to.deep.equal(numbered(1_000));
    await app.press(page, 'Earlier');
    expect(page.text).to.include(`\nbuild ${1_000 - 30 - (left % 30 || 30) + 1}\n`);
    expect(app.world.outgoing.untold).to.deep.equal([]);
    await app.stop();
  });

  it('never takes along what failed, however much of it there is', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({}, world);
    world.bot.channel.cut();
    await tell(app, DONE, numbered(600));
    await tell(app, FAILED, numbered(700, 'failure'));
    world.bot.channel.mend();
    await world.time.advance(0);
    const failures = app.texts('notice').filter((text) => text.startsWith('failure'));
    expect(failures).to.deep.equal(numbered(700, 'failure'));
    expect(app.shown('notice').filter(isFold)).to.have.length(1);
    await app.stop();
  });

  it('is what the next process goes on with: each is told once, or stood for once', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    world.bot.channel.cut();
    await tell(before, DONE, numbered(500));
    await tell(before, FAILED, numbered(500, 'failure'));
    before.crash();
    world.bot = world.anotherBot();
    const app = await TestApp.start({}, world);
    await world.time.advance(60_000);
    const told = app.texts('notice').filter((text) => text.startsWith('build')).length;
    expect(told).to.be.within(200, 400);
    expect(app.texts('notice').filter((text) => text.startsWith('failure'))).to.deep.equal(numbered(500, 'failure'));
    const [fold] = app.shown('notice').filter(isFold);
    expect(fold?.text).to.include(`and ${500 - told} more`);
    app.crash();
    world.bot = world.anotherBot();
    const last = await TestApp.start({}, world);
    await world.time.advance(60_000);
    expect(last.texts('notice')).to.deep.equal([]);
    if (fold !== undefined) await last.press(fold, 'Show them');
    expect(last.texts('said').at(-1)).to.include(`build ${told + 1}\n`);
    await last.stop();
  });

  it('is shown in no other chat, and no more once it is forgotten', async () => {
    const app = await flooded(1_000);
    const fold = app.shown('notice').find(isFold);
    const data = fold?.buttons[0]?.[0]?.data ?? '';
    if (fold === undefined) throw new Error('nothing was folded');
    const said = app.texts('said');
    const elsewhere = { ...app.world.press(fold, data), chatId: 8, sender: { id: 8, name: 'Grace', isBot: false } };
    await app.receive(elsewhere);
    const toastOf = (buttonId: string) => app.world.bot.channel.answered.get(buttonId);
    expect(toastOf(elsewhere.buttonId)).to.equal('They are no longer kept');
    for (const [wrong, toast] of [
      [`${data}:c:1`, 'This button no longer does anything'],
      ['more:x', 'This button no longer does anything'],
      ['more:99999', 'They are no longer kept'],
    ] as const) {
      const press = { ...app.world.press(fold, wrong), genuine: true };
      await app.receive(press);
      expect(toastOf(press.buttonId)).to.equal(toast);
    }
    expect(app.texts('said')).to.deep.equal(said);
    await app.stop();
  });

  it('delays no answer, no question and no other chat, although nothing of its own gets through', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({}, world);
    const told: string[] = [];
    const { channel } = world.bot;
    const notice = channel.notice.bind(channel);
    channel.notice = async (order, handling) => {
      if (order.source !== undefined) return new Promise(() => undefined);
      told.push(order.markdown);
      return notice(order, handling);
    };
    await tell(app, DONE, numbered(3_000));
    await tell(app, FAILED, numbered(3_000));
    await tell(app, { place: DONE.place }, ['mine']);
    await tell(app, { place: { chatId: 8, threadId: null } }, ['theirs']);
    await settled();
    expect(told).to.deep.equal(['mine', 'theirs']);
    await app.say('/cancle it');
    expect(app.shown('notice').at(-1)?.buttons).not.to.deep.equal([]);
    app.crash();
  });

  it('ends no process late, and leaves what waits for the next one', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({}, world);
    world.bot.channel.cut();
    await tell(app, DONE, numbered(1_000));
    let over = false;
    void app.stop().then(() => (over = true));
    await world.time.advance(7_000);
    expect(over).to.equal(true);
    expect(world.bot.finished).to.equal(true);
    expect(world.outgoing.untold).to.have.length(1_000);
  });

  it('loses none that nobody can read, which is told once', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    world.bot.channel.cut();
    await tell(before, FAILED, numbered(5));
    before.crash();
    world.outgoing.spoil(world.outgoing.untold[2]?.id ?? 0, '{"v":9}');
    world.bot = world.anotherBot();
    const app = await TestApp.start({}, world);
    await world.time.advance(1_000);
    expect(app.texts('notice').filter((text) => text.startsWith('build'))).to.have.length(4);
    expect(app.texts('notice').filter((text) => text.includes('could not be read'))).to.have.length(1);
    expect(world.outgoing.untold).to.deep.equal([]);
    await app.stop();
  });
});
