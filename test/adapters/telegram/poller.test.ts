import { expect } from 'chai';
import { settled } from '../../support/fakes/fake-time.js';
import { flood, serverError } from '../../support/telegram-server/faults.js';
import { rig, TOKEN } from './telegram-rig.js';

const USER = 7;

describe('the poller', () => {
  async function begin() {
    const parts = rig();
    const bot = await parts.open();
    const polls = () =>
      parts.server.calls
        .filter((call) => call.method === 'getUpdates')
        .map(({ parameters: { offset, timeout } }) => ({ offset: offset ?? null, timeout }));
    return { ...parts, bot, polls };
  }

  it('polls nothing before it is activated', async () => {
    const { time, bot, polls } = await begin();
    await time.advance(60_000);
    expect(polls()).to.deep.equal([]);
    await bot.close();
  });

  it('asks at once first, so that hearing is known at once, then waits long', async () => {
    const { bot, time, polls } = await begin();
    expect(bot.api.health().lastGoodPollAt).to.equal(null);
    bot.activate();
    await bot.api.hearing;
    await settled();
    expect(polls()).to.deep.equal([
      { offset: null, timeout: '0' },
      { offset: null, timeout: '50' },
    ]);
    expect(bot.api.health()).to.include({ lastGoodPollAt: time.now(), conflicts: 0, failures: 0, trouble: null });
    await bot.close();
  });

  it('asks for messages, their edits, posts, buttons and what it may do only', async () => {
    const { server, bot } = await begin();
    bot.activate();
    await bot.api.hearing;
    const poll = server.calls.find((call) => call.method === 'getUpdates');
    expect(poll?.parameters['allowed_updates']).to.equal(
      '["message","edited_message","channel_post","callback_query","my_chat_member"]',
    );
    await bot.close();
  });

  it('hands on what was written while it was away, and what is written now', async () => {
    const { server, intake, bot } = await begin();
    server.sendText(USER, USER, 'before');
    bot.activate();
    await settled();
    const message = server.sendText(USER, USER, 'after', { replyTo: 1 });
    await settled();
    expect(intake.texts).to.deep.equal(['before', 'after']);
    expect(intake.accepted[1]).to.include({ messageId: message.messageId, bot: 4000, updateId: 2 });
    await bot.close();
  });

  it('acknowledges nothing before it is on disk', async () => {
    const { server, intake, bot, polls } = await begin();
    const disk = Promise.withResolvers<void>();
    intake.before = () => disk.promise;
    server.sendText(USER, USER, 'precious');
    bot.activate();
    await settled();
    expect(polls()).to.have.length(1);
    expect(server.bot(TOKEN).updates.pending).to.have.length(1);
    disk.resolve();
    await settled();
    expect(polls().at(-1)).to.deep.equal({ offset: '2', timeout: '50' });
    expect(server.bot(TOKEN).updates.pending).to.have.length(0);
    await bot.close();
  });

  it('asks for the same updates again when the disk refuses them, later and later', async () => {
    const { time, server, intake, bot, polls, journal } = await begin();
    let refusals = 3;
    intake.before = async () => {
      if (refusals-- > 0) throw new Error('disk full');
    };
    server.sendText(USER, USER, 'precious');
    bot.activate();
    await time.advance(500);
    expect(polls()).to.have.length(1);
    expect(bot.api.health()).to.include({ failures: 1, trouble: 'what arrived could not be stored' });
    await time.advance(20_000);
    expect(intake.texts).to.deep.equal(['precious']);
    expect(polls().filter((poll) => poll.offset === null)).to.have.length(4);
    expect(journal.names()).to.include.members(['telegram.accept-failed', 'telegram.hearing-again']);
    expect(bot.api.health()).to.include({ failures: 0, trouble: null });
    await bot.close();
  });

  it('gets everything again after being killed between Telegram and the disk', async () => {
    const { server, intake, bot, open } = await begin();
    intake.before = () => new Promise(() => {});
    for (const text of ['one', 'two', 'three']) server.sendText(USER, USER, text);
    bot.activate();
    await settled();
    intake.before = async () => {};
    const next = await open();
    next.activate();
    await settled();
    expect(intake.texts).to.deep.equal(['one', 'two', 'three']);
    await next.close();
  });

  it('skips an update that it cannot read and handles the others of the batch', async () => {
    const { server, intake, bot, journal } = await begin();
    server.sendText(USER, USER, 'first');
    server.push(TOKEN, { message: { chat: 'nonsense' } });
    server.push(TOKEN, { message: null });
    server.push(TOKEN, { poll_answer: {} });
    server.sendText(USER, USER, 'last');
    bot.activate();
    await settled();
    expect(intake.batches.map((batch) => batch.length)).to.deep.equal([2]);
    expect(intake.texts).to.deep.equal(['first', 'last']);
    expect(server.bot(TOKEN).updates.pending).to.deep.equal([]);
    const levels = journal.facts.filter((fact) => fact.name === 'telegram.update-skipped').map((fact) => fact.level);
    expect(levels).to.deep.equal(['warn', 'warn', 'debug']);
    await bot.close();
  });

  it('moves past a batch that holds nothing for us', async () => {
    const { server, intake, bot } = await begin();
    server.push(TOKEN, { message: { chat: 'nonsense' } });
    bot.activate();
    await settled();
    expect(intake.batches).to.deep.equal([]);
    expect(server.bot(TOKEN).updates.pending).to.deep.equal([]);
    await bot.close();
  });

  it('backs off from 1 to 30 seconds while Telegram cannot be reached, then asks at once', async () => {
    const { time, server, intake, bot, polls } = await begin();
    const restore = server.faults.always('getUpdates', { kind: 'reset' });
    bot.activate();
    await time.advance(10 * 60_000);
    expect(polls().length).to.be.within(20, 35);
    expect(bot.api.health()).to.deep.include({ lastGoodPollAt: null, failures: polls().length });
    expect(bot.api.health().trouble).to.include('ECONNRESET');
    server.sendText(USER, USER, 'held');
    restore();
    await time.advance(30_000);
    expect(intake.texts).to.deep.equal(['held']);
    expect(bot.api.health()).to.include({ failures: 0, trouble: null });
    await bot.close();
  });

  it('survives gateways that answer with pages, and 5xx', async () => {
    const { time, server, intake, bot } = await begin();
    server.faults.next('getUpdates', { kind: 'page', status: 502, body: '<html>Bad Gateway</html>' });
    server.faults.next('getUpdates', { kind: 'page', status: 200, body: '<html>Welcome to the hotel</html>' });
    server.faults.next('getUpdates', { kind: 'page', status: 200, body: 'null' });
    server.faults.next('getUpdates', { kind: 'page', status: 200, body: '{"ok":true,"result":{}}' });
    server.faults.next('getUpdates', { kind: 'page', status: 200, body: '{"ok":true,"result":[{"no":"id"}]}' });
    server.faults.next('getUpdates', serverError());
    server.sendText(USER, USER, 'through');
    bot.activate();
    await time.advance(90_000);
    expect(intake.texts).to.deep.equal(['through']);
    await bot.close();
  });

  it('waits as long as Telegram says after too many requests', async () => {
    const { time, server, bot, polls } = await begin();
    server.faults.next('getUpdates', flood(40));
    bot.activate();
    await time.advance(39_000);
    expect(polls()).to.have.length(1);
    await time.advance(1_000);
    expect(polls().length).to.be.greaterThan(1);
    await bot.close();
  });

  it('counts conflicts and goes on polling when somebody else polls with the token', async () => {
    const { time, server, intake, hearing, bot } = await begin();
    bot.activate();
    await settled();
    const thief = new AbortController();
    const stolen = server.fetch(`http://x/bot${TOKEN}/getUpdates`, { body: 'timeout=0', signal: thief.signal });
    await stolen;
    await settled();
    expect(bot.api.health()).to.include({ conflicts: 1, failures: 1, lastConflictMs: time.monotonicMs() });
    expect(hearing.told.at(-1)).to.deep.include({ conflict: true });
    expect(bot.api.health().trouble).to.include('terminated by other getUpdates request');
    server.sendText(USER, USER, 'mine after all');
    await time.advance(2_000);
    expect(intake.texts).to.deep.equal(['mine after all']);
    expect(bot.api.health()).to.include({ conflicts: 1, failures: 0 });
    await bot.close();
  });

  it('writes two lines, however long two programs take the polls of each other', async () => {
    const { time, server, bot, journal } = await begin();
    bot.activate();
    await settled();
    for (let n = 0; n < 75; n++) {
      await server.fetch(`http://x/bot${TOKEN}/getUpdates`, { body: 'timeout=0' });
      await time.advance(1_000);
    }
    expect(bot.api.health().conflicts).to.be.greaterThan(10);
    const lines = journal.facts.filter(({ level }) => level !== 'debug').map(({ name }) => name);
    expect(lines).to.deep.equal(['telegram.poll-failed', 'telegram.hearing-again']);
    await bot.close();
  });

  it('removes a webhook that keeps it from polling, and what waited behind it arrives', async () => {
    const { time, server, intake, bot, journal } = await begin();
    server.bot(TOKEN).webhook = 'https://elsewhere.test';
    server.sendText(USER, USER, 'waiting');
    bot.activate();
    await time.advance(3_000);
    expect(server.bot(TOKEN).webhook).to.equal(null);
    expect(intake.texts).to.deep.equal(['waiting']);
    expect(journal.names()).to.include('telegram.webhook-removed');
    await bot.close();
  });

  it('dies when the token is revoked', async () => {
    const { time, server, bot, polls } = await begin();
    bot.activate();
    await settled();
    server.revoke(TOKEN);
    await time.advance(0);
    server.bot(TOKEN).updates.add({ message: null });
    const reason = await bot.died;
    expect(`${reason}`).to.include('401').and.not.include(TOKEN);
    const before = polls().length;
    await time.advance(120_000);
    expect(polls()).to.have.length(before);
    await bot.close();
  });

  it('gives a poll that is never answered up 20 seconds after its time', async () => {
    const { time, server, bot } = await begin();
    bot.activate();
    await bot.api.hearing;
    await settled();
    server.faults.always('getUpdates', { kind: 'hang' });
    server.sendText(USER, USER, 'ends the first long poll');
    await time.advance(69_000);
    expect(bot.api.health().failures).to.equal(0);
    await time.advance(1_500);
    expect(bot.api.health().failures).to.equal(1);
    await bot.close();
  });

  it('stops at once, confirms what is on disk and polls no more', async () => {
    const { time, server, intake, bot, polls } = await begin();
    bot.activate();
    await settled();
    const disk = Promise.withResolvers<void>();
    intake.before = () => disk.promise;
    server.sendText(USER, USER, 'last');
    await settled();
    const stopped = bot.quiesce();
    server.sendText(USER, USER, 'too late');
    disk.resolve();
    await stopped;
    expect(intake.texts).to.deep.equal(['last']);
    expect(polls().at(-1)).to.deep.equal({ offset: '2', timeout: '0' });
    expect(server.bot(TOKEN).updates.pending).to.have.length(1);
    const before = polls().length;
    await time.advance(300_000);
    expect(polls()).to.have.length(before);
    await bot.close();
  });

  it('ends a long poll that is under way instead of waiting for it', async () => {
    const { server, bot, polls } = await begin();
    bot.activate();
    await settled();
    expect(server.bot(TOKEN).updates.isPolled).to.equal(true);
    await bot.quiesce();
    await settled();
    expect(server.bot(TOKEN).updates.isPolled).to.equal(false);
    expect(polls()).to.have.length(2);
    await bot.close();
  });

  it('waits two seconds at most for the confirmation', async () => {
    const { time, server, bot } = await begin();
    server.sendText(USER, USER, 'stored');
    bot.activate();
    await settled();
    server.faults.always('getUpdates', { kind: 'hang' });
    let stopped = false;
    void bot.quiesce().then(() => {
      stopped = true;
    });
    await time.advance(1_900);
    server.faults.clear();
    await time.advance(200);
    expect(stopped).to.equal(true);
    await bot.close();
  });
});
