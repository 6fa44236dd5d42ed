import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import { TestApp, TestWorld } from '../support/app.js';
import { settled } from '../support/fakes/fake-time.js';

const group = { chatId: -5, chatKind: 'supergroup' as const };
const inGroup = { telegram: { chatId: -5 } };

async function asked(app: TestApp): Promise<boolean> {
  let found = false;
  void app.application.get(T.restart).asked.then(() => {
    found = true;
  });
  await settled();
  return found;
}

describe('the journey of a restart', () => {
  it('is answered, obeyed, and told to the chat that asked, aloud and as an answer', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    const question = await before.say('/restart');
    expect(before.texts('said').at(-1)).to.include('Restarting');
    const { place } = await before.application.get(T.restart).asked;
    await before.stop(120_000, place);
    const after = await TestApp.start({}, world);
    const told = after.shown('said').at(-1);
    expect(told?.text).to.include('is running');
    expect({ silent: told?.silent, replyTo: told?.replyTo }).to.deep.equal({
      silent: false,
      replyTo: question.messageId,
    });
    expect(await world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is told once: a later start is silent again', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say('/restart');
    await before.stop();
    await (await TestApp.start({}, world)).stop();
    const third = await TestApp.start({}, world);
    expect(third.shown('said').map(({ silent, text }) => [silent, text.includes('running')])).to.deep.equal([
      [true, true],
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  it('is told in the topic that asked, without the configuration, and to the owner as ever', async () => {
    const world = new TestWorld();
    const before = await TestApp.start(inGroup, world);
    world.bot.channel.administrators.set(-5, new Set([7]));
    await before.say('/restart', { ...group, threadId: 3 });
    expect(await asked(before)).to.equal(true);
    await before.stop();
    const after = await TestApp.start(inGroup, world);
    const [back, owner] = after.shown('said').slice(-2);
    expect(back?.place).to.deep.equal({ chatId: -5, threadId: 3 });
    expect(back?.text).to.include('running again').and.not.to.include('Engine');
    expect(back?.silent).to.equal(false);
    expect(owner?.place).to.deep.equal({ chatId: -5, threadId: null });
    expect(owner?.silent).to.equal(true);
  });

  it('is for administrators in a group', async () => {
    const app = await TestApp.start(inGroup);
    app.world.bot.channel.administrators.set(-5, new Set([99]));
    await app.say('/restart', group);
    expect(app.texts('said').at(-1)).to.equal('problem: administrators-only');
    expect(await asked(app)).to.equal(false);
  });

  it('asked for twice says that it is under way, also to another chat', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]]');
    await app.say('/restart');
    expect(app.texts('said').at(-1)).to.include('as soon as 1 run is done');
    const stopping = app.stop();
    await app.say('/restart');
    expect(app.texts('said').join('\n')).to.include('already restarting');
    await app.say('/cancel');
    await stopping;
  });

  it('asked for while it shuts down anyway changes nothing', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]]');
    const stopping = app.stop();
    await app.say('/restart');
    expect(app.texts('said').join('\n')).to.include('shutting down');
    expect(await asked(app)).to.equal(false);
    await app.say('/cancel');
    await stopping;
  });

  it('is refused where the program could not come back, and nothing is stopped', async () => {
    const app = await TestApp.start();
    app.service.obstacle = '/usr/bin/node is gone';
    await app.say('/restart');
    expect(app.texts('said').at(-1)).to.include('node is gone').and.to.include('Nothing was stopped');
    expect(await asked(app)).to.equal(false);
  });

  it('is not repeated by its own message, when the disk could not take that it was handled', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    const message = world.message('/restart');
    await before.receive(message);
    expect(await asked(before)).to.equal(true);
    // As after a power cut: the wish is on disk, that its message was handled is not.
    before.crash();
    const [row] = world.inbox.rows.filter(({ source }) => source === 'message');
    world.inbox.undo(row?.id ?? 0);
    const after = await TestApp.start({}, world);
    expect(await asked(after)).to.equal(false);
    expect(await world.inbox.unfinished()).to.deep.equal([]);
    expect(after.texts('said').at(-1)).to.include('is running');
  });

  it('with a full disk is told to have failed, and can be asked for again', async () => {
    const app = await TestApp.start();
    const message = app.world.message('/restart');
    const accept = app.world.inbox.accept.bind(app.world.inbox);
    app.world.inbox.accept = async (entries) => {
      if (entries.some(({ source }) => source === 'restart')) throw new Error('disk full');
      return accept(entries);
    };
    await app.receive(message);
    expect(app.texts('said').at(-1)).to.equal('problem: failed');
    expect(await asked(app)).to.equal(false);
    app.world.inbox.accept = accept;
    await app.say('/restart');
    expect(await asked(app)).to.equal(true);
  });

  it('keeps what is sent meanwhile and does it once after it', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say('[[hang]] first');
    await before.say('/restart');
    const stopping = before.stop(60_000, { chatId: 1, threadId: null });
    await before.say('sent meanwhile');
    await world.time.advance(60_000);
    await stopping;
    await TestApp.start({}, world);
    await world.time.advance(2_000);
    expect(world.engine.orders.map((order) => order.prompt)).to.deep.equal(['[[hang]] first', 'sent meanwhile']);
  });
});
