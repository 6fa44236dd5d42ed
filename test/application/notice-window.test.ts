import { expect } from 'chai';
import fc from 'fast-check';
import { Retrier } from '../../src/application/concurrency/retrier.js';
import { FoldFloods } from '../../src/application/delivery/backlog/fold-floods.js';
import { laneName, laneNamed, laneOf } from '../../src/application/delivery/backlog/notice-lane.js';
import { FOLD_EVERY_MS, NoticeWindow, type Telling } from '../../src/application/delivery/backlog/notice-window.js';
import { WaitingLine } from '../../src/application/delivery/backlog/waiting-line.js';
import { WINDOW_SIZE, WindowRoom } from '../../src/application/delivery/backlog/window-room.js';
import type { NoticeOrder } from '../../src/application/ports/chat/chat-channel.js';
import type { QueuedNotice } from '../../src/application/ports/chat/outbox.js';
import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeJournal } from '../support/fakes/fake-journal.js';
import { FakeOfferStore } from '../support/fakes/fake-offer-store.js';
import { FakeOutbox } from '../support/fakes/fake-outbox.js';
import { FakeRunStore } from '../support/fakes/fake-run-store.js';
import { FakeTime, settled } from '../support/fakes/fake-time.js';

const SIZE = { lane: 4, chat: 7, all: 9, least: 2, most: 11 };
const FOLD = { from: 6, slice: 3 };
const nothing = { answers: [], as: 'done' } as const;

/** One disk, and processes that follow each other over it. */
class Bench {
  readonly time = new FakeTime();
  readonly outgoing: FakeOutbox;
  /** What was told, in order. */
  readonly told: QueuedNotice[] = [];
  /** What the process that lives has in its heap, with how it is told, or not. */
  held = new Map<number, (telling?: Telling) => Promise<void>>();
  mostHeld = 0;
  /** Those that were to be told while they were being told. */
  readonly toldTwice: number[] = [];
  #window: NoticeWindow;

  constructor() {
    const inbox = new FakeInbox(this.time);
    this.outgoing = new FakeOutbox(inbox, new FakeRunStore(inbox), new FakeOfferStore(), this.time);
    this.#window = this.#live();
  }

  #live(): NoticeWindow {
    const held = new Map<number, (telling?: Telling) => Promise<void>>();
    this.held = held;
    const { outgoing, time } = this;
    const retrier = new Retrier(time, { signal: { aborted: false, follow: () => () => undefined } as never });
    return new NoticeWindow({
      ...{ outgoing, retrier, alarm: time, journal: new FakeJournal() },
      room: new WindowRoom(SIZE),
      folds: new FoldFloods(outgoing, FOLD),
      tell: (notice) =>
        new Promise((resolve) => {
          if (held.has(notice.id)) this.toldTwice.push(notice.id);
          held.set(notice.id, async (telling = 'told') => {
            held.delete(notice.id);
            if (telling !== 'told') return resolve(telling);
            if (this.held === held) this.told.push(notice);
            await outgoing.release(notice.id);
            resolve('told');
          });
          this.mostHeld = Math.max(this.mostHeld, held.size);
        }),
    });
  }

  async tell(order: NoticeOrder): Promise<void> {
    this.#window.add(await this.outgoing.park({ kind: 'notice', order }, nothing, laneName(laneOf(order))));
  }

  /** What is being told will never be, or is told by another bot after all. */
  async replaceBot(): Promise<readonly (() => Promise<void>)[]> {
    const before = [...this.held.values()];
    this.#window.letGo();
    await settled();
    return before;
  }

  async restart(): Promise<void> {
    this.#window.stop();
    this.time.forget();
    await settled();
    this.#window = this.#live();
    this.#window.takeUp(await this.outgoing.lanes(), () => undefined);
  }

  /** Telegram takes the first ones that are being told. */
  async deliver(count: number): Promise<void> {
    await settled();
    for (const end of [...this.held.values()].slice(0, count)) await end();
    await settled();
  }

  /** Until nothing waits any more. */
  async finish(): Promise<void> {
    while (this.outgoing.untold.length > 0) {
      await this.deliver(5);
      if (this.held.size === 0) await this.time.advance(FOLD_EVERY_MS);
    }
  }

  /** Texts that a message stands for. */
  async folded(): Promise<readonly string[]> {
    const folds = this.told.filter(({ parcel }) => parcel.order.buttons !== undefined).map(({ id }) => id);
    const pages = folds.map((fold) => this.outgoing.folded({ fold, way: 'after', id: 0, most: 10_000 }));
    return (await Promise.all(pages)).flatMap(({ notices }) => notices.map(({ parcel }) => parcel.order.markdown));
  }
}

const place = (chatId: number) => ({ chatId, threadId: null });
const lanes: readonly Omit<NoticeOrder, 'markdown'>[] = [
  { place: place(1), source: 'webhook:a', foldable: true },
  { place: place(1), source: 'webhook:a' },
  { place: place(1), source: 'cron:b', foldable: true },
  { place: place(1), alone: true },
  { place: { chatId: 1, threadId: 4 }, foldable: true },
  { place: place(-2), source: 'webhook:a', foldable: true },
  { place: place(-2) },
];

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('tell' as const),
        lane: fc.nat(lanes.length - 1),
        times: fc.integer({ min: 1, max: 12 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('deliver' as const), times: fc.integer({ min: 1, max: 9 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('pass' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  ),
  { maxLength: 40 },
);

describe('the window of notices', () => {
  it('loses none, tells none twice, keeps the order of each lane, and holds only so many, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const bench = new Bench();
        let last = 0;
        for (const step of all) {
          if (step.kind === 'tell') {
            const order = lanes[step.lane] ?? { place: place(1) };
            for (let n = 0; n < step.times; n++) await bench.tell({ ...order, markdown: `${step.lane} ${++last}` });
          } else if (step.kind === 'deliver') await bench.deliver(step.times);
          else if (step.kind === 'pass') await bench.time.advance(FOLD_EVERY_MS);
          else await bench.restart();
        }
        await bench.finish();
        expect(bench.toldTwice).to.deep.equal([]);
        const told = bench.told.map(({ parcel }) => parcel.order).filter(({ buttons }) => buttons === undefined);
        const texts = [...told.map(({ markdown }) => markdown), ...(await bench.folded())];
        const numbers = texts.map((text) => Number(text.split(' ')[1])).sort((a, b) => a - b);
        expect(numbers).to.deep.equal(Array.from({ length: last }, (_, index) => index + 1));
        for (const lane of lanes.keys()) {
          const own = told.filter(({ markdown }) => markdown.startsWith(`${lane} `)).map(({ markdown }) => markdown);
          expect(own).to.deep.equal(own.toSorted((a, b) => Number(a.split(' ')[1]) - Number(b.split(' ')[1])));
        }
        // Every chat gets one in any case, and every lane of it one.
        expect(bench.mostHeld).to.be.at.most(SIZE.most + 2 + lanes.length);
      }),
      { numRuns: 200 },
    );
  });

  it('folds nothing but what says that all is well', async () => {
    const bench = new Bench();
    for (let n = 0; n < 60; n++) {
      await bench.tell({ place: place(1), markdown: `failed ${n}`, source: 'webhook:a' });
      await bench.tell({ place: place(1), markdown: `done ${n}`, source: 'webhook:a', foldable: true });
      await bench.tell({ place: place(1), markdown: `odd ${n}`, foldable: true, problem: { kind: 'draining' } });
    }
    await bench.finish();
    const folded = await bench.folded();
    expect(folded).to.have.length.greaterThan(40);
    expect(folded.filter((text) => !text.startsWith('done'))).to.deep.equal([]);
    const [message] = bench.told.filter(({ parcel }) => parcel.order.buttons !== undefined);
    expect(message?.parcel.order.markdown).to.match(/^… and \d+ more notices from `webhook:a`\.$/);
  });

  it('tells of what was folded before the disk refused, and of the rest another time', async () => {
    const bench = new Bench();
    const { fold } = bench.outgoing;
    let slices = 0;
    bench.outgoing.fold = async (order) => {
      if (++slices === 3) throw new Error('the disk is full');
      return fold.call(bench.outgoing, order);
    };
    for (let n = 0; n < 40; n++) await bench.tell({ place: place(1), markdown: `done ${n}`, foldable: true });
    await bench.finish();
    const folds = bench.told.filter(({ parcel }) => parcel.order.buttons !== undefined);
    expect(folds[0]?.parcel.order.markdown).to.equal('… and 6 more notices.');
    expect((await bench.folded()).length + bench.told.length - folds.length).to.equal(40);
  });

  it('says how many it stands for in all, also if its own lane is read on while they are folded', async () => {
    const bench = new Bench();
    const { fold } = bench.outgoing;
    bench.outgoing.fold = async (order) => {
      const folded = await fold.call(bench.outgoing, order);
      await bench.deliver(9);
      return folded;
    };
    for (let n = 0; n < 40; n++) await bench.tell({ place: place(1), markdown: `done ${n}`, foldable: true });
    for (let n = 0; n < 6; n++) await bench.tell({ place: place(1), markdown: `own ${n}`, alone: true });
    await bench.finish();
    const folds = bench.told.filter(({ parcel }) => parcel.order.buttons !== undefined);
    const said = folds.map(({ parcel }) => Number(/\d+/.exec(parcel.order.markdown)?.[0]));
    expect(said).to.deep.equal([(await bench.folded()).length]);
  });

  it('lets one chat wait for no other, and one source for no other', async () => {
    const bench = new Bench();
    for (const source of ['a', 'b', 'c']) {
      for (let n = 0; n < 30; n++) await bench.tell({ place: place(1), markdown: `${n}`, source });
    }
    await bench.tell({ place: place(1), markdown: 'mine', source: 'late' });
    await bench.tell({ place: place(2), markdown: 'theirs' });
    await bench.deliver(100);
    expect(bench.told.map(({ parcel }) => parcel.order.markdown)).to.include.members(['mine', 'theirs']);
  });

  it('has something of each of thousands of chats, and no more of all of them than the heap can hold', () => {
    const room = new WindowRoom();
    const lines = Array.from({ length: 5_000 }, (_, n) => {
      const lane = { kind: 'foldable', place: place(n + 1), source: 'webhook:a' } as const;
      return new WaitingLine(laneName(lane), lane);
    });
    let last = 0;
    for (const line of lines) {
      while (room.for(line) > 0) {
        line.hold(++last);
        room.take(line.lane.place.chatId);
      }
    }
    expect(lines.filter(({ held }) => held === 0)).to.deep.equal([]);
    expect(last).to.be.at.most(WINDOW_SIZE.most + lines.length);
  });

  it('makes one message a minute stand for a flood that goes on', async () => {
    const bench = new Bench();
    for (let minute = 0; minute < 3; minute++) {
      for (let n = 0; n < 30; n++) {
        for (const part of [1, 2, 3])
          await bench.tell({ place: place(1), markdown: `${minute} ${part}`, foldable: true });
        await bench.deliver(1);
      }
      await bench.time.advance(FOLD_EVERY_MS);
    }
    await bench.finish();
    expect(bench.told.filter(({ parcel }) => parcel.order.buttons !== undefined)).to.have.length.within(2, 4);
  });

  it('tells again, in order, what a bot left that was closed, and keeps what failed for the next process', async () => {
    const bench = new Bench();
    for (let n = 0; n < 8; n++) await bench.tell({ place: place(1), markdown: `${n}` });
    const [first, second, ...others] = [...bench.held.values()];
    await second?.('stuck');
    await Promise.all([first, ...others].map((end) => end?.('again')));
    await settled();
    for (let n = 0; n < 8; n++) await bench.deliver(9);
    expect(bench.told.map(({ parcel }) => parcel.order.markdown)).to.deep.equal(['0', '2', '3', '4', '5', '6', '7']);
    await bench.restart();
    await bench.finish();
    expect(bench.told.at(-1)?.parcel.order.markdown).to.equal('1');
  });

  it('gets on when a bot is replaced that never tells what it has begun', async () => {
    const bench = new Bench();
    for (let n = 0; n < 9; n++) await bench.tell({ place: place(1), markdown: `${n}` });
    const [late, ...never] = await bench.replaceBot();
    const begun = never.length + 1;
    for (let n = 0; n < 9; n++) {
      for (const end of [...bench.held.values()].filter((one) => one !== late && !never.includes(one))) await end();
      await settled();
    }
    expect(bench.told).to.have.length(9 - begun);
    await late?.();
    expect(bench.told.at(-1)?.parcel.order.markdown).to.equal('0');
  });

  it('tells none twice that it could not read at first, when another line is told by the time it tries again', async () => {
    const bench = new Bench();
    const { head } = bench.outgoing;
    bench.outgoing.head = async () => {
      bench.outgoing.head = head;
      throw new Error('the disk can not be read');
    };
    for (let n = 0; n < 6; n++) await bench.tell({ place: place(1), markdown: `${n}` });
    await bench.deliver(4);
    await bench.tell({ place: place(1), markdown: '6' });
    for (let n = 0; n < 3; n++) await bench.deliver(9);
    expect(bench.outgoing.untold).to.deep.equal([]);
    await bench.tell({ place: place(1), markdown: '7' });
    await bench.time.advance(30_000);
    expect(bench.toldTwice).to.deep.equal([]);
    await bench.finish();
    expect(bench.told.map(({ parcel }) => parcel.order.markdown)).to.deep.equal([...'01234567']);
  });

  it('reads what a later version wrote into lanes that nobody knows', () => {
    expect(laneNamed('other 1 - x')).to.equal(null);
    const lane = { kind: 'kept', place: { chatId: -5, threadId: 3 }, source: 'cron:a b\nc' } as const;
    expect(laneNamed(laneName(lane))).to.deep.equal(lane);
  });
});
