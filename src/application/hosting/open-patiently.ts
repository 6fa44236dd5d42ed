import type { Alarm } from '../../domain/ports/alarm.js';
import type { Result } from '../../domain/result.js';
import type { OpenProblem } from '../values/reload/rejected-reading.js';
import type { AdapterKind, Running } from './adapter-kind.js';

/** How long to wait, during a handover, before the next attempt to open. */
const HANDOVER_RETRY_MS = 2;
/** How long a reload tries for what can't be reached: ten seconds. */
const UNREACHABLE = { tries: 10, waitMs: 1_000 };

/** An instance that was opened, or why it could not be. */
export type Opened<Slice, Api> = Promise<Result<Running<Slice, Api>, OpenProblem>>;

/** Opens as soon as what `release` lets go is free: mostly long before it has let go of everything. */
export async function openAfter<Slice, Api>(
  release: Promise<void> | undefined,
  slice: Slice,
  kind: AdapterKind<Slice, Api>,
  alarm: Alarm,
): Opened<Slice, Api> {
  let released = false;
  void release?.finally(() => (released = true));
  for (;;) {
    const last = released || release === undefined;
    const opened = await kind.open(slice);
    if (opened.ok || last) return opened;
    await pause(HANDOVER_RETRY_MS, alarm);
  }
}

/** Opens, and tries for ten seconds what can't be reached. */
export async function openPersistently<Slice, Api>(
  slice: Slice,
  kind: AdapterKind<Slice, Api>,
  alarm: Alarm,
): Opened<Slice, Api> {
  let opened = await kind.open(slice);
  for (let tried = 0; tried < UNREACHABLE.tries; tried++) {
    if (opened.ok || opened.problem.kind !== 'unreachable') break;
    await pause(UNREACHABLE.waitMs, alarm);
    opened = await kind.open(slice);
  }
  return opened;
}

function pause(ms: number, alarm: Alarm): Promise<void> {
  return new Promise((resolve) => void alarm.after(ms, resolve));
}
