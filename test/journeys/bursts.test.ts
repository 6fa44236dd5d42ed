import { expect } from 'chai';
import type { InboundMessage } from '../../src/domain/chat/inbound.js';
import { TestApp } from '../support/app.js';
import { settled } from '../support/fakes/fake-time.js';

const prompts = ({ world }: TestApp) => world.engine.orders.map(({ prompt }) => prompt);
const edited = (message: InboundMessage, text: string, updateId: number): InboundMessage => ({
  ...message,
  ...{ text, updateId, edited: true },
});

describe('what one person sends in a row', () => {
  it('is begun in its order: words before a command, the command, words behind it', async () => {
    const app = await TestApp.start();
    const { world } = app;
    await app.receive(world.message('[[hang]] first'), world.message('/cancel'), world.message('second'));
    await world.time.advance(400);
    expect(prompts(app)).to.deep.equal(['[[hang]] first', 'second']);
    expect(world.engine.live, 'the command found what was written before it').to.equal(0);
  });

  it('is joined by when it was written, however long the chat is busy with something else', async () => {
    const app = await TestApp.start();
    const { world } = app;
    const busy = Promise.withResolvers<void>();
    world.backlog.ready = busy.promise;
    await app.receive(world.message('/ping'), world.message('first'), world.message('second'));
    await world.time.advance(1_000);
    await app.receive(world.message('third'));
    await world.time.advance(1_000);
    expect(prompts(app)).to.deep.equal([]);
    busy.resolve();
    await settled();
    expect(prompts(app)).to.deep.equal(['first\n\nsecond', 'third']);
  });

  it('runs with the words of an edit that comes in the same moment, once', async () => {
    const app = await TestApp.start();
    const message = app.world.message('fix teh bug');
    await app.receive(message, edited(message, 'fix the bug', 900));
    await app.world.time.advance(400);
    expect(prompts(app)).to.deep.equal(['fix the bug']);
    expect(app.texts('said').join()).not.to.include('✏️');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('runs with the words of an edit that comes while the chat is busy with something else, once', async () => {
    const app = await TestApp.start();
    const { world } = app;
    const busy = Promise.withResolvers<void>();
    world.backlog.ready = busy.promise;
    const messages = [world.message('fix teh bug'), world.message('and push')] as const;
    await app.receive(world.message('/ping'), ...messages);
    await world.time.advance(1_000);
    await app.receive(edited(messages[0], 'fix a bug', 900), edited(messages[0], 'fix the bug', 901));
    busy.resolve();
    await settled();
    expect(prompts(app)).to.deep.equal(['fix the bug\n\nand push']);
    expect(app.texts('said').join()).not.to.include('✏️');
    expect(await world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is taken up whole by the next process if this one dies before it was begun', async () => {
    const app = await TestApp.start();
    const { world } = app;
    const [first, message] = [world.message('first'), world.message('second')];
    await app.receive(first, message, edited(message, 'the second', 900));
    expect(prompts(app)).to.deep.equal([]);
    app.crash();
    await TestApp.start({}, world);
    await world.time.advance(400);
    expect(prompts(app)).to.deep.equal(['first\n\nthe second']);
    expect(await world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is kept for the next start when the program ends before it was begun', async () => {
    const app = await TestApp.start();
    const { world } = app;
    await app.receive(world.message('first'), world.message('second'));
    const stopped = app.stop();
    await world.time.advance(10_000);
    await stopped;
    expect(prompts(app)).to.deep.equal([]);
    expect(await world.inbox.unfinished()).to.have.length(2);
    await TestApp.start({}, world);
    await world.time.advance(400);
    expect(prompts(app)).to.deep.equal(['first\n\nsecond']);
  });
});
