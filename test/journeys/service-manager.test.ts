import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import { TestApp, TestWorld } from '../support/app.js';
import { FakeServiceManager } from '../support/fakes/fake-service-manager.js';
import { settled } from '../support/fakes/fake-time.js';

const unreachable = { kind: 'unreachable', key: 'transports.telegram.api_url', message: 'no network', hint: 'wait' };

async function started(watchdogMs: number | null = null, world = new TestWorld()): Promise<TestApp> {
  const service = new FakeServiceManager(true);
  service.watchdogMs = watchdogMs;
  world.hears = false;
  return TestApp.start({}, world, service);
}

function hear(app: TestApp): Promise<void> {
  app.world.bot.hear(app.world.time);
  return settled();
}

describe('what a service manager is told', () => {
  it('is ready with the first good poll, not before', async () => {
    const app = await started();
    expect(app.service.kinds('ready')).to.deep.equal([]);
    await hear(app);
    expect(app.service.kinds('ready')).to.deep.equal(['ready']);
    expect(app.service.status).to.include('connected').and.to.include('configuration 1');
  });

  it('is that a start without Telegram takes longer, as long as it does', async () => {
    const world = new TestWorld();
    world.botProblem = { ...unreachable, kind: 'unreachable' };
    const app = await started(null, world);
    await world.time.advance(600_000);
    expect(app.service.kinds('ready')).to.deep.equal([]);
    expect(app.service.kinds('more-time')).to.have.length.greaterThan(20);
    expect(app.service.status).to.include('can’t be reached');
    world.botProblem = null;
    await world.time.advance(60_000);
    await hear(app);
    expect(app.service.kinds('ready')).to.deep.equal(['ready']);
    const told = app.service.kinds('more-time').length;
    await world.time.advance(60_000);
    expect(app.service.kinds('more-time')).to.have.length(told);
  });

  it('is a reload and its end, for a saved file, a wish, and one that changes nothing or is refused', async () => {
    const app = await started();
    await hear(app);
    await app.edit({ footer: { showApiCost: false, showSubscriptionUsage: false } });
    expect(app.service.kinds('ready', 'reloading')).to.deep.equal(['ready', 'reloading', 'ready']);
    expect(app.service.status).to.include('configuration 2');
    await app.say('/reload');
    expect(app.service.kinds('reloading')).to.have.length(2);
    app.world.botProblem = { ...unreachable, kind: 'refused' };
    await app.edit({ telegram: { apiUrl: 'https://elsewhere.invalid' } });
    expect(app.service.kinds('ready', 'reloading').slice(-4)).to.deep.equal([
      'reloading',
      'ready',
      'reloading',
      'ready',
    ]);
    expect(app.service.status).to.include('configuration 2 (the file was edited since and refused)');
    app.world.botProblem = null;
    await app.edit({ footer: { showApiCost: false, showSubscriptionUsage: true } });
    expect(app.service.status).to.include('configuration 3').and.not.to.include('refused');
  });

  it('is no reload, and above all no readiness, before the first good poll', async () => {
    const app = await started();
    await app.edit({ footer: { showApiCost: false, showSubscriptionUsage: false } });
    expect(app.service.kinds('ready', 'reloading')).to.deep.equal([]);
    await hear(app);
    expect(app.service.kinds('ready', 'reloading')).to.deep.equal(['ready']);
  });

  it('is what goes on, when that changes', async () => {
    const app = await started();
    await hear(app);
    await app.say('[[hang]] one');
    await app.say('two');
    await app.world.time.advance(2_000);
    expect(app.service.status).to.include('1 running, 1 waiting');
    const told = app.service.told.length;
    await app.world.time.advance(60_000);
    expect(app.service.told).to.have.length(told);
    app.world.bot.polls = { ...app.world.bot.polls, failures: 3, trouble: '502 Bad Gateway' };
    await app.world.time.advance(2_000);
    expect(app.service.status).to.match(/no answer from Telegram since 2026-11-23T12:00:.*502 Bad Gateway/);
  });

  it('is that it lives, at half of the time wanted, deaf or not', async () => {
    const app = await started(30_000);
    app.world.bot.polls = { ...app.world.bot.polls, failures: 9, trouble: 'no network' };
    const before = app.service.kinds('alive').length;
    await app.world.time.advance(150_000);
    expect(app.service.kinds('alive').length - before).to.equal(10);
  });

  it('is nothing while polling is stuck, so that it gets started again; and again as soon as it is not', async () => {
    const app = await started(30_000);
    await hear(app);
    app.world.bot.polls = { ...app.world.bot.polls, overdueAtMs: app.world.time.monotonicMs() + 20_000 };
    await app.world.time.advance(20_000);
    const alive = app.service.kinds('alive').length;
    await app.world.time.advance(60_000);
    expect(app.service.kinds('alive')).to.have.length(alive);
    expect(app.service.status).to.include('stuck');
    expect(app.journal.named('service.polling-stuck')).to.have.length(1);
    app.world.bot.polls = { ...app.world.bot.polls, overdueAtMs: null };
    await app.world.time.advance(1_000);
    expect(app.service.kinds('alive')).to.have.length(alive + 1);
  });

  it('is that it stops, once and before anything else; it goes on living while runs end', async () => {
    const app = await started(30_000);
    await hear(app);
    await app.say('[[hang]]');
    const stopping = app.stop(120_000);
    await settled();
    const [told] = app.service.told.slice(-1);
    expect(told?.map(({ kind }) => kind)).to.deep.equal(['stopping', 'more-time', 'status']);
    expect(told?.[1]).to.deep.include({ ms: 170_000 });
    const alive = app.service.kinds('alive').length;
    await app.world.time.advance(120_000);
    await stopping;
    expect(app.service.kinds('alive').length).to.be.greaterThan(alive + 6);
    void app.application.get(T.followConfig).reload();
    await app.world.time.advance(1_000);
    expect(app.service.kinds('stopping', 'ready', 'reloading')).to.deep.equal(['ready', 'stopping']);
    const told2 = app.service.told.length;
    await app.world.time.advance(120_000);
    expect(app.service.told).to.have.length(told2);
  });

  it('is nothing at all where nobody listens', async () => {
    const app = await TestApp.start();
    const pending = app.world.time.pending;
    await app.world.time.advance(60_000);
    await hear(app);
    expect(app.service.told).to.deep.equal([]);
    expect(app.world.time.pending).to.equal(pending);
  });
});
