import { expect } from 'chai';
import { TellOutages } from '../../../src/application/health/tell-outages.js';
import type { Running } from '../../../src/application/hosting/adapter-kind.js';
import type { ChatBot, ChatBotSlice } from '../../../src/application/ports/chat/chat-bot.js';
import { buildGeneration, Generations } from '../../../src/application/values/generation.js';
import { appConfig } from '../../support/builders/app-config.js';
import { FakeTime, settled } from '../../support/fakes/fake-time.js';
import { TelegramServer } from '../../support/telegram-server/telegram-server.js';
import { rig, slice, TOKEN } from './telegram-rig.js';

const OWNER = 7;
const noEngines = { ids: [], engines: [], find: () => ({ ok: false as const, problem: NONE }) };
const NONE = { kind: 'other' as const, message: 'none' };

/** A bot that polls, with the owner as its only chat. */
async function begin() {
  const time = new FakeTime();
  const server = new TelegramServer({ now: () => time.now() });
  server.addBot(TOKEN);
  const generations = new Generations();
  generations.swap(buildGeneration(1, appConfig(), noEngines));
  const hearing = new TellOutages(generations, time);
  const { kind } = rig({ hearing, clock: time, alarm: time, fetch: server.fetch });
  const open = async () => {
    const opened = await kind.open(slice());
    if (!opened.ok) throw new Error(opened.problem.message);
    opened.value.activate();
    await settled();
    return opened.value;
  };
  server.addChat(OWNER);
  const told = () => server.chat(OWNER).all.flatMap((one) => (one.fromBot ? [one.now.text] : []));
  return { time, server, open, told };
}

describe('a bot that was deaf', () => {
  const opened: Running<ChatBotSlice, ChatBot>[] = [];
  afterEach(() => Promise.all(opened.splice(0).map((bot) => bot.close())));

  it('tells the owner when it hears again, with what had been written meanwhile', async () => {
    const { time, server, open, told } = await begin();
    opened.push(await open());
    const restore = server.faults.always('*', { kind: 'reset' });
    server.sendText(OWNER, OWNER, 'ends the poll under way');
    await time.advance(300_000);
    for (const text of ['one', 'two']) server.sendText(OWNER, OWNER, text);
    expect(told()).to.deep.equal([]);
    restore();
    await time.advance(40_000);
    expect(told()).to.have.length(1);
    expect(told()[0]).to.match(
      /^🔇 Nothing was heard from Telegram for 5 min( \d+ s)? \(.*ECONNRESET.*2 messages came/s,
    );
    server.sendText(OWNER, OWNER, 'ends the next poll');
    await time.advance(1_000);
    expect(told()).to.have.length(1);
  });

  it('counts the time in which its polls were never answered from their beginning', async () => {
    const { time, server, open, told } = await begin();
    opened.push(await open());
    await time.advance(10_000);
    const restore = server.faults.always('getUpdates', { kind: 'hang' });
    server.sendText(OWNER, OWNER, 'ends the poll under way');
    await time.advance(71_000);
    restore();
    await time.advance(30_000);
    expect(told()[0])
      .to.match(/for 1 min 3\d s \(23 Nov, 12\\:00\\:10 /)
      .and.to.include('no answer within');
  });

  it('tells of another program while that polls, through the polls it loses to it', async () => {
    const { time, server, open, told } = await begin();
    opened.push(await open());
    for (let n = 0; n < 20; n++) {
      await server.fetch(`http://x/bot${TOKEN}/getUpdates`, { body: 'timeout=0' });
      await time.advance(5_000);
    }
    expect(told()).to.have.length(1);
    expect(told()[0]).to.include('Another program has been polling');
    await time.advance(56_000);
    expect(told()).to.have.length(1);
    server.sendText(OWNER, OWNER, 'ends the poll under way');
    await time.advance(1_000);
    expect(told()).to.have.length(2);
    expect(told()[1]).to.include('Another program polled').and.to.include('20 conflicts');
  });
});
