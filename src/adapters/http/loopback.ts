import { isWithin } from './address-ranges.js';

const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Whether an address is of this machine, also when it is an IPv4 address written as IPv6. */
export function isLoopback(address: string): boolean {
  return isWithin(address, ['127.0.0.0/8', '::1']);
}

/** Whether a request comes straight from a program on this machine, as far as can be told. */
export function isLocalRequest(peer: string, headers: Readonly<Record<string, string>>): boolean {
  return isLoopback(peer) && FORWARDING_HEADERS.every((name) => headers[name] === undefined);
}
