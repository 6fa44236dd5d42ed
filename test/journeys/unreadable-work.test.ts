import { expect } from 'chai';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import { entry } from '../support/builders/inbox-entry.js';
import { settled } from '../support/fakes/fake-time.js';

const CONFIG: ConfigChange = { telegram: { chatId: 7, allowedUserIds: [7, 8], sessionMode: 'stateless' } };
const isTold = (text: string) => text.includes('could not be read');

/** A world with two rows that nobody can read, and one message that is sound. */
async function spoiltWorld(): Promise<TestWorld> {
  const world = new TestWorld();
  const sound = entry('1:1', { body: world.message('the sound one', { sentAt: world.time.now() }) });
  const receipts = await world.inbox.accept([entry('1:2'), sound, entry('nightly:x', { source: 'cron' })]);
  world.inbox.spoil(receipts[0]?.id ?? 0, '{"text":"secret plan"}');
  world.inbox.spoil(receipts[2]?.id ?? 0, 'not even JSON');
  return world;
}

describe('accepted work that can’t be read', () => {
  it('is dead and told in one notice that says where its text is, and the rest runs', async () => {
    const world = await spoiltWorld();
    const app = await TestApp.start(CONFIG, world);
    await world.time.advance(1_000);
    expect(world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['the sound one']);
    const told = app.shown('notice').filter(({ text }) => isTold(text));
    expect(told.map(({ place }) => place)).to.deep.equal([{ chatId: 7, threadId: null }]);
    expect(told[0]?.text).to.match(/a message, accepted today 12:00:00\n- an instant of a cron, accepted today/);
    const [path = '', text = ''] = [...world.keptTexts.texts].at(-1) ?? [];
    expect(told[0]?.text).to.include(path);
    expect(told[0]?.text).not.to.include('secret');
    const kept = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(kept.map((one) => one.text)).to.deep.equal(['{"text":"secret plan"}', 'not even JSON']);
    expect(kept[0]).to.deep.include({ kind: 'message', name: '1:2', storedAt: '2026-11-23T12:00:00.000Z' });
    expect(world.inbox.rows.map(({ state }) => state)).to.deep.equal(['dead', 'done', 'dead']);
    app.crash();
    const next = await TestApp.start(CONFIG, world);
    expect(next.texts('notice').filter(isTold)).to.have.length(1);
    await next.stop();
  });

  it('is not done once more for its sender, who may know of no answer, if it had begun', async () => {
    const world = new TestWorld();
    const keys = ['begun', 'waiting'];
    const receipts = await world.inbox.accept(keys.map((key) => entry(key, { source: 'webhook' })));
    const [begun = 0, waiting = 0] = receipts.map(({ id }) => id);
    await world.inbox.begin([begun]);
    for (const id of [begun, waiting]) world.inbox.spoil(id, 'not even JSON');
    const app = await TestApp.start(CONFIG, world);
    await settled();
    expect(app.texts('notice').filter(isTold)).to.have.length(1);
    const again = await world.inbox.accept(keys.map((key) => entry(key, { source: 'webhook' })));
    expect(again.map(({ duplicate }) => duplicate)).to.deep.equal([true, false]);
    await app.stop();
  });

  it('stays until it can be kept and told, and stops no start', async () => {
    const world = await spoiltWorld();
    const keep = world.keptTexts.keep.bind(world.keptTexts);
    world.keptTexts.keep = async () => {
      throw new Error('the disk is full');
    };
    const app = await TestApp.start(CONFIG, world);
    await world.time.advance(1_000);
    expect(world.engine.orders).to.have.length(1);
    expect(app.texts('notice').filter(isTold)).to.deep.equal([]);
    expect(await world.inbox.unreadable()).to.have.length(2);
    app.crash();
    world.keptTexts.keep = keep;
    const next = await TestApp.start(CONFIG, world);
    await settled();
    expect(next.texts('notice').filter(isTold)).to.have.length(1);
    expect(await world.inbox.unreadable()).to.deep.equal([]);
    await next.stop();
  });

  it('is told to everybody who may steer where there is no chat of the owner', async () => {
    const world = await spoiltWorld();
    const app = await TestApp.start({ telegram: { ...CONFIG.telegram, chatId: null } }, world);
    await settled();
    const told = app.shown('notice').filter(({ text }) => isTold(text));
    expect(told.map(({ place }) => place.chatId)).to.deep.equal([7, 8]);
    await app.stop();
  });

  it('is told by number where there is a lot of it', async () => {
    const world = new TestWorld();
    const receipts = await world.inbox.accept(Array.from({ length: 30 }, (_, n) => entry(`1:${n}`)));
    for (const { id } of receipts) world.inbox.spoil(id, '');
    const app = await TestApp.start(CONFIG, world);
    await settled();
    expect(app.texts('notice').find(isTold)).to.match(/- and 10 more/);
    await app.stop();
  });

  it('may be what was to be told, or the record of a run, and both are told in the same notice', async () => {
    const world = new TestWorld();
    world.engine.holding = true;
    const first = await TestApp.start(CONFIG, world);
    await first.say('work');
    first.crash();
    const order = { place: { chatId: 8, threadId: null }, markdown: 'lost words' };
    const parked = await world.outgoing.park({ kind: 'notice', order }, { answers: [], as: 'done' });
    world.outgoing.spoil(parked.id, '{"kind":"smoke signal"}');
    const [run] = await world.runStore.list();
    world.runStore.spoil(run?.run ?? '', '{"prompt":7}');
    const next = await TestApp.start(CONFIG, world);
    await settled();
    const told = next.texts('notice').filter(isTold);
    expect(told).to.have.length(1);
    expect(told[0]).to.match(/- an answer or a notice that was not delivered yet, stored today/);
    expect(told[0]).to.match(/- the record of a run, begun today/);
    expect([...world.keptTexts.texts.values()].join())
      .to.include('smoke signal')
      .and.to.include('prompt');
    expect(next.texts('notice').filter((text) => text.includes('was interrupted by a restart'))).to.have.length(1);
    expect(await world.inbox.unfinished()).to.deep.equal([]);
    next.crash();
    const last = await TestApp.start(CONFIG, world);
    await settled();
    expect(last.texts('notice').filter(isTold)).to.have.length(1);
    expect(await world.runStore.unreadable()).to.deep.equal([]);
    await last.stop();
  });

  it('may be what was chosen in a chat, which is told once, with its text kept and its fault in the log', async () => {
    const world = new TestWorld();
    world.preferences.spoil(-100, 4, '{"permissionModes":"plan"}');
    const app = await TestApp.start(CONFIG, world);
    await settled();
    const told = app.texts('notice').filter(isTold);
    expect(told).to.have.length(1);
    expect(told[0]).to.match(/^⚠️ Choices .*configuration applies.*\n\n- chat `-100:4`\n\nTheir raw text is kept in/);
    expect([...world.keptTexts.texts.values()].join()).to.include('permissionModes');
    const [fact] = app.journal.named('work.unreadable');
    expect(fact?.data).to.deep.equal({ kind: 'choices', name: '-100:4', fault: 'spoiled' });
    app.crash();
    const next = await TestApp.start(CONFIG, world);
    await settled();
    expect(next.texts('notice').filter(isTold)).to.have.length(1);
    await next.stop();
  });

  it('is not told twice where its run tells its end', async () => {
    const world = new TestWorld();
    world.engine.holding = true;
    const first = await TestApp.start(CONFIG, world);
    await first.say('work');
    first.crash();
    world.inbox.spoil(world.inbox.rows[0]?.id ?? 0, '');
    const next = await TestApp.start(CONFIG, world);
    await settled();
    expect(next.texts('notice').filter(isTold)).to.deep.equal([]);
    expect(world.inbox.rows.map(({ state }) => state)).to.deep.equal(['done']);
    next.crash();
  });
});
