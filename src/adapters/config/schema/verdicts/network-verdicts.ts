import { BlockList, isIPv6 } from 'node:net';
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
  const name = host.toLowerCase();
  if (name === 'localhost' || isLoopbackAddress(name)) return 0;
  if (name === '0.0.0.0') return 2;
  return isIPv6(name) && /^[0:]*$/.test(name) ? 3 : 1;
}

function isLoopbackAddress(name: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(name) || (isIPv6(name) && within(name, ['::1']));
}

/** The ranges that none of the others holds as a whole. */
function outside(ranges: readonly string[], among: readonly string[]): readonly string[] {
  return ranges.filter((range) => !among.some((other) => holds(other, range)));
}

function holds(outer: string, inner: string): boolean {
  const [outerBits, innerBits] = [bitsOf(outer), bitsOf(inner)];
  return innerBits >= outerBits && familyOf(outer) === familyOf(inner) && within(addressOf(inner), [outer]);
}

function within(address: string, ranges: readonly string[]): boolean {
  const list = new BlockList();
  for (const range of ranges) list.addSubnet(addressOf(range), bitsOf(range), familyOf(range));
  return list.check(address, familyOf(address));
}

function addressOf(range: string): string {
  return range.split('/', 1)[0] ?? range;
}

function bitsOf(range: string): number {
  const bits = range.split('/')[1];
  return bits === undefined ? (familyOf(range) === 'ipv6' ? 128 : 32) : Number(bits);
}

function familyOf(range: string): 'ipv4' | 'ipv6' {
  return isIPv6(addressOf(range)) ? 'ipv6' : 'ipv4';
}
