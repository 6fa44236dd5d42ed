import { isIP } from 'node:net';
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';
import { isWithin } from '../../domain/ip-address.js';

/** The only part of IPv6 from which public addresses are given out (RFC 4291, section 2.4). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Public by its number only: on Azure it is the virtual machine's own host, with its secrets. */
const azureHost = ipaddr.IPv4.parse('168.63.129.16');

/** IPv6 ranges whose addresses lead to the IPv4 addresses within them; `open` ones are as public as those. */
const carriers = [
  // IPv4-mapped (RFC 4291) and NAT64 (RFC 6052)
  { range: ipaddr.IPv6.parseCIDR('::ffff:0:0/96'), open: true, carried: lastOf },
  { range: ipaddr.IPv6.parseCIDR('64:ff9b::/96'), open: true, carried: lastOf },
  // IPv4-compatible (RFC 4291), IPv4-translated (RFC 2765) and local NAT64 (RFC 8215)
  { range: ipaddr.IPv6.parseCIDR('::/96'), open: false, carried: lastOf },
  { range: ipaddr.IPv6.parseCIDR('::ffff:0:0:0/96'), open: false, carried: lastOf },
  { range: ipaddr.IPv6.parseCIDR('64:ff9b:1::/48'), open: false, carried: lastOf },
  // 6to4 (RFC 3056)
  { range: ipaddr.IPv6.parseCIDR('2002::/16'), open: false, carried: (bytes: number[]) => [bytes.slice(2, 6)] },
  // Teredo (RFC 4380): its server, and its client with all bits turned over
  {
    range: ipaddr.IPv6.parseCIDR('2001::/32'),
    open: false,
    carried: (bytes: number[]) => [bytes.slice(4, 8), bytes.slice(12).map((byte) => byte ^ 0xff)],
  },
];

/**
 * The address if nothing may connect to it, or `null` if it is public or in one of the allowed ranges. An IPv6 address
 * that carries an IPv4 address needs the same of that one, which is given if it is the reason.
 */
export function refusedAddress(address: string, allow: readonly string[]): string | null {
  return isIP(address) === 0 ? address : refused(parsed(address), allow);
}

function refused(ip: IPv4 | IPv6, allow: readonly string[]): string | null {
  const carrier = carrierOf(ip);
  const open = carrier === undefined ? isPublic(ip) : carrier.open;
  if (!open && !isWithin(ip.toString(), allow)) return ip.toString();
  const carried = carrier?.carried(ip.toByteArray()) ?? [];
  return carried.map((bytes) => refused(new ipaddr.IPv4(bytes), allow)).find((found) => found !== null) ?? null;
}

function carrierOf(ip: IPv4 | IPv6): (typeof carriers)[number] | undefined {
  if (!(ip instanceof ipaddr.IPv6) || ['loopback', 'unspecified'].includes(ip.range())) return undefined;
  return carriers.find(({ range }) => ip.match(range));
}

/** Whether anybody can have been given the address: what is in no registry of special ranges, and not set aside. */
function isPublic(ip: IPv4 | IPv6): boolean {
  if (ip.range() !== 'unicast') return false;
  return ip instanceof ipaddr.IPv6 ? ip.match(globalUnicast) : !ip.match(azureHost, 32);
}

/** The library takes `::1.2.3.4` for `::ffff:1.2.3.4`, so IPv6 is brought to groups of hexadecimal digits for it. */
function parsed(address: string): IPv4 | IPv6 {
  if (isIP(address) === 4) return ipaddr.IPv4.parse(address);
  const [withoutZone = ''] = address.split('%');
  return ipaddr.IPv6.parse(new URL(`http://[${withoutZone}]/`).hostname.slice(1, -1));
}

function lastOf(bytes: number[]): number[][] {
  return [bytes.slice(12)];
}
