import { expect } from 'chai';
import { ChronoSpokenTimes } from '../../src/adapters/spoken-times/chrono-spoken-times.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';
import { settled } from '../support/fakes/fake-time.js';

const HOUR_MS = 3_600_000;
const BERLIN = { triggers: { defaultTimezone: 'Europe/Berlin' } };

/** Says it, and waits for the package that reads times, which is loaded beside the fake clock. */
async function sayAt(app: TestApp, text: string): Promise<FakeMessage> {
  const before = app.shown('notice').length;
  await app.say(`/at ${text}`);
  for (let turn = 0; turn < 200 && app.shown('notice').length === before; turn++) await settled();
  const question = app.shown('notice').at(-1);
  if (question === undefined || app.shown('notice').length === before) throw new Error(`nothing was asked: ${text}`);
  return question;
}

describe('/at in people’s words', () => {
  before(() => new ChronoSpokenTimes().read('noon', 0));

  it('says back what it understood, and runs nothing before that was agreed to', async () => {
    const app = await TestApp.start(BERLIN);
    const question = await sayAt(app, 'tomorrow water the plants');
    expect(question.text).to.equal('⏰ “tomorrow” – tomorrow at 09:00, in 20 h?\n\n“water the plants”');
    expect(question.silent).to.equal(false);
    expect(question.buttons.flat().map(({ label }) => label)).to.deep.equal(['Run tomorrow at 09:00', 'Not a time']);
    expect(question.buttons.flat().every(({ data }) => Buffer.byteLength(data) <= 64)).to.equal(true);
    await app.world.time.advance(24 * HOUR_MS);
    expect(app.world.engine.orders).to.deep.equal([]);
  });

  it('runs at that time once, whoever presses how often', async () => {
    const app = await TestApp.start(BERLIN);
    const question = await sayAt(app, 'next friday 9am water\nthe plants');
    expect(await app.press(question, 'Run Fri 2026-12-04 at 09:00')).to.equal('OK');
    expect(app.texts('said').at(-1)).to.match(/^⏳ \*\*\\#1\*\* will run Fri 2026-12-04 at 09:00, in/);
    expect(question.buttons).to.deep.equal([]);
    await app.receive(app.world.press(question, 'question:yes:none'));
    await app.world.time.advance(10 * 24 * HOUR_MS + 21 * HOUR_MS);
    expect(app.world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['water\nthe plants']);
    await app.world.time.advance(20 * 24 * HOUR_MS);
    expect(app.world.engine.orders).to.have.length(1);
  });

  it('keeps the code and the links of the task where they stand', async () => {
    const app = await TestApp.start(BERLIN);
    const text = '/at tonight fix foo() as the docs say';
    const marks = [
      { kind: 'code', offset: text.indexOf('foo()'), length: 5 },
      { kind: 'link', offset: text.indexOf('docs'), length: 4, url: 'https://docs.example/a' },
    ] as const;
    const before = app.shown('notice').length;
    await app.say(text, { marks });
    for (let turn = 0; turn < 200 && app.shown('notice').length === before; turn++) await settled();
    const [question] = app.shown('notice');
    if (question === undefined) throw new Error('nothing was asked');
    await app.press(question, 'Run today');
    await app.world.time.advance(24 * HOUR_MS);
    expect(app.world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal([
      'fix `foo()` as the [docs](https://docs.example/a) say',
    ]);
  });

  it('can be taken for no time: then it says how times are written', async () => {
    const app = await TestApp.start(BERLIN);
    const question = await sayAt(app, 'tonight show at the theatre');
    expect(await app.press(question, 'Not a time')).to.equal('OK');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
    await app.world.time.advance(24 * HOUR_MS);
    expect(app.world.engine.orders).to.deep.equal([]);
  });

  it('can be agreed to after a restart, and is told when its time has passed by then', async () => {
    const world = new TestWorld();
    const before = await TestApp.start(BERLIN, world);
    const first = await sayAt(before, 'in half an hour go');
    const second = await sayAt(before, 'heute um 21 Uhr los');
    await before.stop();
    const after = await TestApp.start(BERLIN, world);
    await world.time.advance(HOUR_MS);
    expect(await after.press(first, 'Run today at 13:30')).to.equal('OK');
    expect(after.texts('said').at(-1)).to.equal('problem: time-past');
    expect(await after.press(second, 'Run today at 21:00')).to.equal('OK');
    await world.time.advance(8 * HOUR_MS);
    expect(world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['los']);
  });

  it('asks nothing where the notation says it, also in words', async () => {
    const app = await TestApp.start(BERLIN);
    for (const text of ['in 5 minutes a', 'in 1 hour and 30 minutes, b', '2 hours c', 'in 20m d']) {
      await app.say(`/at ${text}`);
    }
    expect(app.shown('notice')).to.deep.equal([]);
    await app.say('/at list');
    expect(
      app
        .texts('said')
        .at(-1)
        ?.replace(/, in [^·]+ ·/g, ' ·'),
    ).to.equal(
      [
        '⏳ Scheduled in this chat:\n',
        '- **\\#1** today 13:05 · fake · a',
        '- **\\#4** today 13:20 · fake · d',
        '- **\\#2** today 14:30 · fake · b',
        '- **\\#3** today 15:00 · fake · c',
      ].join('\n'),
    );
  });

  it('takes a day, a part of the day or a zone behind a clock for a part of the time', async () => {
    const app = await TestApp.start(BERLIN);
    for (const [text, label] of [
      ['14:00 tomorrow fix', 'Run tomorrow at 14:00'],
      ['14:00 on friday fix', 'Run Fri 2026-11-27 at 14:00'],
      ['9:00 in the evening fix', 'Run tomorrow at 09:00'],
      ['14:00 morgen fix', 'Run tomorrow at 14:00'],
      ['20:00 UTC fix', null],
      ['5 minutes from now fix', 'Run today at'],
    ] as const) {
      const before = app.shown('notice').length;
      const said = app.texts('said').length;
      await app.say(`/at ${text}`);
      const isAnswered = () => app.shown('notice').length > before || app.texts('said').length > said;
      for (let turn = 0; turn < 200 && !isAnswered(); turn++) await settled();
      const question = app.shown('notice').slice(before)[0];
      if (label === null) expect(app.texts('said').at(-1), text).to.include('will run today at 21:00');
      else expect(question?.buttons.flat()[0]?.label, text).to.include(label);
      if (question !== undefined) expect(question.text, text).to.match(/“(?:in the evening )?fix”$/);
    }
    await app.say('/at 14:00 monitor the build');
    expect(app.texts('said').at(-1)).to.include('will run today at 14:00');
  });

  it('keeps the number of each over a restart, and gives none twice while others wait', async () => {
    const world = new TestWorld();
    const before = await TestApp.start(BERLIN, world);
    for (const text of ['a', 'b', 'c']) await before.say(`/at 5m ${text}`);
    await before.say('/at cancel 2');
    await before.stop();
    const after = await TestApp.start(BERLIN, world);
    await after.say('/at 1h d');
    expect(after.texts('said').at(-1)).to.include('**\\#4** will run');
    await after.say('/at cancel #2');
    expect(after.texts('said').at(-1)).to.include('Nothing called `#2`');
    await after.say('/at cancel #3');
    await world.time.advance(2 * HOUR_MS);
    expect(world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['a', 'd']);
    await after.say('/at 5m e');
    expect(after.texts('said').at(-1)).to.include('**\\#1** will run');
  });

  it('refuses what no time is, what has passed, and a day without its hour', async () => {
    const app = await TestApp.start(BERLIN);
    for (const [text, problem] of [
      ['fix it tomorrow', 'usage'],
      ['in a bit x', 'usage'],
      ['today x', 'usage'],
      ['yesterday x', 'time-past'],
      ['in 400 days x', 'time-too-far'],
      ['now x', 'delay-out-of-range'],
      ['tomorrow', 'usage'],
    ] as const) {
      const said = app.texts('said').length;
      await app.say(`/at ${text}`);
      for (let turn = 0; turn < 200 && app.texts('said').length === said; turn++) await settled();
      expect(app.texts('said').at(-1), text).to.equal(`problem: ${problem}`);
    }
    expect(app.shown('notice')).to.deep.equal([]);
  });
});
