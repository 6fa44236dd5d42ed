import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { openStore } from '../../src/adapters/store/open-store.js';
import { SystemAlarm } from '../../src/adapters/system/system-alarm.js';
import { CronScheduler } from '../../src/domain/cron/cron-scheduler.js';
import type { Clock } from '../../src/domain/ports/clock.js';
import type { Cron } from '../../src/domain/trigger/trigger.js';
import { TriggerCatalog } from '../../src/domain/trigger/trigger-catalog.js';
import { cronOf } from '../support/builders/cron.js';
import { line, quantile } from './measure.js';

const MINUTE_MS = 60_000;
/** What came due before the start is over by then. */
const SETTLE_MS = 1_000;
const IDLE_MS = 3_000;
const AFTER_MS = 1_500;

interface Measured {
  readonly followMs: number;
  readonly heapMb: number;
  readonly idleCpuMs: number;
  readonly lags: readonly number[];
}

/** What crons cost while nothing is due, and how late a run is handed on once its claim is on disk: ten and ten thousand. */
export async function benchCrons(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const [name, count, dueAtOnce] of [
    ['10 crons', 10, 10],
    ['10,000 crons', 10_000, 167],
    ['10,000 crons, all of one minute', 10_000, 10_000],
  ] as const) {
    const { followMs, heapMb, idleCpuMs, lags } = await measure(count, dueAtOnce);
    lines.push(
      line(`${name}: to take them up`, followMs, 'ms'),
      line('  memory of the scheduler', heapMb, 'MB'),
      line('  idle, CPU in a second', idleCpuMs, 'ms'),
      line(`  due to dispatched, ${lags.length} at once, p50`, quantile(lags, 0.5), 'ms'),
      line('  p99', quantile(lags, 0.99), 'ms'),
    );
  }
  return lines;
}

async function measure(count: number, dueAtOnce: number): Promise<Measured> {
  const directory = mkdtempSync(join(tmpdir(), 'untether-bench-'));
  const clock = clockBeforeMinute(SETTLE_MS + IDLE_MS + AFTER_MS / 3);
  const alarm = new SystemAlarm(clock);
  const store = await openStore(directory, { clock });
  if (!store.ok) throw new Error(store.problem.message);
  const minute = Math.ceil(clock.now() / MINUTE_MS) * MINUTE_MS;
  const lags: number[] = [];
  const scheduler = new CronScheduler({
    inbox: store.value.inbox,
    clock,
    alarm,
    calendar: new IntlCronCalendar(),
    gate: { stateOf: () => 'on' },
    misfires: { missed: () => undefined },
    listener: {
      due: ({ instant }) => void (instant === minute && lags.push(clock.now() - instant)),
      held: () => undefined,
      failed: (_ids, cause) => console.error(cause),
      retrying: (_ids, cause) => console.error(cause),
      clockSetBack: () => undefined,
    },
  });
  try {
    const catalog = new TriggerCatalog(crons(count, dueAtOnce, minute), []);
    const heapBefore = heapBytes();
    const began = performance.now();
    scheduler.follow(catalog, 'Europe/Berlin');
    scheduler.start();
    const followMs = performance.now() - began;
    const heapMb = (heapBytes() - heapBefore) / 1e6;
    await pause(SETTLE_MS);
    const before = process.cpuUsage();
    await pause(IDLE_MS);
    const { user, system } = process.cpuUsage(before);
    await pause(AFTER_MS);
    if (lags.length !== dueAtOnce) throw new Error(`${lags.length} of ${dueAtOnce} were dispatched`);
    return { followMs, heapMb, idleCpuMs: (user + system) / IDLE_MS, lags };
  } finally {
    scheduler.stop();
    alarm.close();
    await store.value.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Every hour, so many of them in the minute that is coming and the others in the half hour behind it. */
function crons(count: number, dueAtOnce: number, minute: number): readonly Cron[] {
  const coming = new Date(minute).getUTCMinutes();
  return Array.from({ length: count }, (_, n) => {
    const at = n < dueAtOnce ? coming : (coming + 1 + (n % 30)) % 60;
    return cronOf(`c${n}`, { schedule: `${at} * * * *`, timezone: null });
  });
}

/** The clock of a machine on which the next minute begins that soon. */
function clockBeforeMinute(soonMs: number): Clock {
  const aheadMs = MINUTE_MS - (Date.now() % MINUTE_MS) - soonMs;
  return { now: () => Date.now() + aheadMs, monotonicMs: () => performance.now() };
}

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
