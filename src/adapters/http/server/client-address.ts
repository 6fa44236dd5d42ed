import { isIP, isIPv6 } from 'node:net';
import { isLoopback, isLoopbackHost, isWithin } from '../../../domain/ip-address.js';
import { isForwarded } from './forwarding-headers.js';

/** Where a request comes from. */
export interface Client {
  /** The address of the sender, as far as it can be believed; empty if it is unknown. */
  readonly address: string;
  /** A program on this machine, straight or through proxies that are trusted; a page that a browser shows is none. */
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
  const sender = addressOf(peer);
  if (!isForwarded(headers)) return { address: sender, local: isLocal(sender, headers), hearsay: false };
  if (!isWithin(sender, trustedProxies)) return { address: sender, local: false, hearsay: true };
  const named = headers['x-forwarded-for'];
  if (named === undefined) return { address: sender, local: false, hearsay: false };
  const address = firstUntrusted(named.split(',').map(hopAddress).reverse(), trustedProxies);
  return { address, local: isLocal(address, headers), hearsay: false };
}

/**
 * Whether a request comes from a program on this machine. A browser here shows pages of anybody, so a request that names
 * another host (a name that was made to lead here), or that a page of another origin made, is none. Browsers say so in
 * https://fetch.spec.whatwg.org/#origin-header, https://w3c.github.io/webappsec-fetch-metadata/ and the `Referer` of RFC 9110,
 * section 10.1.3, of which any one is enough; other programs say nothing.
 */
function isLocal(address: string, headers: Readonly<Record<string, string>>): boolean {
  if (!isLoopback(address)) return false;
  const { host = '', origin, referer, 'sec-fetch-site': site } = headers;
  const name = host.replace(/:\d{1,5}$/, '');
  if (!isLoopbackHost(name)) return false;
  if (origin !== undefined && !isOfHost(origin, host)) return false;
  if (referer !== undefined && !isOfHost(/^[^:]*:\/\/[^/?#]*/.exec(referer)?.[0] ?? '', host)) return false;
  return site === undefined || site === 'none' || site === 'same-origin';
}

function isOfHost(origin: string, host: string): boolean {
  return origin.replace(/^https?:\/\//i, '').toLowerCase() === host.toLowerCase();
}

/** What one owner of an address can choose freely counts as one: of IPv6 the first 64 bits (RFC 4291, 2.5.1). */
export function networkOf(address: string): string {
  if (!address.includes(':') || !isIPv6(address)) return address;
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
  const address = addressOf(bracketed ?? withPort ?? text);
  return isIP(address) === 0 ? '' : address;
}

/** An address without the IPv6 form of an IPv4 one, and without the name of a network interface. */
export function addressOf(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}
