import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import type { Webhook } from '../../src/domain/trigger/trigger.js';
import { TestApp, TestWorld } from '../support/app.js';
import { appConfig, type ConfigChange } from '../support/builders/app-config.js';
import { webhook } from '../support/builders/webhook.js';
import { settled } from '../support/fakes/fake-time.js';
import { send, type TestAnswer } from '../support/http-request.js';

function configured(...webhooks: readonly Webhook[]): ConfigChange {
  const { server } = appConfig().triggers;
  return { triggers: { enabled: true, webhooks, server: { ...server, port: 0 } } };
}

function deliver(app: TestApp, body: object, headers: Record<string, string> = {}): Promise<TestAnswer> {
  const port = app.application.get(T.servers).peek()?.port ?? 0;
  return send({
    port,
    path: '/hooks/deploy',
    headers: { authorization: 'Bearer s3cret', ...headers },
    body: JSON.stringify(body),
  });
}

describe('the journey of a webhook', () => {
  const apps: TestApp[] = [];
  const start = async (change: ConfigChange, world = new TestWorld()): Promise<TestApp> => {
    const app = await TestApp.start(change, world);
    apps.push(app);
    return app;
  };
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.application.get(T.servers).close();
  });

  it('runs its template, fenced as untrusted, and answers in its chat with where it came from', async () => {
    const app = await start(configured(webhook()));
    expect((await deliver(app, { ref: 'main' })).status).to.equal(202);
    await settled();
    const [order] = app.world.engine.orders;
    expect(order?.prompt).to.match(/untrusted[\s\S]*\ndeploy <outside-([0-9a-f]{12})>main<\/outside-\1>$/);
    const [final] = app.shown('final');
    expect(final?.view?.face.origin).to.deep.equal({ kind: 'webhook', id: 'deploy' });
    expect(final?.ref.chatId).to.equal(7);
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  describe('whose run the disk refuses to note', () => {
    /** The disk refuses that often. */
    const refusing = (world: TestWorld, times: number) => {
      const begin = world.runStore.begin.bind(world.runStore);
      let left = times;
      world.runStore.begin = (run) => (left-- > 0 ? Promise.reject(new Error('database is locked')) : begin(run));
    };

    it('runs once the disk takes it', async () => {
      const world = new TestWorld();
      const app = await start(configured(webhook()), world);
      refusing(world, 2);
      expect((await deliver(app, {})).status).to.equal(202);
      await settled();
      await world.time.advance(59_999);
      expect(world.engine.orders).to.have.length(0);
      await world.time.advance(1);
      expect(world.engine.orders).to.have.length(1);
      expect(app.shown('final')).to.have.length(1);
      expect(app.journal.named('run.not-begun')).to.have.length(2);
      expect(await world.inbox.unfinished()).to.deep.equal([]);
    });

    it('is run by the next start if the program ends before that, and holds up no end', async () => {
      const world = new TestWorld();
      const app = await start(configured(webhook()), world);
      refusing(world, 1);
      await deliver(app, {});
      await settled();
      const from = world.time.now();
      await app.stop();
      expect(world.time.now()).to.equal(from);
      expect(app.shown('progress').at(-1)?.view).to.deep.include({ status: 'kept' });
      expect(world.engine.orders).to.have.length(0);
      await start(configured(webhook()), world);
      await settled();
      expect(world.engine.orders).to.have.length(1);
      expect(await world.inbox.unfinished()).to.deep.equal([]);
    });

    it('can be cancelled', async () => {
      const world = new TestWorld();
      const app = await start(configured(webhook()), world);
      refusing(world, 9);
      await deliver(app, {});
      await settled();
      await app.say('/cancel');
      expect(app.shown('progress')[0]?.view).to.deep.include({ status: 'cancelled' });
      expect(await world.inbox.unfinished()).to.deep.equal([]);
    });
  });

  it('runs with its own engine, chat, topic and permission mode', async () => {
    const hook = webhook({ engine: 'other', chatId: -100, threadId: 5, permissionMode: 'plan' });
    const app = await start(configured(hook));
    await deliver(app, {});
    await settled();
    expect(app.world.other.orders[0]?.options.permissionMode).to.equal('plan');
    expect(app.shown('final')[0]?.ref.chatId).to.equal(-100);
  });

  it('is a conversation of its own unless it is to go on with that of the chat', async () => {
    const app = await start(configured(webhook({ session: 'chat' })));
    await app.say('one');
    await deliver(app, {});
    await settled();
    expect(app.world.engine.orders[1]?.resume).not.to.equal(null);
    const fresh = await start(configured(webhook()));
    await fresh.say('one');
    await deliver(fresh, {});
    await settled();
    expect(fresh.world.engine.orders[1]?.resume).to.equal(null);
  });

  it('runs a delivery once, however often it is repeated', async () => {
    const app = await start(configured(webhook()));
    const id = { 'x-github-delivery': 'd-1' };
    expect((await deliver(app, {}, id)).status).to.equal(202);
    expect(await deliver(app, {}, id)).to.include({ status: 200, text: 'duplicate' });
    await deliver(app, {});
    await deliver(app, {});
    await settled();
    expect(app.world.engine.orders).to.have.length(3);
  });

  it('remembers a delivery for as long as the webhook says, also after an edit of that', async () => {
    const app = await start(configured(webhook({ dedupMs: 60_000 })));
    const id = { 'x-github-delivery': 'd-1' };
    await deliver(app, {}, id);
    await settled();
    await app.world.time.advance(60_000);
    expect((await deliver(app, {}, id)).text).to.equal('duplicate');
    await app.world.time.advance(1);
    expect((await deliver(app, {}, id)).status).to.equal(202);
    await settled();
    await app.world.time.advance(30_000);
    await app.edit(configured(webhook({ dedupMs: 10_000 })));
    expect((await deliver(app, {}, id)).status).to.equal(202);
    await app.edit(configured(webhook({ dedupMs: 0 })));
    for (let twice = 0; twice < 2; twice++) expect((await deliver(app, {}, id)).status).to.equal(202);
    await settled();
    expect(app.world.engine.orders).to.have.length(5);
  });

  it('tells a message, and what is posted in code', async () => {
    const app = await start(configured(webhook({ action: 'notify_only', messageTemplate: 'Built *{{ref}}*' })));
    await deliver(app, { ref: '[main](x)' });
    await settled();
    expect(app.texts('notice').at(-1)).to.equal('Built \\*`[main](x)`\\*');
    expect(app.world.inbox.rows.map((row) => row.state)).to.deep.equal(['done']);
    expect(app.world.engine.orders).to.have.length(0);
  });

  it('tells an unknown project in the chat', async () => {
    const app = await start(configured(webhook({ project: 'nowhere' })));
    await deliver(app, {});
    await settled();
    expect(app.texts('notice').at(-1)).to.include('problem: unknown-project');
    expect(app.world.inbox.rows.map((row) => row.state)).to.deep.equal(['dead']);
  });

  it('is 503 when the disk refuses, and nothing runs', async () => {
    const app = await start(configured(webhook()));
    app.world.inbox.broken = new Error('disk full');
    expect((await deliver(app, {})).status).to.equal(503);
    await settled();
    expect(app.world.engine.orders).to.have.length(0);
  });

  it('is acted on once the disk is back, if that failed behind the 202', async () => {
    const app = await start(configured(webhook({ action: 'notify_only', messageTemplate: 'Built' })));
    const accept = app.world.inbox.accept.bind(app.world.inbox);
    app.world.inbox.accept = async (entries) => {
      const receipts = await accept(entries);
      app.world.inbox.broken = new Error('disk full');
      return receipts;
    };
    expect((await deliver(app, {})).status).to.equal(202);
    await settled();
    expect(app.texts('notice')).to.deep.equal([]);
    app.world.inbox.accept = accept;
    app.world.inbox.broken = null;
    await app.world.time.advance(30_000);
    expect(app.texts('notice')).to.deep.equal(['Built']);
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('runs once, also where several that failed in the same moment are tried again together', async () => {
    const app = await start(configured(webhook()));
    const find = app.world.preferences.find.bind(app.world.preferences);
    app.world.preferences.find = () => Promise.reject(new Error('disk full'));
    for (const ref of ['one', 'two', 'three']) expect((await deliver(app, { ref })).status).to.equal(202);
    await settled();
    expect(app.world.engine.orders).to.have.length(0);
    app.world.preferences.find = find;
    const disk = Promise.withResolvers<void>();
    const unfinished = app.world.inbox.unfinished.bind(app.world.inbox);
    app.world.inbox.unfinished = async () => {
      const rows = await unfinished();
      await disk.promise;
      return rows;
    };
    await app.world.time.advance(30_000);
    disk.resolve();
    await settled();
    expect(app.world.engine.orders).to.have.length(3);
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is taken up after a restart if it had not begun, and told if its webhook is gone', async () => {
    for (const [hooks, runs] of [
      [[webhook()], 1],
      [[], 0],
    ] as const) {
      const world = new TestWorld();
      const body = { webhook: 'deploy', place: { chatId: 7, threadId: null }, payload: { ref: 'kept' } };
      await world.inbox.accept([{ source: 'webhook', key: 'deploy:1', body, due: null }]);
      const app = await start(configured(...hooks), world);
      await settled();
      expect(world.engine.orders).to.have.length(runs);
      expect(app.texts('notice').filter((text) => text.includes('webhook:deploy'))).to.have.length(1 - runs);
      expect(await world.inbox.unfinished()).to.deep.equal([]);
    }
  });

  it('that had begun when the process died is told and not run again', async () => {
    const world = new TestWorld();
    const body = { webhook: 'deploy', place: { chatId: 7, threadId: null }, payload: {} };
    const [receipt] = await world.inbox.accept([{ source: 'webhook', key: 'deploy:1', body, due: null }]);
    await world.inbox.begin([receipt?.id ?? 0]);
    const app = await start(configured(webhook()), world);
    expect(world.engine.orders).to.have.length(0);
    expect(app.texts('notice').join()).to.include('`webhook:deploy`');
  });

  it('whose run was cut is not run again when its sender, who got no answer, delivers it once more', async () => {
    const world = new TestWorld();
    const id = { 'x-github-delivery': 'd-cut' };
    const before = await start(configured(webhook({ promptTemplate: '[[hang]]' })), world);
    expect((await deliver(before, {}, id)).status).to.equal(202);
    await settled();
    expect(world.engine.orders).to.have.length(1);
    before.crash();
    await before.application.get(T.servers).close();
    const app = await start(configured(webhook()), world);
    await settled();
    expect(app.texts('final').join()).to.include('interrupted');
    expect((await deliver(app, {}, id)).text).to.equal('duplicate');
    await settled();
    expect(world.engine.orders).to.have.length(1);
  });

  it('is refused with 503 while the program ends, and the port is free afterwards', async () => {
    const app = await start(configured(webhook()));
    app.application.get(T.dispatcher).beginDrain();
    expect((await deliver(app, {})).status).to.equal(503);
    await app.stop();
    expect(app.application.get(T.servers).peek()).to.equal(null);
    expect(app.world.inbox.rows).to.deep.equal([]);
  });
});
