import { type StopSignal, StopSource } from '../../../domain/ports/stop-signal.js';

/**
 * A stream that whoever reads it may leave at any time: `return()` stops the activity even while a `next()` is pending,
 * where a generator alone would finish its wait first. Stopping by `stop` works as before.
 */
export function abandonable<T>(
  stop: StopSignal,
  open: (stop: StopSignal) => AsyncGenerator<T, void, undefined>,
): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]: () => {
      const source = new StopSource();
      const pass = () => source.stop();
      if (stop.aborted) source.stop();
      else stop.addEventListener('abort', pass, { once: true });
      const inner = open(source.signal);
      const closed = <R extends IteratorResult<T, void>>(result: R): R => {
        if (result.done === true) stop.removeEventListener('abort', pass);
        return result;
      };
      return {
        next: async () => closed(await inner.next()),
        return: async () => {
          source.stop();
          return closed(await inner.return());
        },
      };
    },
  };
}
