import { BlockList, isIP, isIPv4 } from 'node:net';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  isLoopback,
  isLoopbackHost,
  isWithin,
  isWithinRange,
  parseIpAddress,
  parseIpRange,
} from '../../src/domain/ip-address.js';

const v4Range = fc.tuple(fc.ipV4(), fc.nat(32)).map(([address, bits]) => `${address}/${bits}`);
const v6Range = fc.tuple(fc.ipV6(), fc.nat(128)).map(([address, bits]) => `${address}/${bits}`);
/** Nearly an address: characters of which those are made. */
const nearly = fc.string({ unit: fc.constantFrom(...'0123456789abcf:.:.%/[]'), maxLength: 24 });

function nodeSays(address: string, range: string): boolean {
  const list = new BlockList();
  const family = (text: string) => (isIPv4(text) ? 'ipv4' : 'ipv6');
  const [start = '', bits] = range.split('/');
  list.addSubnet(start, Number(bits), family(start));
  return list.check(address, family(address));
}

describe('addresses of the internet', () => {
  it('are those that Node takes for such', () => {
    const written = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      nearly,
      fc.ipV4().map((text) => `::ffff:${text}`),
    );
    fc.assert(
      fc.property(written, (text) => {
        return (parseIpAddress(text) !== null) === (isIP(text) !== 0);
      }),
      { numRuns: 2_000 },
    );
    for (const text of ['fe80::1%eth0', '::', '1::', '::1.2.3.4', '1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:7::'])
      expect(parseIpAddress(text), text).not.to.equal(null);
    for (const text of [
      '',
      '1.2.3',
      '01.2.3.4',
      '1.2.3.256',
      ':::',
      '1::2::3',
      '[::1]',
      '1.2.3.4%eth0',
      '1.2.3.4%:1',
      '::1.2.3.4:5',
    ])
      expect(parseIpAddress(text), text).to.equal(null);
  });

  it('are the same however they are written', () => {
    const ways = ['10.0.0.1', '::ffff:10.0.0.1', '::FFFF:a00:1', '0:0:0:0:0:ffff:0a00:0001'];
    for (const way of ways) expect(parseIpAddress(way), way).to.deep.equal({ version: 4, bits: 0x0a00_0001n });
  });
});

describe('ranges of addresses', () => {
  it('hold the addresses that Node finds in them', () => {
    fc.assert(fc.property(fc.ipV4(), v4Range, (one, range) => isWithin(one, [range]) === nodeSays(one, range)));
    fc.assert(fc.property(fc.ipV6(), v6Range, (one, range) => isWithin(one, [range]) === nodeSays(one, range)));
    fc.assert(
      fc.property(fc.ipV4(), fc.nat(32), (one, bits) => isWithin(one, [`${one}/${bits}`]) && isWithin(one, [one])),
    );
  });

  it('of one version hold no address of the other, unless that is written as it', () => {
    fc.assert(fc.property(fc.ipV4(), (one) => !isWithin(one, ['::/0']) && isWithin(`::ffff:${one}`, ['0.0.0.0/0'])));
    expect(isWithin('10.1.2.3', ['::ffff:10.0.0.0/104'])).to.equal(true);
    expect(isWithin('11.1.2.3', ['::ffff:10.0.0.0/104'])).to.equal(false);
    expect(isWithin('fd00::1', ['0.0.0.0/0'])).to.equal(false);
  });

  it('hold another range if they hold all of it', () => {
    fc.assert(
      fc.property(v4Range, fc.nat(32), (range, bits) => {
        const [address = '', own = ''] = range.split('/');
        return isWithinRange(range, `${address}/${bits}`) === bits <= Number(own);
      }),
    );
    expect(isWithinRange('::1', '::/0')).to.equal(true);
    expect(isWithinRange('10.0.0.0/8', '10.0.0.0/9')).to.equal(false);
    expect(isWithinRange('10.0.0.0/8', '::/0')).to.equal(false);
  });

  it('are refused where they are none, and then hold nothing', () => {
    for (const text of [
      '10.0.0.0/33',
      '::/129',
      '10.0.0.0/',
      '10.0.0.0/8/8',
      '10.0.0.0/-1',
      'fe80::1%eth0',
      'x/8',
      '',
    ]) {
      expect(parseIpRange(text), text).to.equal(null);
      expect(isWithin('10.0.0.0', [text]), text).to.equal(false);
    }
    fc.assert(fc.property(nearly, nearly, (one, other) => typeof isWithin(one, [other]) === 'boolean'));
  });
});

describe('this machine', () => {
  it('is known by each of its addresses, and by its name', () => {
    for (const address of ['127.0.0.1', '127.255.0.9', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', '::ffff:7f00:1']) {
      expect(isLoopback(address), address).to.equal(true);
      expect(isLoopbackHost(address), address).to.equal(true);
      expect(isLoopbackHost(`[${address}]`), `[${address}]`).to.equal(true);
    }
    expect(isLoopbackHost('LocalHost')).to.equal(true);
    for (const other of [
      '',
      '0.0.0.0',
      '::',
      '[::]',
      '::2',
      '128.0.0.1',
      '127.1',
      'localhost.example',
      '127.0.0.1.example',
    ])
      expect(isLoopbackHost(other), other).to.equal(false);
    expect(isLoopback('localhost')).to.equal(false);
  });
});
