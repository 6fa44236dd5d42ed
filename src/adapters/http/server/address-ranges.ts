import { BlockList, isIPv6 } from 'node:net';

/** Whether an address is in one of the ranges (`10.0.0.0/8`, `::1`), also when it is an IPv4 address written as IPv6. */
export function isWithin(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return false;
  const list = new BlockList();
  for (const range of ranges) {
    const [start = '', bits] = range.split('/');
    if (bits === undefined) list.addAddress(start, familyOf(start));
    else list.addSubnet(start, Number(bits), familyOf(start));
  }
  return list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
