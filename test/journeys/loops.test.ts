import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import type { RunEvent } from '../../src/domain/run/run-event.js';
import type { WakeUpTime } from '../../src/domain/schedule/loop-policy.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';

const MINUTE_MS = 60_000;
const ON = { loop: { enabled: true } };
const HOURLY: WakeUpTime = { kind: 'cron', schedule: '0 * * * *', recurring: true };
const IN_TEN_MINUTES: WakeUpTime = { kind: 'delay', delayMs: 10 * MINUTE_MS };
const RESUME = { engine: 'fake', value: 'conversation-1', directory: '/home/ada' };

/** A message whose run sets a wake-up, then ends. */
async function begin(change: ConfigChange, time: WakeUpTime, prompt = 'look again', world = new TestWorld()) {
  const app = await TestApp.start(change, world);
  world.engine.know(RESUME.value);
  world.engine.holding = true;
  await app.say('watch the build');
  await end(app, wakeUp(time, prompt));
  return app;
}

function wakeUp(time: WakeUpTime, prompt = 'look again', job: string | null = null): RunEvent {
  return { kind: 'wake-up-set', id: 'toolu_1', job, time, prompt };
}

/** Lets the run that goes on say something and end. */
async function end(app: TestApp, ...events: readonly RunEvent[]): Promise<void> {
  const run = app.world.engine.held.at(-1);
  run?.emit({ kind: 'started', resume: RESUME, meta: {} }, ...events);
  run?.emit({ kind: 'completed', ok: true, answer: 'fine', problem: null, usage: null });
  run?.end();
  await app.world.time.advance(0);
}

const ordersOf = (app: TestApp) => app.world.engine.orders;

describe('a loop', () => {
  it('wakes the conversation up after its process has ended, with what it was frozen with', async () => {
    const app = await begin(ON, IN_TEN_MINUTES);
    expect((await app.world.inbox.unfinished()).map(({ source }) => source)).to.deep.equal(['loop']);
    expect(app.texts('notice').at(-1)).to.match(/🔁 Loop `[0-9a-f]{4}`: the agent will be woken up in 10 min/);
    await app.say('/reasoning high');
    await app.world.time.advance(10 * MINUTE_MS);
    const [, order] = ordersOf(app);
    expect(order?.resume?.value).to.equal('conversation-1');
    expect(order?.prompt).to.match(/iteration 1 of at most 20[\s\S]*\n\nlook again$/);
    expect(order?.options.effort).to.equal(null);
    await end(app);
    expect(app.shown('final').at(-1)?.view?.face.origin.kind).to.equal('loop');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('stays with the agent where loops are off, for the chat or for all, and where the wake-up is near', async () => {
    for (const change of [{}, { loop: { enabled: true, inlineThresholdMs: 10 * MINUTE_MS } }]) {
      const app = await begin(change, IN_TEN_MINUTES);
      expect(await app.world.inbox.unfinished()).to.deep.equal([]);
    }
    const app = await TestApp.start();
    app.world.engine.holding = true;
    await app.say('/loops on');
    await app.say('watch');
    await end(app, wakeUp(IN_TEN_MINUTES));
    expect(await app.world.inbox.unfinished()).to.have.length(1);
    await app.say('/loops off');
    await app.world.time.advance(10 * MINUTE_MS);
    expect(ordersOf(app)).to.have.length(1);
    expect(app.texts('notice').at(-1)).to.include('switched off');
  });

  it('stands for the first prompt where it paces itself', async () => {
    const app = await begin(ON, IN_TEN_MINUTES, '<<autonomous-loop-dynamic>>');
    await app.world.time.advance(10 * MINUTE_MS);
    expect(ordersOf(app)[1]?.prompt).to.match(/\n\nwatch the build$/);
    await end(app, wakeUp(IN_TEN_MINUTES, '<<autonomous-loop-dynamic>>'));
    await app.world.time.advance(10 * MINUTE_MS);
    expect(ordersOf(app)[2]?.prompt).to.match(/iteration 2 [\s\S]*\n\nwatch the build$/);
  });

  it('that sets its own wake-ups keeps its counts, and ends at max_iterations', async () => {
    const app = await begin({ loop: { enabled: true, maxIterations: 2 } }, IN_TEN_MINUTES);
    for (let iteration = 1; iteration <= 2; iteration++) {
      await app.world.time.advance(10 * MINUTE_MS);
      await end(app, wakeUp(IN_TEN_MINUTES));
    }
    expect(ordersOf(app)).to.have.length(3);
    expect(app.texts('notice').at(-1)).to.include('max_iterations');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('ends at max_total_duration_hours, counted from its first iteration', async () => {
    const app = await begin({ loop: { enabled: true, maxTotalDurationMs: 90 * MINUTE_MS } }, HOURLY);
    for (let hour = 1; hour <= 5; hour++) {
      await app.world.time.advance(60 * MINUTE_MS);
      await end(app);
    }
    expect(ordersOf(app)).to.have.length(3);
    expect(app.texts('said').at(-1)).to.include('the last one');
  });

  it('keeps min_interval_seconds between its iterations', async () => {
    const change = { loop: { enabled: true, minIntervalMs: 30 * MINUTE_MS } };
    const app = await begin(change, { kind: 'cron', schedule: '*/10 * * * *', recurring: true });
    const begun: number[] = [];
    for (let minute = 0; minute < 90; minute++) {
      await app.world.time.advance(MINUTE_MS);
      if (ordersOf(app).length - 1 > begun.length) begun.push(minute);
      await end(app);
    }
    expect(begun).to.have.length(3);
    expect(begun.map((minute, index) => minute - (begun[index - 1] ?? minute))).to.deep.equal([0, 30, 30]);
  });

  it('is forgotten after expiry_days, at the latest when the machine comes back', async () => {
    const world = new TestWorld();
    const change = { loop: { enabled: true, expiryMs: 60 * MINUTE_MS } };
    const before = await begin(change, IN_TEN_MINUTES, 'look again', world);
    await before.stop();
    await world.time.advance(61 * MINUTE_MS);
    world.bot = world.anotherBot();
    const app = await TestApp.start(change, world);
    await world.time.advance(0);
    expect(world.engine.orders).to.have.length(1);
    expect(app.texts('notice').at(-1)).to.include('expiry_days');
  });

  it('follows an edit of the limits', async () => {
    const app = await begin(ON, HOURLY);
    await app.edit({ loop: { enabled: true, expiryMs: 1 } });
    await app.world.time.advance(60 * MINUTE_MS);
    expect(ordersOf(app)).to.have.length(1);
  });

  it('survives a crash, and wakes up at once what is overdue', async () => {
    const world = new TestWorld();
    const before = await begin(ON, HOURLY, 'look again', world);
    before.crash();
    await world.time.advance(150 * MINUTE_MS);
    world.bot = world.anotherBot();
    const app = await TestApp.start(ON, world);
    await world.time.advance(0);
    expect(world.engine.orders).to.have.length(2);
    await end(app);
    await world.time.advance(60 * MINUTE_MS);
    expect(world.engine.orders[2]?.prompt).to.include('iteration 2');
  });

  it('waits for the agent’s own process, looking every redundancy_check_interval', async () => {
    const app = await TestApp.start({ loop: { enabled: true, redundancyCheckIntervalMs: 5 * MINUTE_MS } });
    app.world.engine.know(RESUME.value);
    app.world.engine.holding = true;
    await app.say('watch the build');
    app.world.engine.held[0]?.emit({ kind: 'started', resume: RESUME, meta: {} }, wakeUp(IN_TEN_MINUTES));
    await app.world.time.advance(12 * MINUTE_MS);
    expect(ordersOf(app)).to.have.length(1);
    await end(app);
    expect(ordersOf(app)).to.have.length(1);
    await app.world.time.advance(3 * MINUTE_MS);
    expect(ordersOf(app)).to.have.length(2);
  });

  it('is left out while the chat is busy, but what is to be done once is not lost', async () => {
    for (const [time, iterations] of [
      [HOURLY, 0],
      [IN_TEN_MINUTES, 1],
    ] as const) {
      const app = await begin({ ...ON, watchdog: { preResultSilenceTimeoutMs: 0 } }, time);
      await app.say('/other [[hang]]');
      await app.world.time.advance(61 * MINUTE_MS);
      expect(ordersOf(app)).to.have.length(1);
      await app.say('/cancel');
      await app.world.time.advance(MINUTE_MS);
      expect(ordersOf(app)).to.have.length(1 + iterations);
    }
  });

  it('is taken back by the agent, by its own name for it', async () => {
    const app = await TestApp.start(ON);
    app.world.engine.holding = true;
    await app.say('watch the build');
    const other: RunEvent = { kind: 'wake-up-set', id: 'toolu_2', job: 'bbbbbbbb', time: HOURLY, prompt: 'other' };
    await end(app, wakeUp(HOURLY, 'one', 'aaaaaaaa'), other, { kind: 'wake-up-dropped', job: 'aaaaaaaa' });
    await app.say('/loops');
    expect(app.texts('said').at(-1)).to.include('other').and.not.to.include('one ');
    expect(await app.world.inbox.unfinished()).to.have.length(1);
  });

  it('that paces itself waits for one wake-up at a time', async () => {
    const app = await TestApp.start(ON);
    app.world.engine.holding = true;
    await app.say('watch the build');
    const later: RunEvent = { kind: 'wake-up-set', id: 'toolu_2', job: null, time: IN_TEN_MINUTES, prompt: 'later' };
    await end(app, wakeUp(IN_TEN_MINUTES, 'sooner'), later);
    await app.world.time.advance(30 * MINUTE_MS);
    expect(
      ordersOf(app)
        .slice(1)
        .map(({ prompt }) => prompt),
    ).to.have.length(1);
    expect(ordersOf(app)[1]?.prompt).to.include('later');
  });
});

describe('/loops', () => {
  it('lists what waits, and ends it by a button or by name', async () => {
    const app = await begin(ON, HOURLY);
    await app.say('/loops');
    const list = app.shown('said').at(-1);
    if (list === undefined) throw new Error('nothing was said');
    expect(list.text).to.include('iteration 1/20').and.include('look again');
    const id = /`([0-9a-f]{4})`/.exec(list.text)?.[1] ?? '';
    expect(await app.press(list, '❌ 1')).to.equal('Ended');
    expect(list.text).to.include('No loop');
    await app.say(`/loops cancel ${id}`);
    expect(app.texts('said').at(-1)).to.include('No loop');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
    await app.say('/loops sometimes');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
  });

  it('ends a loop by the name that the list shows, or by more of its id, and never by less', async () => {
    for (const [length, answer] of [
      [3, /No loop/],
      [4, /Ended loop/],
      [12, /Ended loop/],
    ] as const) {
      const app = await begin(ON, HOURLY);
      const [row] = await app.world.inbox.unfinished();
      const id = row?.source === 'loop' ? row.body.request.loop : '';
      await app.say(`/loops cancel ${id.slice(0, length)}`);
      expect(app.texts('said').at(-1)).to.match(answer);
    }
  });

  it('ends none of several that a name is meant for', async () => {
    const app = await begin(ON, HOURLY);
    const [row] = await app.world.inbox.unfinished();
    if (row?.source !== 'loop') throw new Error('nothing waits');
    const { loop } = row.body.request;
    const alike = { ...row.body, request: { ...row.body.request, loop: `${loop.slice(0, 4)}ffffffff` } };
    app.application.get(T.loops).restore({ ...row, id: row.id + 100, key: 'another', body: alike });
    await app.say(`/loops cancel ${loop.slice(0, 4)}`);
    expect(app.texts('said').at(-1)).to.include('Several loops');
    expect(await app.world.inbox.unfinished()).to.have.length(1);
  });

  it('keeps the button of a loop that has come to its next iteration, and takes that of older lists', async () => {
    const app = await begin(ON, HOURLY);
    await app.say('/loops');
    const list = app.shown('said').at(-1);
    const data = list?.buttons.flat()[0]?.data ?? '';
    await app.world.time.advance(60 * MINUTE_MS);
    await end(app);
    await app.say('/loops');
    const later = app.shown('said').at(-1);
    if (later === undefined || later === list) throw new Error('nothing was said');
    expect(later.text).to.include('iteration 2/20');
    expect(later.buttons.flat().map((button) => button.data)).to.deep.equal([data]);
    const press = app.world.pressUnseen(later, `${data}.1`);
    await app.receive(press);
    expect(app.world.bot.channel.answered.get(press.buttonId)).to.equal('Ended');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('/cancel and /new end them, too', async () => {
    for (const command of ['/cancel', '/new']) {
      const app = await begin(ON, HOURLY);
      await app.say(command);
      expect(app.texts('said').at(-1)).to.include('Ended 1 loop');
      await app.world.time.advance(120 * MINUTE_MS);
      expect(ordersOf(app)).to.have.length(1);
    }
  });
});
