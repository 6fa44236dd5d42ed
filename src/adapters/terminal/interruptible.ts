import type { StopSignal } from '../../domain/ports/stop-signal.js';

/** Does work that Ctrl-C stops instead of the process; `null` if it did. */
export async function interruptible<T>(work: (stop: StopSignal) => Promise<T>): Promise<{ readonly value: T } | null> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop);
  try {
    const value = await work(stopping.signal);
    return stopping.signal.aborted ? null : { value };
  } finally {
    process.off('SIGINT', stop);
  }
}
