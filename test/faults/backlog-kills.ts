import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '../../src/adapters/store/open-store.js';
import { SystemClock } from '../../src/adapters/system/system-clock.js';
import { laneName, laneOf } from '../../src/application/delivery/backlog/notice-lane.js';
import { Account } from './account.js';
import type { Harness } from './harness.js';
import type { Stage } from './stage.js';
import { PEOPLE } from './stage-config.js';

/** One in so many of them tells of a failure, which no message may stand for. */
const FAILED_EVERY = 100;
const PARKED_AT_ONCE = 5_000;
const PATIENCE_MS = 300_000;
const [CHAT] = PEOPLE;

/** Killed at random moments while a backlog of notices is told; each must be there, or a message that stands for it. */
export async function killOverBacklog(harness: Harness): Promise<Account> {
  const { backlog, kills } = harness.options;
  const account = new Account('killed over a backlog');
  if (backlog === 0) return account;
  const random = harness.random('backlog');
  await using stage = await harness.stage();
  await fill(stage, backlog);
  await stage.start();
  while (stage.kills < Math.ceil(kills / 10) && stage.oddities.length < 20) {
    await pause(random.between(200, 2_500));
    await stage.kill();
  }
  harness.say(`  ${account.name}: ${stage.kills} kills, letting it come to rest`);
  const atRest = () => untoldIn(stage) === 0;
  await stage.until('the last of the backlog', PATIENCE_MS, atRest).catch(() => undefined);
  const untold = untoldIn(stage);
  const folded = foldedIn(stage);
  const told = toldIn(stage);
  const lost = Array.from({ length: backlog }, (_, n) => n).filter((n) => !told.has(n) && !folded.has(n));
  const twice = [...told].flatMap(([n, times]) => (times - 1 > stage.kills || folded.has(n) ? [n] : []));
  const failed = [...folded].filter((n) => n % FAILED_EVERY === 0);
  const complaints = [
    ...(untold > 0 ? [`${untold} still wait`] : []),
    ...(lost.length > 0 ? [`lost: ${lost.slice(0, 9).join()}`] : []),
    ...(twice.length > 0 ? [`told too often, or told and folded: ${twice.slice(0, 9).join()}`] : []),
    ...(failed.length > 0 ? [`failures were folded: ${failed.slice(0, 9).join()}`] : []),
    ...stage.oddities,
  ];
  const sums = { runs: 1, kills: stage.kills, unanswered: 0, run: 0, hanging: 0, startedTwice: 0 };
  const counts = { told: backlog - lost.length, repeated: repeatsIn(stage), lost: lost.length };
  account.merge({ sums: { ...sums, ...counts }, accepted: [['notify', backlog]], complaints });
  await harness.keep(stage, complaints);
  return account;
}

async function fill(stage: Stage, count: number): Promise<void> {
  const opened = await openStore(stage.stateDirectory, { clock: new SystemClock() });
  if (!opened.ok) throw new Error(opened.problem.message);
  const { outgoing, close } = opened.value;
  for (let from = 0; from < count; from += PARKED_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(PARKED_AT_ONCE, count - from) }, (_, index) => from + index);
    await Promise.all(
      numbers.map((n) => {
        const kind = n % FAILED_EVERY === 0 ? {} : { foldable: true };
        const order = {
          place: { chatId: CHAT, threadId: null },
          markdown: `backlog ${n}`,
          source: 'webhook:w',
          ...kind,
        };
        return outgoing.park({ kind: 'notice', order }, { answers: [], as: 'done' }, laneName(laneOf(order)));
      }),
    );
  }
  await close();
}

function read<T>(stage: Stage, look: (db: DatabaseSync) => T): T {
  using db = new DatabaseSync(stage.database, { readOnly: true });
  return look(db);
}

function untoldIn(stage: Stage): number {
  return read(stage, (db) =>
    Number(db.prepare('SELECT count(*) AS rows FROM parcel WHERE fold IS NULL').get()?.['rows']),
  );
}

function foldedIn(stage: Stage): ReadonlySet<number> {
  const rows = read(stage, (db) => db.prepare('SELECT body FROM parcel WHERE fold IS NOT NULL').all());
  return new Set(rows.flatMap(({ body }) => numbersIn(String(body))));
}

/** How often each is there. */
function toldIn(stage: Stage): ReadonlyMap<number, number> {
  const told = new Map<number, number>();
  const numbers = stage.messages().flatMap(({ now }) => numbersIn(now.text));
  for (const number of numbers) told.set(number, (told.get(number) ?? 0) + 1);
  return told;
}

/** How many messages say what one before them said. */
function repeatsIn(stage: Stage): number {
  const seen = new Set<number>();
  return stage.messages().filter(({ now }) => {
    const numbers = numbersIn(now.text);
    const isRepeat = numbers.some((number) => seen.has(number));
    for (const number of numbers) seen.add(number);
    return isRepeat;
  }).length;
}

function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/\bbacklog (\d+)/g)].map(([, number]) => Number(number));
}
