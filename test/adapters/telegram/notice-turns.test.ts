import { expect } from 'chai';
import { telegramTexts } from '../../../src/adapters/telegram/telegram-texts.js';
import { GROUP, groupPlace, place, USER } from './outbox-rig.js';
import { rig } from './telegram-rig.js';

const LARGE = 'x '.repeat(20_000);

describe('notices of several sources in one chat', () => {
  it('take turns: a flood of one makes another wait for one message at most', async () => {
    for (const where of [place, groupPlace]) {
      const { time, server, channel } = await begin();
      for (let n = 0; n < 100; n++)
        void channel.notice({ place: where, markdown: `${n} ${LARGE}`, source: 'webhook:a' });
      await time.advance(10_000);
      const before = server.chat(where.chatId).visible.length;
      const askedAt = time.now();
      const told = channel.notice({ place: where, markdown: 'short', source: 'webhook:b', loud: true });
      await time.advance(20_000);
      expect(await told).to.include({ kind: 'delivered' });
      const later = server.chat(where.chatId).visible.slice(before);
      const at = later.findIndex((one) => one.now.text.includes('short'));
      expect(at).to.be.within(0, 1);
      expect((later[at]?.sentAtMs ?? Number.POSITIVE_INFINITY) - askedAt).to.be.at.most(10_000);
    }
  });

  it('are told in order, each source in its own, and none is dropped', async () => {
    const { time, server, channel } = await begin();
    const sources = ['webhook:a', 'cron:b', undefined];
    for (let n = 0; n < 90; n++) {
      const source = sources[n % 3];
      void channel.notice({ place: groupPlace, markdown: `${n}`, ...(source === undefined ? {} : { source }) });
    }
    await time.advance(60_000);
    const lines = server
      .chat(GROUP)
      .visible.flatMap((one) => one.now.text.split('\n\n'))
      .map(Number);
    for (const rest of [0, 1, 2]) {
      const own = lines.filter((n) => n % 3 === rest);
      expect(own).to.deep.equal(Array.from({ length: 30 }, (_, n) => 3 * n + rest));
    }
    expect(lines).to.have.length(90);
  });

  it('are one message each, however long; what has buttons stays whole', async () => {
    const { time, server, channel } = await begin();
    void channel.notice({ place, markdown: LARGE });
    void channel.notice({ place, markdown: LARGE, problem: { kind: 'draining' } });
    void channel.notice({ place, markdown: LARGE, alone: true });
    await time.advance(30_000);
    const shown = server.chat(USER).visible;
    const texts = shown.filter(({ document }) => document === undefined).map((one) => one.now.text);
    expect([texts.length, shown.length]).to.deep.equal([3, 6]);
    for (const text of texts) expect(text).to.match(/✂️ [\d,]+ more characters are not shown\.$/);
    void channel.notice({ place, markdown: 'word '.repeat(1_200), buttons: [[{ label: 'Yes', data: 'yes' }]] });
    await time.advance(10_000);
    expect(server.chat(USER).visible).to.have.length(8);
  });

  it('stay one message when they grow', async () => {
    const { time, server, channel } = await begin();
    const told = channel.notice({ place, markdown: 'a', alone: true });
    await time.advance(1_000);
    const delivery = await told;
    if (delivery.kind !== 'delivered' || delivery.message === null) throw new Error('not delivered');
    void channel.edit(delivery.message, { markdown: LARGE, brief: true });
    await time.advance(5_000);
    expect(server.chat(USER).visible).to.have.length(1);
    expect(server.chat(USER).visible[0]?.now.text).to.match(/✂️/);
  });
});

async function begin() {
  const { time, server, open } = rig({ texts: telegramTexts });
  server.addChat(GROUP, { kind: 'supergroup' });
  const { api } = await open();
  return { time, server, channel: api.channel };
}
