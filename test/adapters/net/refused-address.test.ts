import { BlockList } from 'node:net';
import { expect } from 'chai';
import fc from 'fast-check';
import { refusedAddress } from '../../../src/adapters/net/refused-address.js';

/** What IANA's registries of special addresses list, each range with its last address. */
const reserved: readonly (readonly [range: string, last: string])[] = [
  ['0.0.0.0/8', '0.255.255.255'],
  ['10.0.0.0/8', '10.255.255.255'],
  ['100.64.0.0/10', '100.127.255.255'],
  ['127.0.0.0/8', '127.255.255.255'],
  ['169.254.0.0/16', '169.254.255.255'],
  ['172.16.0.0/12', '172.31.255.255'],
  ['192.0.0.0/24', '192.0.0.255'],
  ['192.0.2.0/24', '192.0.2.255'],
  ['192.31.196.0/24', '192.31.196.255'],
  ['192.52.193.0/24', '192.52.193.255'],
  ['192.88.99.0/24', '192.88.99.255'],
  ['192.168.0.0/16', '192.168.255.255'],
  ['192.175.48.0/24', '192.175.48.255'],
  ['198.18.0.0/15', '198.19.255.255'],
  ['198.51.100.0/24', '198.51.100.255'],
  ['203.0.113.0/24', '203.0.113.255'],
  ['224.0.0.0/4', '239.255.255.255'],
  ['240.0.0.0/4', '255.255.255.255'],
  ['168.63.129.16/32', '168.63.129.16'],
  ['::/128', '::'],
  ['::1/128', '::1'],
  ['100::/64', '100::ffff:ffff:ffff:ffff'],
  ['100:0:0:1::/64', '100:0:0:1:ffff:ffff:ffff:ffff'],
  ['2001::/23', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:db8::/32', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2002::/16', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2620:4f:8000::/48', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff'],
  ['3fff::/20', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['5f00::/16', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['64:ff9b:1::/48', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
  ['4000::/2', '7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['8000::/1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fc00::/7', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fe80::/10', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fec0::/10', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['ff00::/8', 'ffff::1'],
];

const open = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '128.0.0.0',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2001:200::1',
  '2001:4860:4860::8888',
  '2606:4700:4700::1111',
  '2a00::1',
  '3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
];

const oracle = new BlockList();
for (const [range] of reserved.filter(([one]) => !one.includes(':'))) {
  const [start = '', bits] = range.split('/');
  oracle.addSubnet(start, Number(bits));
}

const byte = fc.nat({ max: 255 });
const anyIpv4 = fc.tuple(byte, byte, byte, byte);
type Bytes = [number, number, number, number];

const dotted = (bytes: readonly number[]): string => bytes.join('.');
const hex = ([a, b, c, d]: Bytes): string => `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
const turned = (bytes: Bytes): Bytes => bytes.map((one) => one ^ 0xff) as Bytes;

/** Ways to write one IPv4 address as an IPv6 address that leads to it and to nothing else. */
const transparent: readonly ((bytes: Bytes) => string)[] = [
  (bytes) => `::ffff:${dotted(bytes)}`,
  (bytes) => `::ffff:${hex(bytes)}`,
  (bytes) => `0:0:0:0:0:FFFF:${hex(bytes).toUpperCase()}`,
  (bytes) => `0000:0000:0000:0000:0000:ffff:${dotted(bytes)}`,
  (bytes) => `64:ff9b::${dotted(bytes)}`,
  (bytes) => `0064:FF9B:0:0:0:0:${hex(bytes)}`,
];

/** Ways through tunnels and translators that nobody should use today. */
const tunnels: readonly ((bytes: Bytes) => string)[] = [
  (bytes) => `::${dotted([1 + (bytes[0] % 255), ...bytes.slice(1)])}`,
  (bytes) => `::ffff:0:${dotted(bytes)}`,
  (bytes) => `64:ff9b:1::${dotted(bytes)}`,
  (bytes) => `64:ff9b:1:ab:cd::${hex(bytes)}`,
  (bytes) => `2002:${hex(bytes)}::1`,
  (bytes) => `2001:0:${hex(bytes)}:0:0:f7f7:f7f7`,
  (bytes) => `2001:0:808:808:0:0:${hex(turned(bytes))}`,
];

describe('the judgement of addresses', () => {
  for (const [range, last] of reserved) {
    it(`refuses ${range} from its first to its last address, unless it is allowed`, () => {
      const [first = ''] = range.split('/');
      for (const address of [first, last]) {
        expect(refusedAddress(address, []), address).to.be.a('string');
        if (first.includes(':') && /^(?:2001::|2002::|64:)/.test(first)) continue;
        expect(refusedAddress(address, [range]), address).to.equal(null);
        expect(refusedAddress(address, [address]), address).to.equal(null);
      }
    });
  }

  it('lets public addresses pass, also those that border on reserved ones', () => {
    for (const address of open) expect(refusedAddress(address, []), address).to.equal(null);
  });

  it('refuses what is no address', () => {
    for (const text of ['', 'localhost', '0x7f.1', '127.1', '2130706433', '8.8.8.8/8', '[::1]', '8.8.8.8 ']) {
      expect(refusedAddress(text, ['0.0.0.0/0', '::/0']), text).to.equal(text);
    }
  });

  it('refuses of all IPv4 addresses exactly the reserved ones, also where IPv6 leads to them', () => {
    const inReserved = fc.constantFrom(...reserved.filter(([one]) => !one.includes(':'))).chain(([range]) => {
      const [start = '', bits = ''] = range.split('/');
      const prefix = start.split('.').map(Number);
      return anyIpv4.map(
        (bytes) => bytes.map((one, index) => within(prefix[index] ?? 0, one, Number(bits) - 8 * index)) as Bytes,
      );
    });
    const spelling = fc.constantFrom((bytes: Bytes) => dotted(bytes), ...transparent);
    fc.assert(
      fc.property(fc.oneof(anyIpv4, inReserved), spelling, (bytes, spelled) => {
        const found = refusedAddress(spelled(bytes), []);
        expect(found).to.equal(oracle.check(dotted(bytes)) ? dotted(bytes) : null);
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses every tunnel, whatever it leads to', () => {
    fc.assert(
      fc.property(anyIpv4, fc.constantFrom(...tunnels), (bytes, spelled) => {
        expect(refusedAddress(spelled(bytes), [])).to.be.a('string');
      }),
    );
  });

  it('refuses of a tunnel that is allowed what leads to a reserved address', () => {
    const allow = ['::/0'];
    fc.assert(
      fc.property(anyIpv4, fc.constantFrom(...transparent, ...tunnels.slice(1)), (bytes, spelled) => {
        const found = refusedAddress(spelled(bytes), allow);
        expect(found).to.equal(oracle.check(dotted(bytes)) ? dotted(bytes) : null);
      }),
    );
  });

  it('lets an allowed IPv4 address be reached where IPv6 leads to it', () => {
    for (const allow of [['10.0.0.0/8'], ['10.1.2.3'], ['10.9.9.9/8'], ['::ffff:10.0.0.0/104'], ['::ffff:10.1.2.3']]) {
      for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '64:ff9b::10.1.2.3']) {
        expect(refusedAddress(address, allow), `${address} ${allow}`).to.equal(null);
      }
      expect(refusedAddress('2002:a01:203::1', allow)).to.equal('2002:a01:203::1');
      expect(refusedAddress('2002:a01:203::1', [...allow, '2002::/16'])).to.equal(null);
    }
  });

  it('tells a mapped from a compatible IPv4 address, however they are written', () => {
    for (const address of ['::8.8.8.8', '::808:808', '0:0:0:0:0:0:8.8.8.8']) {
      expect(refusedAddress(address, []), address).to.be.a('string');
    }
    for (const allow of ['::10.0.0.0/104', '::ffff:10.0.0.0/64', '::/0']) {
      expect(refusedAddress('10.0.0.1', [allow]), allow).to.equal('10.0.0.1');
    }
  });

  it('judges a link-local address without regard to its zone', () => {
    expect(refusedAddress('fe80::1%eth0', [])).to.equal('fe80::1');
    expect(refusedAddress('fe80::1%eth0', ['fe80::/10'])).to.equal(null);
  });

  it('refuses every IPv6 address outside the public range', () => {
    const group = fc.nat({ max: 0xffff });
    const outside = group.filter((first) => first >>> 13 !== 1);
    fc.assert(
      fc.property(outside, fc.array(group, { minLength: 7, maxLength: 7 }), (first, rest) => {
        const address = [first, ...rest].map((one) => one.toString(16)).join(':');
        // NAT64 and IPv4-mapped addresses are judged by what they lead to.
        fc.pre(first !== 0 && first !== 0x64);
        expect(refusedAddress(address, [])).to.be.a('string');
      }),
    );
  });
});

/** `random`, with as many of its leading bits as the prefix has replaced by those of the prefix. */
function within(prefix: number, random: number, bits: number): number {
  const mask = bits <= 0 ? 0 : bits >= 8 ? 0xff : (0xff << (8 - bits)) & 0xff;
  return (prefix & mask) | (random & ~mask & 0xff);
}
