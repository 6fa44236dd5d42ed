import { expect } from 'chai';
import { TestApp, TestWorld } from '../support/app.js';
import { toolRequest } from '../support/builders/tool-request.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';

const GROUP = { chatId: -5, chatKind: 'supergroup' as const };

async function status(app: TestApp, change = {}, command = '/status'): Promise<FakeMessage> {
  await app.say(command, change);
  const said = app.shown('said').at(-1);
  if (said === undefined) throw new Error('nothing was said');
  return said;
}

function labels(message: FakeMessage): readonly (readonly string[])[] {
  return message.buttons.map((row) => row.map(({ label }) => label));
}

/** Presses it as Telegram would tell, in the chat of the message. */
async function press(app: TestApp, message: FakeMessage, label: string): Promise<string | null | undefined> {
  const data = message.buttons.flat().find((one) => one.label.includes(label))?.data ?? '';
  const pressed = app.world.press(message, data);
  await app.receive(message.ref.chatId < 0 ? { ...pressed, chatKind: 'supergroup' } : pressed);
  await app.world.time.advance(0);
  return app.world.bot.channel.answered.get(pressed.buttonId);
}

describe('/status and /queue', () => {
  it('say that there is nothing', async () => {
    const app = await TestApp.start({ telegram: { chatId: -5, allowedUserIds: [7] } });
    for (const command of ['/status', '/queue']) {
      expect((await status(app, {}, command)).text).to.equal('Nothing is running, queued or scheduled.');
    }
    expect((await status(app, { ...GROUP, chatId: -6 })).text ?? '').to.include('Nothing');
  });

  it('show what runs, asks, waits and is scheduled, each with what can be done to it', async () => {
    const app = await TestApp.start({ triggers: { defaultTimezone: 'Europe/Berlin' } });
    app.world.engine.holding = true;
    app.world.other.holding = true;
    await app.say('fix the cart');
    await app.say('and then this');
    await app.say('and that');
    await app.say('/other something else');
    await app.say('/at 5m water the plants');
    const list = await status(app);
    expect(list.text.replace(/\d+ s/g, 'N s')).to.equal(
      [
        '**⚙️ Running**  \n1\\. N s · fake · fix the cart  \n2\\. N s · other · something else',
        '**⏳ Queued**  \n3\\. N s · fake · and then this  \n4\\. N s · fake · and that',
        '**⏰ Scheduled**  \n5\\. today 13:05 · fake · water the plants',
      ].join('\n\n'),
    );
    expect(labels(list)).to.deep.equal([
      ['⏹ Stop 1'],
      ['⏹ Stop 2'],
      ['🗑 Drop 3'],
      ['🗑 Drop 4', '⬆ 4'],
      ['🗑 Drop 5'],
      ['🔄 Refresh'],
    ]);
    expect(list.buttons.flat().every(({ data }) => Buffer.byteLength(data) <= 64)).to.equal(true);
    expect(await press(app, list, '⬆ 4')).to.equal('It runs next');
    expect(list.text)
      .to.include('3\\. ')
      .and.to.match(/and that[\s\S]*and then this/);
    expect(await press(app, list, 'Drop 4')).to.equal('Dropped from the queue');
    expect(await press(app, list, 'Stop 1')).to.equal('Stopping…');
    expect(await press(app, list, 'Drop 4')).to.equal('Dropped');
    await app.world.time.advance(600_000);
    expect(app.world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['fix the cart', 'and that']);
  });

  it('tell a run that waits for an answer from one that works', async () => {
    const app = await TestApp.start();
    app.world.engine.holding = true;
    await app.say('do it');
    app.world.engine.held.at(-1)?.emit({ kind: 'asked', request: toolRequest() });
    await app.world.time.advance(2_000);
    expect((await status(app)).text).to.match(/^\*\*🙋 Waiting for an answer\*\* {2}\n1\\. \d+ s · fake · do it$/);
  });

  it('show a group its own, and the owner everything; a group can’t steer what is elsewhere', async () => {
    const app = await TestApp.start({
      telegram: { chatId: 7, allowedUserIds: [7] },
      projects: [],
    });
    app.world.engine.holding = true;
    await app.say('mine');
    const list = await status(app);
    const stop = list.buttons.flat()[0]?.data ?? '';
    const inGroup = { ...app.world.pressUnseen(list, stop), ...GROUP };
    await app.receive(inGroup);
    expect(app.world.bot.channel.answered.get(inGroup.buttonId)).not.to.equal('Stopping…');
    expect(app.world.engine.live).to.equal(1);
  });

  it('have pages where there is much', async () => {
    const app = await TestApp.start();
    for (let n = 1; n <= 15; n++) await app.say(`/at ${n}h x${n}`);
    const list = await status(app);
    expect(list.text).to.include('10\\. ').and.to.include('Page 1 of 2').and.not.to.include('11\\. ');
    expect(labels(list).at(-1)).to.deep.equal(['🔄 Refresh', '▶']);
    await press(app, list, '▶');
    expect(list.text).to.include('11\\. ').and.to.include('x15').and.to.include('Page 2 of 2');
    for (let n = 0; n < 5; n++) expect(await press(app, list, 'Drop 11')).to.equal('Dropped');
    expect(list.text).to.include('x10').and.not.to.include('Page');
    expect(labels(list).at(-1)).to.deep.equal(['🔄 Refresh']);
  });

  it('act on what is there after a restart, and on nothing that is gone', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say('/at 1h later');
    await before.say('[[hang]] work');
    const list = await status(before);
    const stopping = before.stop(0);
    await world.time.advance(60_000);
    await stopping;
    const after = await TestApp.start({}, world);
    expect(await press(after, list, 'Stop 1')).to.equal('It is no longer there');
    expect(await press(after, list, 'Drop 1')).to.equal('Dropped');
    expect(list.text).to.equal('Nothing is running, queued or scheduled.');
  });
});
