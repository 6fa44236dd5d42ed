import { expect } from 'chai';
import type { Job, Outcome, Rank } from '../../../src/adapters/telegram/send-queue/job.js';
import { sendLimits } from '../../../src/adapters/telegram/send-queue/send-limits.js';
import { SendQueue } from '../../../src/adapters/telegram/send-queue/send-queue.js';
import { SendQueueMemory } from '../../../src/adapters/telegram/send-queue/send-queue-memory.js';
import { FakeChatNews } from '../../support/fakes/fake-chat-news.js';
import { FakeSendPauses } from '../../support/fakes/fake-send-pauses.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { RecordingJournal } from './telegram-rig.js';

/** A job whose attempts end as a test says, and that writes down when they are made. */
class ScriptedJob implements Job {
  readonly rank: Rank;
  readonly name: string | null;
  readonly replaces: readonly string[];
  readonly outcomes: Promise<Outcome>[] = [];
  readonly #label: string;
  readonly #log: string[];

  constructor(log: string[], label: string, rank: Rank, name: string | null = null) {
    [this.#log, this.#label, this.rank, this.name] = [log, label, rank, name];
    this.replaces = name === null ? [] : [name];
  }

  attempt(): Promise<Outcome> {
    this.#log.push(this.#label);
    return this.outcomes.shift() ?? Promise.resolve({ kind: 'done' });
  }

  abandon(): void {
    this.#log.push(`${this.#label} abandoned`);
  }
}

describe('the lane of a chat', () => {
  function begin() {
    const time = new FakeTime();
    const journal = new RecordingJournal();
    const [pauses, chats] = [new FakeSendPauses(time), new FakeChatNews()];
    const memory = new SendQueueMemory({ bot: 1, pauses, chats, clock: time, journal });
    const nothing = { moves: [], pauses: [] };
    const outbox = new SendQueue({ clock: time, alarm: time, journal, memory }, sendLimits(20 / 60), nothing);
    const log: string[] = [];
    return { time, journal, outbox, log };
  }

  it('does the best rank first and keeps the order inside a rank', async () => {
    const { time, outbox, log } = begin();
    const busy = Promise.withResolvers<Outcome>();
    const first = new ScriptedJob(log, 'first', 'send');
    first.outcomes.push(busy.promise);
    outbox.put(7, first);
    for (const rank of ['notice', 'loud', 'edit', 'delete', 'send'] as const) {
      for (const n of [1, 2]) outbox.put(7, new ScriptedJob(log, `${rank} ${n}`, rank));
    }
    busy.resolve({ kind: 'done' });
    await time.advance(30_000);
    const ranks = ['send', 'delete', 'edit', 'loud', 'notice'];
    expect(log).to.deep.equal(['first', ...ranks.flatMap((rank) => [`${rank} 1`, `${rank} 2`])]);
  });

  it('gives an edit that is replaced its place in the line, so that no message is shown later and later', async () => {
    const { time, outbox, log } = begin();
    const busy = Promise.withResolvers<Outcome>();
    const first = new ScriptedJob(log, 'first', 'send');
    first.outcomes.push(busy.promise);
    outbox.put(7, first);
    outbox.put(7, new ScriptedJob(log, 'a1', 'edit', 'edit:1'));
    await time.advance(10);
    outbox.put(7, new ScriptedJob(log, 'b1', 'edit', 'edit:2'));
    await time.advance(10);
    outbox.put(7, new ScriptedJob(log, 'a2', 'edit', 'edit:1'));
    busy.resolve({ kind: 'done' });
    await time.advance(10_000);
    expect(log).to.deep.equal(['first', 'a1 abandoned', 'a2', 'b1']);
  });

  it('lets a stream of notices that has been going on for long pass edits once, not for ever', async () => {
    const { time, outbox, log } = begin();
    const notices = new ScriptedJob(log, 'notice', 'notice');
    for (let n = 0; n < 100; n++) {
      notices.outcomes.push(Promise.resolve({ kind: 'again', afterMs: 0, failed: false }));
    }
    outbox.put(7, notices);
    for (let n = 0; n < 300; n++) {
      outbox.put(7, new ScriptedJob(log, 'edit', 'edit', 'edit:1'));
      await time.advance(100);
    }
    const attempts = log.filter((one) => !one.includes('abandoned'));
    expect(attempts.filter((one) => one === 'edit').length).to.be.greaterThan(attempts.length / 2);
    expect(attempts.filter((one) => one === 'notice').length).to.be.greaterThan(2);
  });

  it('lets one notice a minute pass answers that come without end', async () => {
    const { time, outbox, log } = begin();
    for (let n = 0; n < 10; n++) outbox.put(7, new ScriptedJob(log, 'answer', 'send'));
    for (let n = 0; n < 3; n++) outbox.put(7, new ScriptedJob(log, 'notice', 'notice'));
    for (let second = 0; second < 200; second++) {
      outbox.put(7, new ScriptedJob(log, 'answer', 'send'));
      await time.advance(1_000);
    }
    expect(log.filter((one) => one === 'notice')).to.have.length(3);
    const places = log.flatMap((one, index) => (one === 'notice' ? [index] : []));
    expect(places[0]).to.be.within(55, 65);
    expect((places[1] ?? 0) - (places[0] ?? 0)).to.be.within(55, 65);
  });

  it('goes on when a job breaks, and tells it', async () => {
    const { time, journal, outbox, log } = begin();
    const broken = new ScriptedJob(log, 'broken', 'send');
    broken.outcomes.push(Promise.reject(new Error('a bug')));
    outbox.put(7, broken);
    outbox.put(7, new ScriptedJob(log, 'next', 'send'));
    await time.advance(1_000);
    expect(log).to.deep.equal(['broken', 'broken abandoned', 'next']);
    expect(journal.names()).to.deep.equal(['telegram.job-broke']);
  });

  it('has one call under way in a chat and sixteen in all', async () => {
    const { time, outbox, log } = begin();
    const never = new Promise<Outcome>(() => {});
    for (let chat = 1; chat <= 20; chat++) {
      for (const n of [1, 2]) {
        const job = new ScriptedJob(log, `${chat}.${n}`, 'send');
        job.outcomes.push(never);
        outbox.put(chat, job);
      }
    }
    await time.advance(60_000);
    expect(log).to.deep.equal(Array.from({ length: 16 }, (_, n) => `${n + 1}.1`));
  });

  it('stays quick with a thousand messages in one chat', async () => {
    const { time, outbox, log } = begin();
    for (let n = 0; n < 1_000; n++) outbox.put(7, new ScriptedJob(log, `${n}`, 'send'));
    await time.advance(5_000);
    expect(log).to.deep.equal(Array.from({ length: 8 }, (_, n) => `${n}`));
  });
});
