import { setImmediate as nextTurn } from 'node:timers/promises';

/** What `bin/untether.js` has listened to since its first line. */
interface EarlySignals {
  readonly came: readonly NodeJS.Signals[];
  readonly listeners: Readonly<Partial<Record<NodeJS.Signals, () => void>>>;
}

/** Resolves when listeners have been told of all that came while the event loop did not turn. */
export async function earlySignalsTold(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

/** The signals that came while the program was loaded, oldest first; they are listened to no more. */
export function takeEarlySignals(): readonly NodeJS.Signals[] {
  const early = (process as { [KEY]?: EarlySignals })[KEY];
  if (early === undefined) return [];
  for (const [name, listener] of Object.entries(early.listeners)) process.off(name, listener);
  return [...early.came];
}

/** For a command that ends by itself: signals do what they usually do, one that came already included. */
export function releaseEarlySignals(): void {
  const [first] = takeEarlySignals();
  if (first !== undefined) process.kill(process.pid, first);
}

const KEY = Symbol.for('untether.early-signals');
