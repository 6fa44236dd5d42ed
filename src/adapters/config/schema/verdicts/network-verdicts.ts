import { isLoopbackHost, isWithinRange, parseIpAddress } from '../../../../domain/ip-address.js';
import type { Widens, Wider } from './verdict.js';
import { listed } from './verdicts.js';

/** Ranges of addresses that are allowed; nothing means none. */
export const rangesAdded: Widens<readonly string[]> = {
  text: 'addresses added',
  judge: (before, after) => listed('added', outside(after, before)),
};

/** Ranges of addresses that are allowed; nothing means all. */
export const rangesAddedOrEmptied: Widens<readonly string[]> = {
  text: 'addresses added, or all taken out',
  judge(before, after): Wider | null {
    if (before.length === 0) return null;
    return after.length === 0 ? { kind: 'changed' } : listed('added', outside(after, before));
  },
};

/** An address to listen on: loopback, one address of the machine, all of them. */
export const hostOpened: Widens<string> = {
  text: 'beyond this machine',
  judge(before, after) {
    const [from, to] = [reach(before), reach(after)];
    return to > from || (to === from && to === 1 && before !== after) ? { kind: 'changed' } : null;
  },
};

function reach(host: string): number {
  if (isLoopbackHost(host)) return 0;
  const address = parseIpAddress(host);
  if (address?.bits !== 0n) return 1;
  return address.version === 4 ? 2 : 3;
}

/** The ranges that none of the others holds as a whole. */
function outside(ranges: readonly string[], among: readonly string[]): readonly string[] {
  return ranges.filter((range) => !among.some((other) => isWithinRange(range, other)));
}
