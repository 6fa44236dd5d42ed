import { expect } from 'chai';
import { TestApp, TestWorld } from '../support/app.js';

const BERLIN = { triggers: { defaultTimezone: 'Europe/Berlin' } };

describe('a start', () => {
  it('after an end that nobody asked for says when that was, and what it cut', async () => {
    const world = new TestWorld();
    const before = await TestApp.start(BERLIN, world);
    await before.say('[[hang]] work');
    before.crash();
    world.bot = world.anotherBot();
    await world.time.advance(4_000);
    const after = await TestApp.start(BERLIN, world);
    const greeting = after.texts('said').find((text) => text.includes('is running')) ?? '';
    expect(greeting).to.match(
      /^🔁 Back after \d s: Untether had ended unexpectedly at 13:00; 1 run was cut off: its message offers to continue {2}\n🟢/,
    );
  });

  it('after an end in order greets as ever, also after the crash before that was told', async () => {
    const world = new TestWorld();
    const before = await TestApp.start(BERLIN, world);
    await before.stop();
    world.bot = world.anotherBot();
    const next = await TestApp.start(BERLIN, world);
    expect(next.texts('said').join()).not.to.include('Back after');
    next.crash();
    world.bot = world.anotherBot();
    const third = await TestApp.start(BERLIN, world);
    expect(third.texts('said').join()).to.include('Back after').and.not.to.include('cut');
    await third.stop();
    world.bot = world.anotherBot();
    expect((await TestApp.start(BERLIN, world)).texts('said').join()).not.to.include('Back after');
  });
});
