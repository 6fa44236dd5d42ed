import { expect } from 'chai';
import type { MessageRef } from '../../src/domain/ids.js';
import type { AgentRequest } from '../../src/domain/run/agent-request.js';
import type { RunEvent } from '../../src/domain/run/run-event.js';
import { TestApp, TestWorld } from '../support/app.js';
import { toolRequest } from '../support/builders/tool-request.js';
import { settled } from '../support/fakes/fake-time.js';

const STARTED: RunEvent = {
  kind: 'started',
  resume: { engine: 'fake', value: 'c1', directory: '/home/ada' },
  meta: {},
};
const ANSWER: RunEvent = { kind: 'completed', ok: true, answer: 'fixed', problem: null, usage: null };
const FAILED: RunEvent = {
  kind: 'completed',
  ok: false,
  answer: '',
  problem: { kind: 'overloaded', message: 'x' },
  usage: null,
};

const QUESTION: AgentRequest = {
  kind: 'questions',
  id: 'q',
  questions: [{ text: 'Which colour?', options: [{ label: 'Red', description: null }], many: false }],
};

const on = (world: TestWorld, message: MessageRef) => world.bot.channel.receiptsOn(message);

async function held() {
  const app = await TestApp.start();
  app.world.engine.holding = true;
  return { app, world: app.world, engine: app.world.engine };
}

describe('what a message shows of what became of it', () => {
  it('is seen as soon as it is on disk, before its run begins, and follows the run to its end', async () => {
    const { app, world, engine } = await held();
    const message = world.message('fix it');
    await app.receive(message);
    expect(on(world, message)).to.deep.equal(['accepted']);
    expect(engine.orders).to.have.length(0);
    await world.time.advance(400);
    expect(on(world, message).at(-1)).to.equal('working');
    const [run] = engine.held;
    run?.emit(STARTED);
    run?.emit({ kind: 'asked', request: toolRequest() });
    await settled();
    expect(on(world, message).at(-1)).to.equal('asking');
    run?.emit({ kind: 'withdrawn', id: toolRequest().id });
    await settled();
    expect(on(world, message).at(-1)).to.equal('working');
    run?.emit(ANSWER);
    run?.end();
    await settled();
    expect(on(world, message).at(-1)).to.equal('done');
  });

  it('says that it failed, or nothing any more once it was cancelled', async () => {
    const { app, world, engine } = await held();
    const first = await app.say('one');
    engine.held[0]?.emit(FAILED);
    engine.held[0]?.end();
    await settled();
    expect(on(world, first).at(-1)).to.equal('failed');
    const second = await app.say('two');
    await app.say('/cancel');
    await world.time.advance(5_000);
    expect(on(world, second).at(-1)).to.equal('none');
  });

  it('waits while it is queued', async () => {
    const { app, world } = await held();
    await app.say('one');
    const second = await app.say('two');
    expect(on(world, second).at(-1)).to.equal('accepted');
  });

  it('shows on all of a few messages in one go, and on the first and the last of many', async () => {
    const { app, world } = await held();
    const three = ['a', 'b', 'c'].map((text) => world.message(text));
    await app.receive(...three);
    await world.time.advance(400);
    for (const message of three) expect(on(world, message).at(-1)).to.equal('working');
    await app.say('/cancel');
    await world.time.advance(5_000);
    const many = ['a', 'b', 'c', 'd', 'e'].map((text) => world.message(text));
    await app.receive(...many);
    await world.time.advance(400);
    expect(many.map((message) => on(world, message).length > 0)).to.deep.equal([true, false, false, false, true]);
  });

  it('is nothing for commands, and ends where no run comes of the message', async () => {
    const { app, world } = await held();
    expect(on(world, await app.say('/ping'))).to.deep.equal([]);
    expect(on(world, await app.say('', { attachment: 'dice' })).at(-1)).to.equal('none');
    world.engine.installed = false;
  });

  it('ends on a long paste that answers what an agent asks', async () => {
    const { app, world, engine } = await held();
    await app.say('fix it');
    engine.held[0]?.emit(STARTED, { kind: 'asked', request: QUESTION });
    await settled();
    const paste = world.message('x'.repeat(4_050));
    await app.receive(paste);
    expect(on(world, paste)).to.deep.equal(['accepted']);
    await world.time.advance(10_000);
    expect(engine.held[0]?.words.map(({ kind }) => kind)).to.deep.equal(['answer']);
    expect(on(world, paste)).to.deep.equal(['accepted', 'none']);
  });

  it('comes after a restart for a run whose outcome was not told yet, and for one that was cut', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({}, world);
    world.bot.channel.cut();
    const answered = await app.say('one');
    world.engine.holding = true;
    const cut = await app.say('two');
    app.crash();
    world.bot = world.anotherBot();
    await TestApp.start({}, world);
    await world.time.advance(5_000);
    expect(on(world, answered).at(-1)).to.equal('done');
    expect(on(world, cut).at(-1)).to.equal('failed');
  });
});
