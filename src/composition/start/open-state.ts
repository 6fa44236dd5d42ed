import { openStore, type Store } from '../../adapters/store/open-store.js';
import { SqliteInstanceLock } from '../../adapters/system/sqlite-instance-lock.js';
import type { LockProblem } from '../../application/ports/system/instance-lock.js';
import type { Journal } from '../../application/ports/system/journal.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { secureState, unusableState } from '../cli/secure-state.js';

/** The state directory, which nobody else uses meanwhile. */
export interface OpenState {
  readonly store: Store;
  /** Resolves when all is on disk and the directory is let go. */
  close(): Promise<void>;
}

/** What opening it is built on. */
export interface StateTools {
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly journal: Journal;
}

/** Lets the directory be for its owner alone, locks it and opens what is stored in it; fails with a sentence for a terminal. */
export async function openState(directory: string, tools: StateTools): Promise<Result<OpenState, string>> {
  const { clock, alarm, journal } = tools;
  const own = secureState(directory);
  if (!own.ok) return own;
  if (own.value.length > 0) journal.record({ name: 'state.secured', level: 'warn', data: { paths: own.value } });
  const locks = new SqliteInstanceLock(directory, clock);
  let lock = locks.take('state');
  if (!lock.ok) return fail(lockSentence(lock.problem, directory));
  const release = () => {
    if (lock.ok) lock.value.release();
  };
  const claim = () => {
    release();
    lock = locks.take('state');
    return lock.ok;
  };
  const opened = await openStore(directory, { clock, alarm, claim });
  if (!opened.ok) return fail(unusableState(directory, opened.problem.message));
  const store = opened.value;
  const { setAside } = store.place;
  if (setAside !== null) journal.record({ name: 'store.set-aside', level: 'error', data: { ...setAside } });
  store.place.follow((news) => {
    if (news.kind === 'lost') journal.record({ name: 'store.lost', level: 'error', data: news });
    else journal.record({ name: 'store.restored', level: 'error', data: news });
  });
  return ok({ store, close: () => store.close().then(release) });
}

function lockSentence(problem: LockProblem, directory: string): string {
  if (problem.kind === 'held') return `already running: ${problem.by} uses ${directory}`;
  return `${problem.message}\n  ${problem.hint}`;
}
