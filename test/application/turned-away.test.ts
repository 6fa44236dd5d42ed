import { expect } from 'chai';
import { TurnedAway } from '../../src/application/health/turned-away.js';
import { turnedAwayText } from '../../src/application/wording/health/turned-away-text.js';
import { inboundMessage } from '../support/builders/inbound-message.js';
import { FakeCheckpoints } from '../support/fakes/fake-checkpoints.js';
import { FakeJournal } from '../support/fakes/fake-journal.js';
import { FakeTime } from '../support/fakes/fake-time.js';

const HOUR_MS = 3_600_000;

function begin(checkpoints = new FakeCheckpoints()) {
  const time = new FakeTime();
  const journal = new FakeJournal();
  const turnedAway = new TurnedAway(time, journal, checkpoints);
  const from = (id: number | null, chatId = id ?? -5) => {
    const sender = id === null ? null : { id, name: 'Eve', isBot: false };
    turnedAway.note(inboundMessage({ chatId, sender, text: 'let me in, my password is hunter2' }));
  };
  const warned = () => journal.facts.filter(({ level }) => level === 'warn').map(({ data }) => data?.['sender']);
  return { time, journal, checkpoints, turnedAway, from, warned };
}

describe('who is turned away', () => {
  it('is a warning once for each sender and hour, with ids and never with words', async () => {
    const { time, journal, from, warned } = begin();
    for (const id of [66, 66, 67, null, null, 66]) from(id);
    expect(warned()).to.deep.equal([66, 67, null]);
    expect(journal.facts.filter(({ level }) => level === 'debug')).to.have.length(3);
    expect(journal.facts[0]?.data).to.deep.equal({ chat: 66, sender: 66, kind: 'message' });
    await time.advance(HOUR_MS);
    from(66);
    expect(warned()).to.deep.equal([66, 67, null, 66]);
    expect(JSON.stringify(journal.facts)).not.to.include('hunter2');
  });

  it('costs no more than sixty lines an hour, however many come', async () => {
    const { time, from, warned } = begin();
    for (let id = 1; id <= 5_000; id++) from(id);
    expect(warned()).to.have.length(60);
    await time.advance(HOUR_MS);
    for (let id = 1; id <= 5_000; id++) from(id);
    expect(warned()).to.have.length(120);
  });

  it('is known to who asks, also after a restart, and nobody is where nobody was', async () => {
    const { checkpoints, turnedAway, from, time } = begin();
    expect(await turnedAway.last()).to.equal(null);
    from(66);
    from(67, -5);
    expect(await turnedAway.last()).to.deep.equal({ at: time.now(), chat: -5, sender: 67 });
    expect(await begin(checkpoints).turnedAway.last()).to.deep.include({ chat: -5, sender: 67 });
    await checkpoints.keep('turned-away', 'nonsense');
    expect(await begin(checkpoints).turnedAway.last()).to.equal(null);
  });

  it('is told in a sentence', () => {
    expect(turnedAwayText({ at: 0, chat: 66, sender: 66 }, 60_000)).to.equal(
      'user 66 in their private chat, 1 min ago',
    );
    expect(turnedAwayText({ at: 0, chat: -5, sender: 66 }, 60_000)).to.equal('user 66 in chat -5, 1 min ago');
    expect(turnedAwayText({ at: 9, chat: -5, sender: null }, 0)).to.equal(
      'somebody who writes as a chat in chat -5, 0 s ago',
    );
  });
});
