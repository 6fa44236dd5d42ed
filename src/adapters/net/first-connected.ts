import type { Socket } from 'node:net';
import type { Alarm } from '../../domain/ports/alarm.js';

/** How long an address is waited for before the next is tried beside it: the delay that RFC 8305, section 5, advises. */
const HEAD_START_MS = 250;

/** What is needed to open a socket, which `begin` ends when the signal is aborted. */
export interface Opening {
  readonly alarm: Alarm;
  readonly signal: AbortSignal;
}

/**
 * Begins with the first address, goes on to the next when one has failed or keeps us waiting, and gives the socket that
 * is connected first; the others are destroyed. Rejects with the last failure when all have failed, and begins nothing
 * once the signal is aborted.
 */
export function firstConnected(
  addresses: readonly string[],
  begin: (address: string) => Socket,
  { alarm, signal }: Opening,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const waiting = [...addresses];
    const attempts = new Set<Socket>();
    let cancelNext = () => {};
    const tryNext = () => {
      cancelNext();
      if (signal.aborted) return reject(signal.reason);
      const address = waiting.shift();
      if (address === undefined) return;
      const socket = begin(address);
      attempts.add(socket);
      cancelNext = alarm.after(HEAD_START_MS, tryNext);
      socket.once('connect', () => {
        cancelNext();
        waiting.length = 0;
        attempts.delete(socket);
        for (const late of attempts) late.destroy();
        resolve(socket);
      });
      socket.on('error', (error) => {
        attempts.delete(socket);
        tryNext();
        if (attempts.size === 0) reject(error);
      });
    };
    tryNext();
  });
}
