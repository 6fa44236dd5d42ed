import { isIP, isIPv6 } from 'node:net';
import { isWithin } from './address-ranges.js';

const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Where a request comes from. */
export interface Client {
  /** The address of the sender, as far as it can be believed; empty if it is unknown. */
  readonly address: string;
  /** A program on this machine, straight or through proxies that are trusted. */
  readonly local: boolean;
  /** Somebody who is not trusted says that it forwards for somebody else. */
  readonly hearsay: boolean;
}

/**
 * The client behind a connection from `peer`. `X-Forwarded-For` is believed only from trusted proxies: from the right,
 * the first address that is none of theirs is the client. `headers` are by lower-case name.
 */
export function clientOf(
  peer: string,
  headers: Readonly<Record<string, string>>,
  trustedProxies: readonly string[],
): Client {
  const sender = plain(peer);
  if (FORWARDING_HEADERS.every((name) => headers[name] === undefined)) {
    return { address: sender, local: isLoopback(sender), hearsay: false };
  }
  if (!isWithin(sender, trustedProxies)) return { address: sender, local: false, hearsay: true };
  const named = headers['x-forwarded-for'];
  if (named === undefined) return { address: sender, local: false, hearsay: false };
  const address = firstUntrusted(named.split(',').map(hopAddress).reverse(), trustedProxies);
  return { address, local: isLoopback(address), hearsay: false };
}

/** Whether an address is of this machine, also when it is an IPv4 address written as IPv6. */
export function isLoopback(address: string): boolean {
  // Asked at every request; an unusual spelling counts as foreign.
  return /^(?:127(?:\.\d{1,3}){3}|::1)$/.test(plain(address));
}

/** Whether a server bound to the host can be reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  return host.toLowerCase() === 'localhost' || isLoopback(host);
}

/** What one owner of an address can choose freely counts as one: of IPv6 the first 64 bits (RFC 4291, 2.5.1). */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  const groups = [...before, ...gap, ...after].slice(0, 4).map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
  return `${groups.join(':')}::/64`;
}

/** Nearest hop first; a hop that is no address ends what can be believed. */
function firstUntrusted(hops: readonly string[], trustedProxies: readonly string[]): string {
  for (const hop of hops) if (hop === '' || !isWithin(hop, trustedProxies)) return hop;
  return hops.at(-1) ?? '';
}

/** The address of a hop, which some proxies write with a port; empty if it is none. */
function hopAddress(hop: string): string {
  const text = hop.trim();
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? [];
  const [, withPort] = /^([\d.]+):\d+$/.exec(text) ?? [];
  const address = plain(bracketed ?? withPort ?? text);
  return isIP(address) === 0 ? '' : address;
}

/** Without the IPv6 form of an IPv4 address, and without the name of a network interface. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}
