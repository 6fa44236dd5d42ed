import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import { TestApp, TestWorld } from '../support/app.js';
import { workBody } from '../support/builders/inbox-entry.js';

const HOUR_MS = 3_600_000;

const WEB = {
  alias: 'web',
  name: 'web',
  path: '/p/web',
  worktreesDirectory: '/p/web/.worktrees',
  worktreeBase: null,
  defaultEngine: null,
  chatId: null,
};

describe('the journey of /at', () => {
  it('is on disk before it is confirmed, in the person’s own words, and runs when it is due', async () => {
    const app = await TestApp.start();
    const asked = await app.say('/at 5m water the plants');
    const [confirmation] = app.shown('said').slice(-1);
    expect(confirmation?.text).to.include('5 min');
    expect((await app.world.inbox.unfinished()).map((row) => row.source)).to.deep.equal(['at']);
    await app.world.time.advance(299_000);
    expect(app.world.engine.orders).to.have.length(0);
    await app.world.time.advance(1_000);
    expect(app.world.engine.orders.map((order) => order.prompt)).to.deep.equal(['water the plants']);
    const announcement = app.shown('said').at(-1);
    expect(announcement?.text).to.equal('⏰ Scheduled task **\\#1**, asked for 5 min ago: “water the plants”');
    expect(announcement).to.deep.include({ replyTo: asked.messageId, silent: true });
    const [final] = app.shown('final');
    expect(final?.replyTo).to.equal(asked.messageId);
    expect(final?.view?.face.origin.kind).to.equal('at');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is a conversation of its own that never takes the place of the chat’s', async () => {
    const app = await TestApp.start();
    await app.say('one');
    await app.say('/at 1m later');
    await app.world.time.advance(60_000);
    expect(app.world.engine.orders[1]?.resume).to.equal(null);
    await app.say('two');
    expect(app.texts('final').at(-1)).to.include('turn 2: two');
  });

  it('is frozen when it is asked for: engine and project do not follow later choices', async () => {
    const app = await TestApp.start();
    await app.say('/at 1m /other do it');
    await app.say('/agent set fake');
    await app.world.time.advance(60_000);
    expect(app.world.other.orders.map((order) => order.prompt)).to.deep.equal(['do it']);
  });

  it('survives a restart', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say('/at 5m water the plants');
    await before.stop();
    await world.time.advance(60_000);
    const after = await TestApp.start({}, world);
    await world.time.advance(240_000);
    expect(after.texts('final')).to.have.length(1);
    expect(world.engine.orders).to.have.length(1);
  });

  it('that came due a little while we were away runs at the start; one that came due long ago is told', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say('/at 1m early');
    await before.say('/at 20m late');
    await before.stop();
    await world.time.advance(21 * 60_000);
    const after = await TestApp.start({}, world);
    await world.time.advance(0);
    expect(world.engine.orders.map((order) => order.prompt)).to.deep.equal(['late']);
    expect(after.texts('notice').join()).to.include('early');
    expect(await world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is listed, and dropped by id, by button, or all at once', async () => {
    const app = await TestApp.start();
    await app.say('/at 5m a');
    await app.say('/at 5m b');
    await app.say('/at 5m c');
    await app.say('/at 5m d');
    await app.say('/at list');
    expect(app.texts('said').at(-1)?.match(/\\#\d/g)).to.deep.equal(['\\#1', '\\#2', '\\#3', '\\#4']);
    await app.say('/at cancel #1');
    expect(app.texts('said').at(-1)).to.equal('❌ Cancelled **\\#1**.');
    const confirmation = app.shown('said').find(({ text }) => text.includes('\\#2** will run'));
    if (confirmation === undefined) throw new Error('there is no second confirmation');
    await app.receive(app.world.press(confirmation, confirmation.buttons[0]?.[0]?.data ?? ''));
    await app.say('/cancel');
    expect(app.texts('said').at(-1)).to.include('2');
    await app.world.time.advance(300_000);
    expect(app.world.engine.orders).to.have.length(0);
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is listed with its time, engine, project and text, and each line has a button that drops it', async () => {
    const app = await TestApp.start({ triggers: { defaultTimezone: 'Europe/Berlin' }, projects: [WEB] });
    await app.say('/at 5m /other soon\nand more');
    await app.say('/at tomorrow 9:00 /web @feat later');
    await app.say('/at list', { threadId: 3 });
    const list = app.shown('said').at(-1);
    expect(list?.text).to.match(/- \*\*\\#1\*\* today 13:05, in 4 min 59 s · other · another topic · soon\n/);
    expect(list?.text).to.match(/- \*\*\\#2\*\* tomorrow 09:00, in 19 h 59 min · fake · web `@feat` · .*later$/);
    if (list === undefined) throw new Error('there is no list');
    const data = list.buttons.flat().map((button) => button.data);
    expect(data).to.have.length(2);
    const twice = [app.world.press(list, data[0] ?? ''), app.world.press(list, data[0] ?? '')] as const;
    await app.receive(twice[0]);
    expect(list.text).to.include('Cancelled').and.to.include('later').and.not.to.include('soon');
    expect(list.buttons.flat().map((button) => button.data)).to.deep.equal([data[1]]);
    await app.receive(twice[1]);
    expect([...app.world.bot.channel.answered.values()]).to.deep.equal(['Cancelled', 'It is no longer scheduled']);
    await app.receive(app.world.press(list, data[1] ?? ''));
    expect(list.text).to.include('No scheduled tasks');
    expect(list.buttons).to.deep.equal([]);
    await app.world.time.advance(24 * HOUR_MS);
    expect([...app.world.engine.orders, ...app.world.other.orders]).to.deep.equal([]);
  });

  it('has a button for each of 20', async () => {
    const app = await TestApp.start();
    for (let n = 0; n < 20; n++) await app.say(`/at ${n + 1}h x${n}`);
    await app.say('/at list');
    const list = app.shown('said').at(-1);
    expect(list?.buttons.map((row) => row.length)).to.deep.equal([5, 5, 5, 5]);
    expect(list?.buttons.flat().every(({ data }) => Buffer.byteLength(data) <= 64)).to.equal(true);
  });

  it('at a time of day waits for the clocks of the configured zone, and says which day that is', async () => {
    const app = await TestApp.start({ triggers: { defaultTimezone: 'Europe/Berlin' } });
    await app.say('/at 13:30 water\nthe plants');
    expect(app.texts('said').at(-1)).to.match(/^⏳ \*\*\\#1\*\* will run today at 13:30, in 30 min\./);
    await app.say('/at 9:00 then this');
    expect(app.texts('said').at(-1)).to.match(/^⏳ \*\*\\#2\*\* will run tomorrow at 09:00/);
    await app.say('/at 2026-12-01T09:00 and that');
    expect(app.texts('said').at(-1)).to.match(/^⏳ \*\*\\#3\*\* will run Tue 2026-12-01 at 09:00/);
    await app.say('/at 1h30m last');
    expect(app.texts('said').at(-1)).to.match(/^⏳ \*\*\\#4\*\* will run in 1 h 30 min, today at 14:30\./);
    await app.world.time.advance(30 * 60_000);
    expect(app.world.engine.orders.map((order) => order.prompt)).to.deep.equal(['water\nthe plants']);
  });

  it('keeps its instant when the zone of the configuration changes', async () => {
    const app = await TestApp.start({ triggers: { defaultTimezone: 'UTC' } });
    await app.say('/at 13:30 go');
    await app.edit({ triggers: { defaultTimezone: 'Asia/Tokyo' } });
    await app.say('/at list');
    expect(app.texts('said').at(-1)).to.include('today 22:30');
    await app.world.time.advance(90 * 60_000);
    expect(app.world.engine.orders).to.have.length(1);
  });

  it('is frozen when it is asked for: model and permission mode too, also where there were none', async () => {
    const before = { command: null, model: 'small', permissionMode: 'plan', extraArgs: [], extra: {} };
    const app = await TestApp.start({ engines: { fake: before } });
    await app.say('/at 1m one');
    await app.say('/at 1m /other two');
    await app.say('/model set fake tiny');
    await app.say('/at 1m three');
    const after = { ...before, model: 'large', permissionMode: 'acceptEdits' };
    await app.edit({ engines: { fake: after, other: after } });
    await app.world.time.advance(60_000);
    const options = app.world.engine.orders.map((order) => [order.options.model, order.options.permissionMode]);
    expect(options).to.deep.equal([
      ['small', 'plan'],
      ['tiny', 'plan'],
    ]);
    expect(app.world.other.orders[0]?.options).to.deep.include({ model: null, permissionMode: null });
  });

  it('asked in a topic is announced and answered there, and is dropped there only', async () => {
    const forum = { chatId: -5, chatKind: 'supergroup' as const };
    const app = await TestApp.start({ telegram: { chatId: -5, topics: { enabled: true, scope: 'auto' } } });
    await app.say('/at 5m here', { ...forum, threadId: 3 });
    await app.say('/at 5m there', { ...forum, threadId: 4 });
    await app.say('/at 5m and there', { ...forum, threadId: 4 });
    await app.say('/cancel', { ...forum, threadId: 5 });
    expect(app.texts('said').at(-1)).to.include('Nothing is running here').and.to.include('3');
    await app.say('/cancel', { ...forum, threadId: 4 });
    expect(app.texts('said').at(-1)).to.include('Cancelled 2 delayed runs');
    await app.world.time.advance(300_000);
    expect(app.world.engine.orders.map((order) => order.prompt)).to.deep.equal(['here']);
    const shown = [...app.shown('said').slice(-1), ...app.shown('final')];
    expect(shown.map((message) => message.place)).to.deep.equal(Array(2).fill({ chatId: -5, threadId: 3 }));
  });

  it('that the machine slept over runs once on waking, or is told if that was long ago', async () => {
    const app = await TestApp.start();
    await app.say('/at 1h early');
    await app.say('/at 3h late');
    await app.world.time.jump(3 * HOUR_MS + 5 * 60_000);
    await app.world.time.advance(HOUR_MS);
    expect(app.world.engine.orders.map((order) => order.prompt)).to.deep.equal(['late']);
    expect(app.texts('said').at(-1)).to.include('5 min late');
    const [told] = app.shown('notice');
    expect(told?.text).to.include('2 h 5 min ago').and.to.include('“early”');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
    if (told === undefined) throw new Error('nothing was told');
    expect(await app.press(told, 'Run now')).to.equal('Started');
    expect(await app.press(told, 'Run now')).to.equal('Already started');
    expect(app.world.engine.orders.map((order) => order.prompt)).to.deep.equal(['late', 'early']);
    expect(app.shown('final').at(-1)?.view?.face.origin.kind).to.equal('at');
  });

  it('is not lost when nothing can be sent at that moment', async () => {
    const app = await TestApp.start();
    await app.say('/at 1m go');
    app.world.bot.channel.cut();
    await app.world.time.advance(60_000);
    expect(app.world.engine.orders.map((order) => order.prompt)).to.deep.equal(['go']);
    app.world.bot.channel.mend();
    await app.world.time.advance(0);
    expect(app.texts('final')).to.have.length(1);
  });

  it('that comes due while the program drains is kept for the next start', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say('/at 1m go');
    await before.say('[[hang]] long work');
    const stopping = before.stop();
    await world.time.advance(120_000);
    await stopping;
    expect(world.engine.orders.map((order) => order.prompt)).to.deep.equal(['[[hang]] long work']);
    await TestApp.start({}, world);
    await world.time.advance(0);
    expect(world.engine.orders.map((order) => order.prompt)).to.deep.equal(['[[hang]] long work', 'go']);
  });

  it('is asked for once, also when the program was killed before it was done with the message', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    const finish = world.inbox.finish.bind(world.inbox);
    world.inbox.finish = async () => undefined;
    await before.say('/at 5m go');
    before.crash();
    world.inbox.finish = finish;
    expect((await world.inbox.unfinished()).map((row) => row.source)).to.deep.equal(['message', 'at']);
    const after = await TestApp.start({}, world);
    expect(after.texts('said').filter((text) => text.includes('will run in 5 min'))).to.have.length(2);
    await world.time.advance(HOUR_MS);
    expect(world.engine.orders).to.have.length(1);
  });

  it('begins also where a version that did not keep when it was asked for has stored it', async () => {
    const world = new TestWorld();
    const { askedAt: _askedAt, ...request } = workBody('at', 'go').request;
    const due = world.time.now() + 60_000;
    await world.inbox.accept([{ source: 'at', key: 'abcdefabcdef', body: { chatId: 7, request }, due }]);
    const app = await TestApp.start({}, world);
    await world.time.advance(60_000);
    expect(app.texts('said')).to.include('⏰ Scheduled task **abcdefabcdef**: “go”');
    expect(world.engine.orders.map((order) => order.prompt)).to.deep.equal(['go']);
  });

  it('is told when the project is gone by then, or the start fails for a fault of ours', async () => {
    const app = await TestApp.start({ projects: [WEB] });
    await app.say('/at 1m /web go');
    await app.edit({ projects: [] });
    await app.world.time.advance(60_000);
    expect(app.texts('notice').at(-1)).to.include('problem: unknown-project');
    await app.say('/at 1m fault');
    app.world.tokens.next = () => {
      throw new Error('no chance left');
    };
    await app.world.time.advance(60_000);
    expect(app.texts('notice').join()).to.include('could not be started');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
    expect(app.world.engine.orders).to.deep.equal([]);
  });

  it('is told as soon as the disk takes it again, when it refused just then', async () => {
    const app = await TestApp.start({ projects: [WEB] });
    await app.say('/at 1m /web go');
    await app.edit({ projects: [] });
    app.world.outgoing.broken = new Error('disk full');
    await app.world.time.advance(90_000);
    expect(app.texts('notice').join()).not.to.include('unknown-project');
    app.world.outgoing.broken = null;
    await app.world.time.advance(30_000);
    expect(app.texts('notice').join()).to.include('problem: unknown-project');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('for an engine that is not there is refused at once', async () => {
    const app = await TestApp.start();
    await app.say('/at 5m /codex go');
    expect(app.texts('said').at(-1)).to.equal('problem: engine');
    expect(app.application.get(T.delayed).size).to.equal(0);
  });

  it('is refused when its time has passed or is too far off', async () => {
    const app = await TestApp.start();
    await app.say('/at today 0:01 UTC x');
    expect(app.texts('said').at(-1)).to.equal('problem: time-past');
    await app.say('/at 2099-01-01 9:00 x');
    expect(app.texts('said').at(-1)).to.equal('problem: time-too-far');
    await app.say('/at 25:00 x');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
  });

  it('is refused with its reason: form, range, more than 20', async () => {
    const app = await TestApp.start();
    await app.say('/at 5m');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
    await app.say('/at 59s x');
    expect(app.texts('said').at(-1)).to.equal('problem: delay-out-of-range');
    for (let n = 0; n < 20; n++) await app.say(`/at 1h x${n}`);
    await app.say('/at 1h one too many');
    expect(app.texts('said').at(-1)).to.equal('problem: too-many-delayed');
  });
});
