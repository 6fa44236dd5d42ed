import { expect } from 'chai';
import { TestApp } from '../support/app.js';
import { toolRequest } from '../support/builders/tool-request.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';

const REFUSED = '.cancel';

/** A chat in which Telegram takes nothing, where the replies to these wait. */
async function blocked(app: TestApp, ...said: readonly string[]): Promise<void> {
  app.world.bot.channel.cut();
  for (const text of said) await app.say(text);
}

function buttonOf(message: FakeMessage | undefined, label: string): readonly [FakeMessage, string] {
  const data = message?.buttons.flat().find((one) => one.label.includes(label))?.data;
  if (message === undefined || data === undefined) throw new Error(`no button ${label}`);
  return [message, data];
}

describe('when the disk refuses to note what was told', () => {
  it('an outcome is told whole, and not again by the next process', async () => {
    const app = await TestApp.start();
    const { outgoing } = app.world;
    const { advance, release } = outgoing;
    const refuse = () => Promise.reject(new Error('the disk is full'));
    [outgoing.advance, outgoing.release] = [refuse, refuse];
    await app.say('work');
    await app.world.time.advance(5_000);
    expect(app.texts('final')).to.have.length(1);
    [outgoing.advance, outgoing.release] = [advance, release];
    await app.world.time.advance(30_000);
    expect(outgoing.untold).to.deep.equal([]);
    app.crash();
    const next = await TestApp.start({}, app.world);
    await next.world.time.advance(5_000);
    expect(next.texts('final')).to.have.length(1);
    await next.stop();
  });
});

describe('while replies wait for Telegram', () => {
  for (const said of [['/ping'], ['/ping', '/ping', '/health'], [REFUSED]]) {
    it(`a run is cancelled, and the press answered: behind ${said.join(' and ')}`, async () => {
      const app = await TestApp.start();
      app.world.engine.holding = true;
      await app.say('work');
      await app.world.time.advance(2_000);
      const [message, data] = buttonOf(app.shown('progress').at(-1), 'Cancel');
      await blocked(app, ...said);
      const press = app.world.press(message, data);
      await app.receive(press);
      expect(app.world.bot.channel.answered.get(press.buttonId)).to.equal('Stopping…');
      expect(app.world.engine.live).to.equal(0);
      app.world.bot.channel.mend();
      app.crash();
    });
  }

  it('an approval reaches the agent', async () => {
    const app = await TestApp.start();
    app.world.engine.holding = true;
    app.world.engine.know('conversation');
    await app.say('work');
    const resume = { engine: 'fake', value: 'conversation', directory: null };
    const started = { kind: 'started', resume, meta: { permissionMode: 'default' } } as const;
    app.world.engine.held.at(-1)?.emit(started, { kind: 'asked', request: toolRequest() });
    await app.world.time.advance(0);
    const approval = buttonOf(app.shown('notice').at(-1), 'Allow');
    await blocked(app, '/ping');
    const press = app.world.press(...approval);
    await app.receive(press);
    expect(app.world.bot.channel.answered.has(press.buttonId)).to.equal(true);
    const words = app.world.engine.held.at(-1)?.words ?? [];
    expect(words.filter(({ kind }) => kind === 'answer')).to.have.length(1);
    app.world.bot.channel.mend();
    app.crash();
  });

  it('what is written is still handled in order, and replies come in order', async () => {
    const app = await TestApp.start();
    await blocked(app, '/agent other', '/agent', '/new', '/agent fake', '/agent');
    app.world.bot.channel.mend();
    await app.world.time.advance(1_000);
    const said = app.texts('said').slice(-5);
    expect(said.map((text) => /conversation|other|fake/i.exec(text)?.[0])).to.deep.equal([
      'other',
      'other',
      'conversation',
      'fake',
      'fake',
    ]);
    await app.stop();
  });

  it('what was done is not done again by the next process behind what came after it', async () => {
    const app = await TestApp.start();
    await blocked(app, '/cancel', '/at 2h later', '/new', 'work');
    await app.world.time.advance(2_000);
    app.crash();
    app.world.bot = app.world.anotherBot();
    const next = await TestApp.start({}, app.world);
    await next.world.time.advance(1_000);
    expect(next.texts('said').filter((text) => text.includes('ancelled'))).to.deep.equal([]);
    expect(next.texts('said').join()).not.to.include('new conversation');
    await next.say('more');
    await next.world.time.advance(2_000);
    expect(next.texts('final').at(-1)).to.include('turn 2: more');
    await next.world.time.advance(2 * 3_600_000);
    expect(next.world.engine.orders.map(({ prompt }) => prompt)).to.include('later');
    await next.stop();
  });

  it('a message whose reply nobody got is handled again by the next process', async () => {
    const app = await TestApp.start();
    await blocked(app, '/ping');
    app.crash();
    app.world.bot = app.world.anotherBot();
    const next = await TestApp.start({}, app.world);
    await next.world.time.advance(1_000);
    expect(next.texts('said').filter((text) => text.includes('pong'))).to.have.length(1);
    await next.stop();
  });
});
