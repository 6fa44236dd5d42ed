import { expect } from 'chai';
import type { EngineProblem } from '../../src/domain/run/run-event.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';

const HOUR_MS = 3_600_000;

function finalOf(app: TestApp): FakeMessage {
  const final = app.shown('final').at(-1);
  if (final === undefined) throw new Error('there is no final');
  return final;
}

function labels(message: FakeMessage): readonly string[] {
  return message.buttons.flat().map(({ label }) => label);
}

/** A run that fails with the problem, in a conversation of its own. */
async function failed(app: TestApp, problem: Partial<EngineProblem>, text = 'fix the cart'): Promise<FakeMessage> {
  app.world.engine.holding = true;
  await app.say(text);
  app.world.engine.holding = false;
  const run = app.world.engine.held.at(-1);
  const why: EngineProblem = { kind: 'quota', message: 'used up', ...problem };
  run?.emit({ kind: 'completed', ok: false, answer: '', problem: why, usage: null });
  run?.end();
  await app.world.time.advance(2_000);
  return finalOf(app);
}

const prompts = (world: TestWorld) => world.engine.orders.map(({ prompt }) => prompt);

describe('a run that failed', () => {
  it('can be tried again without its words being written again, once', async () => {
    const app = await TestApp.start();
    await app.say('[[error:other it broke]] fix the cart');
    const final = finalOf(app);
    expect(labels(final)).to.deep.equal(['🔁 Try again', '🆕 New conversation']);
    expect(final.buttons.flat().every((one) => 'data' in one && Buffer.byteLength(one.data) <= 64)).to.equal(true);
    const twice = final.buttons.flat()[0]?.data ?? '';
    const presses = [app.world.press(final, twice), app.world.press(final, twice)] as const;
    for (const press of presses) await app.receive(press);
    await app.world.time.advance(2_000);
    const answered = presses.map(({ buttonId }) => app.world.bot.channel.answered.get(buttonId));
    expect(answered).to.deep.equal(['Started', 'Already started']);
    expect(prompts(app.world)).to.have.length(2);
    expect(final.buttons).to.deep.equal([]);
  });

  it('keeps the command that can be copied when it is tried again', async () => {
    const app = await TestApp.start();
    const final = await failed(app, { kind: 'authentication', login: 'fake auth login' });
    const copies = final.buttons.flat().filter(({ copy }) => copy !== undefined);
    expect(copies.length).to.be.greaterThan(0);
    expect(await app.press(final, 'Try again')).to.equal('Started');
    expect(final.buttons.flat()).to.deep.equal(copies);
    const twice = app.world.press(final, `retry:again:${final.view?.face.run}`);
    await app.receive(twice);
    expect(final.buttons.flat()).to.deep.equal(copies);
  });

  it('can be begun in a new conversation, which the chat continues then', async () => {
    const app = await TestApp.start();
    await app.say('one');
    const final = await failed(app, { kind: 'context-full', message: 'full' });
    expect(await app.press(final, 'New conversation')).to.equal('Started');
    expect(app.world.engine.orders.at(-1)).to.deep.include({ prompt: 'fix the cart', resume: null });
    await app.say('two');
    expect(app.texts('final').at(-1)).to.include('turn 2: two');
  });

  it('can be tried when the limit is over, by the clock of the chat, whatever happens to the program until then', async () => {
    const world = new TestWorld();
    const config = { triggers: { defaultTimezone: 'Europe/Berlin' } };
    const app = await TestApp.start(config, world);
    const final = await failed(app, { resetsAt: world.time.now() + 2 * HOUR_MS + 1_000 });
    expect(labels(final)).to.deep.equal(['⏰ at 15:01', '🔁 Try again', '🆕 New conversation']);
    app.crash();
    const next = await TestApp.start(config, world);
    expect(await next.press(final, 'at 15:01')).to.equal('Scheduled');
    await next.say('/at list');
    expect(next.texts('said').at(-1)).to.match(/\*\*\\#1\*\* today 15:01, in .* · fake · fix the cart/);
    const again = { ...next.world.press(final, `retry:again:${final.view?.face.run}`), genuine: true };
    await next.receive(again);
    expect(world.bot.channel.answered.get(again.buttonId)).to.equal('Already started');
    await world.time.advance(3 * HOUR_MS);
    expect(prompts(world)).to.deep.equal(['fix the cart', 'fix the cart']);
  });

  it('is not scheduled as well once it was tried again', async () => {
    const app = await TestApp.start();
    const final = await failed(app, { resetsAt: app.world.time.now() + HOUR_MS });
    const later = final.buttons.flat()[0]?.data ?? '';
    expect(await app.press(final, 'Try again')).to.equal('Started');
    const press = { ...app.world.press(final, later), genuine: true };
    await app.receive(press);
    expect(app.world.bot.channel.answered.get(press.buttonId)).to.equal('Already started');
    await app.world.time.advance(2 * HOUR_MS);
    expect(prompts(app.world)).to.have.length(2);
  });

  it('is tried once, whichever way comes first and wherever the program was killed on it', async () => {
    for (const [first, second] of [
      ['later', 'again'],
      ['again', 'later'],
    ] as const) {
      const world = new TestWorld();
      const app = await TestApp.start({}, world);
      const final = await failed(app, { resetsAt: world.time.now() + HOUR_MS });
      const key = `${final.view?.face.run}`;
      const press = { ...world.press(final, `retry:${first}:${key}`), genuine: true };
      const { acknowledge } = world.inbox;
      world.inbox.acknowledge = () => new Promise<void>(() => undefined);
      await app.receive(press);
      app.crash();
      world.inbox.acknowledge = acknowledge;
      const next = await TestApp.start({}, world);
      await world.time.advance(5_000);
      const other = { ...world.press(final, `retry:${second}:${key}`), genuine: true };
      await next.receive(other);
      await world.time.advance(2 * HOUR_MS);
      expect(prompts(world), first).to.have.length(2);
    }
  });

  it('offers no time that has passed, or that is hardly ahead', async () => {
    const app = await TestApp.start();
    for (const inMs of [-HOUR_MS, 0, 1_000, 400 * 24 * HOUR_MS]) {
      const final = await failed(app, { resetsAt: app.world.time.now() + inMs });
      expect(labels(final)[0]).to.match(inMs === 1_000 ? /Try again|at / : /Try again/);
    }
  });

  it('for want of a login offers that in a private chat, for engines that can be logged in from there', async () => {
    const app = await TestApp.start({ defaultEngine: 'codex' }, new TestWorld('codex'));
    await app.say('[[error:authentication_failed not logged in]]');
    expect(labels(finalOf(app))).to.include('🔑 Log in');
    await app.press(finalOf(app), 'Log in');
    expect(app.texts('said').join()).to.include('ABCD-12345');
    expect(app.world.engineTools.loginsBegun).to.equal(1);
    const other = await TestApp.start();
    await other.say('[[error:authentication_failed not logged in]]');
    expect(labels(finalOf(other))).not.to.include('🔑 Log in');
  });

  it('in a group is tried again by who asked for it or by an administrator, and by nobody else', async () => {
    const group = { chatId: -5, chatKind: 'supergroup' as const };
    const app = await TestApp.start({ telegram: { chatId: -5, allowedUserIds: [7, 8] } });
    app.world.bot.channel.administrators.set(-5, new Set([1]));
    await app.say('[[error:other it broke]]', group);
    const final = finalOf(app);
    const data = final.buttons.flat()[0]?.data ?? '';
    const stranger = { ...app.world.press(final, data, 8), ...group };
    await app.receive(stranger);
    expect(app.world.bot.channel.answered.get(stranger.buttonId)).to.include('Only the person who asked for this run');
    const owner = { ...app.world.press(final, data, 7), ...group };
    await app.receive(owner);
    expect(app.world.bot.channel.answered.get(owner.buttonId)).to.equal('Started');
  });

  it('that did what was asked offers nothing', async () => {
    const app = await TestApp.start();
    await app.say('one');
    expect(finalOf(app).buttons).to.deep.equal([]);
  });
});
