/** An address of the internet; an IPv4 address that is written as IPv6 (`::ffff:10.0.0.1`) is the former. */
export interface IpAddress {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

/** All addresses that begin with the same `prefix` bits as the first one. */
export interface IpRange {
  readonly first: IpAddress;
  readonly prefix: number;
}

/** More than any of them takes: what is longer is not looked at. */
const LONGEST = 64;

/** An address as RFC 4291, section 2.2, and dotted IPv4 write it, with or without a zone (`%eth0`); `null` for anything else. */
export function parseIpAddress(text: string): IpAddress | null {
  const [address = '', zone] = /^[^%]*:/.test(text) ? splitAt(text, '%') : [text];
  if (address.includes('/') || (zone !== undefined && !/^[0-9A-Za-z.:-]+$/.test(zone))) return null;
  return parseIpRange(address)?.first ?? null;
}

/** A range such as `10.0.0.0/8` or `fd00::/8`, or a single address; `null` for anything else. */
export function parseIpRange(text: string): IpRange | null {
  if (text.length > LONGEST) return null;
  const [address = '', prefix, ...rest] = text.split('/');
  const v4 = ipv4Bits(address);
  const bits = v4 ?? ipv6Bits(address);
  const length = v4 === null ? 128 : 32;
  const written = prefix === undefined ? length : /^\d{1,3}$/.test(prefix) ? Number(prefix) : length + 1;
  if (bits === null || rest.length > 0 || written > length) return null;
  const isMapped = v4 === null && bits >> 32n === 0xffffn && written >= 96;
  if (isMapped) return { first: { version: 4, bits: bits & 0xffff_ffffn }, prefix: written - 96 };
  return { first: { version: v4 === null ? 6 : 4, bits }, prefix: written };
}

/** Whether an address is in one of the ranges; a text that is no address is in none, one that is no range holds none. */
export function isWithin(address: string, ranges: readonly string[]): boolean {
  const parsed = ranges.length === 0 ? null : parseIpAddress(address);
  return parsed !== null && ranges.some((range) => holds(parseIpRange(range), single(parsed)));
}

/** Whether all addresses of one range are in the other. */
export function isWithinRange(inner: string, outer: string): boolean {
  const parsed = parseIpRange(inner);
  return parsed !== null && holds(parseIpRange(outer), parsed);
}

/** Whether an address is of this machine. */
export function isLoopback(address: string): boolean {
  const parsed = parseIpAddress(address);
  return parsed !== null && LOOPBACK.some((range) => holds(range, single(parsed)));
}

/** Whether a host, a name or an address with or without brackets (`[::1]`), is this machine only. */
export function isLoopbackHost(host: string): boolean {
  return host.toLowerCase() === 'localhost' || isLoopback(host.replace(/^\[([^\]]+)\]$/, '$1'));
}

function single(first: IpAddress): IpRange {
  return { first, prefix: 128 };
}

function holds(outer: IpRange | null, { first, prefix }: IpRange): boolean {
  if (outer === null || outer.first.version !== first.version || outer.prefix > prefix) return false;
  const rest = BigInt((first.version === 4 ? 32 : 128) - outer.prefix);
  return first.bits >> rest === outer.first.bits >> rest;
}

function splitAt(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function ipv4Bits(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return null;
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function ipv6Bits(text: string): bigint | null {
  const [head = [], tail, ...rest] = withoutDots(text)
    .split('::')
    .map((half) => (half === '' ? [] : half.split(':')));
  const given = head.length + (tail?.length ?? 0);
  if (rest.length > 0 || (tail === undefined ? given !== 8 : given > 7)) return null;
  const groups = [...head, ...Array<string>(8 - given).fill('0'), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

/** An IPv4 address at the end, which stands for two groups, in hexadecimal. */
function withoutDots(text: string): string {
  const dotted = /(?<=:)[^:]*\.[^:]*$/.exec(text)?.[0];
  const bits = dotted === undefined ? null : ipv4Bits(dotted);
  if (dotted === undefined || bits === null) return text;
  return `${text.slice(0, -dotted.length)}${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
}

/** RFC 1122, section 3.2.1.3, and RFC 4291, section 2.5.3; asked about at each request. */
const LOOPBACK = ['127.0.0.0/8', '::1'].map(parseIpRange);
