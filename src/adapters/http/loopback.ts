import { BlockList, isIPv6 } from 'node:net';

const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Whether an address is of this machine, also when it is an IPv4 address written as IPv6. */
export function isLoopback(address: string): boolean {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Whether a request comes straight from a program on this machine, as far as can be told. */
export function isLocalRequest(peer: string, headers: Readonly<Record<string, string>>): boolean {
  return isLoopback(peer) && FORWARDING_HEADERS.every((name) => headers[name] === undefined);
}
