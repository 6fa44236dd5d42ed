import { inspect } from 'node:util';
import { expect } from 'chai';
import { telegramKind } from '../../../src/adapters/telegram/telegram-kind.js';
import type { InstanceLock } from '../../../src/application/ports/system/instance-lock.js';
import { fail, ok } from '../../../src/domain/result.js';
import { Secret } from '../../../src/domain/secret.js';
import { finalWith, progressAt } from '../../contracts/chat-channel.contract.js';
import { settled } from '../../support/fakes/fake-time.js';
import { type Fault, flood, serverError } from '../../support/telegram-server/faults.js';
import { rig, slice, TOKEN } from './telegram-rig.js';

/** A lock that knows who holds what. */
class FakeLock implements InstanceLock {
  readonly held = new Set<string>();

  take(name: string) {
    if (this.held.has(name)) return fail({ kind: 'held' as const, by: 'pid 1' });
    this.held.add(name);
    return ok({ release: () => void this.held.delete(name) });
  }
}

describe('opening a Telegram bot', () => {
  it('logs in and knows its name, and does nothing else before it is activated', async () => {
    const { server, open, time } = rig();
    const bot = await open();
    expect(bot.api).to.include({ id: 4000, username: 'rig_bot' });
    await time.advance(60_000);
    expect(server.calls.map((call) => call.method)).to.deep.equal(['getMe']);
    await bot.close();
  });

  it('is refused a token that Telegram does not know', async () => {
    const { kind, server } = rig();
    server.revoke(TOKEN);
    const opened = await kind.open(slice());
    expect(!opened.ok && opened.problem).to.include({ kind: 'refused', key: 'transports.telegram.bot_token' });
    expect(inspect(opened, { depth: 9 })).not.to.include('AAbot-token');
    const notFound: Fault = { kind: 'answer', code: 404, description: 'Not Found' };
    const other = rig();
    other.server.faults.next('getMe', notFound);
    const again = await other.kind.open(slice());
    expect(!again.ok && again.problem).to.include({ kind: 'refused', key: 'transports.telegram.bot_token' });
  });

  it('is refused an empty token and an address that is none, without a call', async () => {
    const { kind, server } = rig();
    const empty = await kind.open(slice({ token: new Secret(' ') }));
    expect(!empty.ok && empty.problem).to.include({ kind: 'refused', key: 'transports.telegram.bot_token' });
    for (const apiUrl of ['', 'telegram', 'file:///etc', 'http//x']) {
      const opened = await kind.open(slice({ apiUrl }));
      expect(!opened.ok && opened.problem).to.include({ kind: 'refused', key: 'transports.telegram.api_url' });
    }
    expect(server.calls).to.deep.equal([]);
  });

  it('may work later when Telegram cannot be reached', async () => {
    const faults: Fault[] = [
      { kind: 'reset' },
      serverError(),
      flood(3),
      { kind: 'page', status: 200, body: '<html>' },
      { kind: 'page', status: 200, body: '{"ok":true,"result":{}}' },
    ];
    for (const fault of faults) {
      const { kind, server } = rig();
      server.faults.next('getMe', fault);
      const opened = await kind.open(slice());
      expect(!opened.ok && opened.problem.kind, fault.kind).to.equal('unreachable');
    }
  });

  it('waits ten seconds for an answer', async () => {
    const { kind, server, time } = rig();
    server.faults.next('getMe', { kind: 'hang' });
    const opening = kind.open(slice());
    await time.advance(10_000);
    const opened = await opening;
    expect(!opened.ok && opened.problem.kind).to.equal('unreachable');
    expect(time.pending).to.equal(0);
  });

  it('keeps two programs from using one token, and frees it when closed or refused', async () => {
    const lock = new FakeLock();
    const { kind, server, open } = rig({ lock });
    const bot = await open();
    const second = await kind.open(slice());
    expect(!second.ok && second.problem).to.include({ kind: 'refused', key: 'transports.telegram.bot_token' });
    await bot.close();
    expect([...lock.held]).to.deep.equal([]);
    server.faults.next('getMe', serverError());
    await kind.open(slice());
    expect([...lock.held]).to.deep.equal([]);
    expect(JSON.stringify([...lock.held])).not.to.include(TOKEN);
  });

  it('tells the same bot from another one, without showing its token', () => {
    const { kind } = rig();
    const same = kind.identity(slice({ apiUrl: 'http://telegram.test/', groupChatRps: 3 }));
    expect(same).to.equal(kind.identity(slice()));
    expect(kind.identity(slice({ token: new Secret('4000:other') }))).not.to.equal(same);
    expect(kind.identity(slice({ apiUrl: 'http://elsewhere.test' }))).not.to.equal(same);
    expect(same).not.to.include('AAbot');
    expect(kind.equal(slice(), slice({ token: new Secret(TOKEN) }))).to.equal(true);
    expect(kind.equal(slice(), slice({ groupChatRps: 3 }))).to.equal(false);
  });

  it('speaks to two bots at once', async () => {
    const { server, open, intake } = rig();
    server.addBot('5000:second', { username: 'second_bot' });
    const [first, second] = [await open(), await open({ token: new Secret('5000:second') })];
    first.activate();
    second.activate();
    await settled();
    server.sendText(7, 7, 'to the second', { bot: '5000:second' });
    await settled();
    expect(intake.accepted.map((one) => one.bot)).to.deep.equal([5000]);
    await first.close();
    await second.close();
  });
});

describe("the bot's token", () => {
  /** Everything that could be printed of a value, hidden properties and causes included. */
  const printed = (value: unknown) => inspect(value, { depth: 12, showHidden: true });

  it('is in no fact, no problem and no health, whatever goes wrong', async () => {
    const leaky = `upstream http://proxy/bot${TOKEN}/getMe and ${encodeURIComponent(TOKEN)} failed`;
    const faults: Fault[] = [
      { kind: 'reset' },
      { kind: 'page', status: 502, body: leaky },
      { kind: 'page', status: 200, body: leaky },
      { kind: 'answer', code: 400, description: leaky },
      { kind: 'answer', code: 409, description: leaky },
      { kind: 'answer', code: 500, description: leaky },
      { kind: 'answer', code: 401, description: leaky },
    ];
    const seen: unknown[] = [];
    for (const fault of faults) {
      const { kind, server, time, journal, open } = rig();
      server.faults.next('getMe', fault);
      seen.push(await kind.open(slice()));
      const bot = await open();
      server.faults.always('*', fault);
      bot.activate();
      const place = { chatId: 7, threadId: null };
      const { channel } = bot.api;
      const order = { place, replyTo: null, progress: null, view: finalWith('x'), trim: false };
      void channel.settle(order).then((delivery) => seen.push(delivery));
      void channel.open(place, null, progressAt(0));
      void channel.edit({ chatId: 7, messageId: 1 }, { markdown: 'x' });
      void channel.answerButton('1', null);
      void channel.isAdministrator(7, 7);
      void channel.setMenu([]);
      await time.advance(300_000);
      seen.push(journal.facts, bot.api.health(), bot);
      await bot.close();
      seen.push(journal.facts, await Promise.race([bot.died, 'alive']));
    }
    expect(printed(seen)).not.to.include('AAbot-token');
  });

  it('is not shown by an address that no request can be made of', async () => {
    const journal = rig().journal;
    for (const apiUrl of ['http://user:pa ss@[', 'http://exa mple', 'https://127.0.0.1:1', 'http://a@b:c']) {
      const { fetch: _own, ...deps } = rig().deps;
      const opened = await telegramKind({ ...deps, journal }).open(slice({ apiUrl }));
      expect(opened.ok).to.equal(false);
      expect(printed([opened, journal.facts])).not.to.include('AAbot-token');
    }
  });
});
