import { expect } from 'chai';
import fc from 'fast-check';
import { clientOf, networkOf } from '../../../src/adapters/http/server/client-address.js';
import { isLoopback, isWithin } from '../../../src/domain/ip-address.js';

/** One of each kind of header by which somebody passes a request on. */
const FORWARDING = [
  ...['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded', 'forwarded', 'forwarded-for', 'via'],
  ...['x-nginx-proxy', 'x-realip', 'x-proxy-id', 'x-scheme', 'x_forwarded_for', 'x-haproxy-server-state'],
  ...['x-real-ip', 'true-client-ip', 'client-ip', 'x-client-ip', 'x-cluster-client-ip', 'x-original-forwarded-for'],
  ...['cf-connecting-ip', 'cf-ray', 'cf-visitor', 'cdn-loop', 'tailscale-user-login', 'tailscale-funnel-request'],
  ...['fastly-client-ip', 'fastly-ff', 'fly-client-ip', 'fly-region', 'x-envoy-external-address', 'x-azure-clientip'],
  ...['x-vercel-forwarded-for', 'x-nf-client-connection-ip', 'akamai-origin-hop', 'x-amzn-trace-id', 'x-amz-cf-id'],
  ...['cloudfront-viewer-address', 'x-goog-iap-jwt-assertion', 'x-appengine-user-ip', 'x-varnish', 'ngrok-trace-id'],
];
const PROXY = '10.0.0.1';
const TRUSTED = ['10.0.0.0/8', '::1'];

const HERE = { host: '127.0.0.1:9876' };

function forwarded(list: string, peer = PROXY) {
  return clientOf(peer, { ...HERE, 'x-forwarded-for': list }, TRUSTED);
}

describe('where a request comes from', () => {
  it('is its peer when nobody forwards it', () => {
    expect(clientOf('192.0.2.1', {}, TRUSTED)).to.deep.equal({ address: '192.0.2.1', local: false, hearsay: false });
    expect(clientOf('127.0.0.1', HERE, [])).to.deep.equal({ address: '127.0.0.1', local: true, hearsay: false });
    expect(clientOf('::ffff:127.5.6.7', HERE, [])).to.include({ address: '127.5.6.7', local: true });
    expect(clientOf('fe80::1%eth0', {}, []).address).to.equal('fe80::1');
    expect(clientOf('', {}, [])).to.deep.equal({ address: '', local: false, hearsay: false });
  });

  it('is hearsay when somebody who is not trusted forwards it, and then never this machine', () => {
    for (const name of FORWARDING) {
      const client = clientOf('127.0.0.1', { ...HERE, [name]: '127.0.0.1' }, TRUSTED);
      expect(client, name).to.deep.equal({ address: '127.0.0.1', local: false, hearsay: true });
    }
    for (const name of ['content-type', 'x-api-key', 'cfg', 'flyer', 'x-request-id', 'traceparent', 'user-agent']) {
      expect(clientOf('127.0.0.1', { ...HERE, [name]: 'x' }, []), name).to.include({ local: true, hearsay: false });
    }
  });

  it('is a program of this machine only if it names this machine, and no page of another origin made it', () => {
    const rows: readonly (readonly [Record<string, string>, boolean])[] = [
      ...['localhost', 'LOCALHOST:80', 'localhost:9876', '127.0.0.1', '127.9.8.7:9876', '[::1]', '[::1]:9876'].map(
        (host) => [{ host }, true] as const,
      ),
      ...['[0:0:0:0:0:0:0:1]:9876', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]:1'].map((host) => [{ host }, true] as const),
      ...['', 'evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', 'evil.example:127', '192.168.1.5:9876'].map(
        (host) => [{ host }, false] as const,
      ),
      ...['localhost:', 'a@localhost', '[::1', '::1]', '[::2]', '0.0.0.0', '127.0.0.1/x', 'xlocalhost', '[::]:80'].map(
        (host) => [{ host }, false] as const,
      ),
      [{ ...HERE, origin: 'http://127.0.0.1:9876' }, true],
      [{ ...HERE, origin: 'https://127.0.0.1:9876' }, true],
      ...[
        'https://evil.example',
        'null',
        '',
        'http://127.0.0.1:3000',
        'http://localhost:9876',
        'chrome-extension://a',
      ].map((origin) => [{ ...HERE, origin }, false] as const),
      ...['http://127.0.0.1:9876/', 'HTTP://127.0.0.1:9876', 'https://127.0.0.1:9876/a?b#c'].map(
        (referer) => [{ ...HERE, referer }, true] as const,
      ),
      ...[
        'https://evil.example/',
        'https://evil.example/?http://127.0.0.1:9876/',
        'http://127.0.0.1:9876.evil.example/',
        'http://127.0.0.1:9876@evil.example/',
        'http://127.0.0.1:9876\\@evil.example/',
        'http://127.0.0.1:3000/',
        'http://127.0.0.1/',
        'http://localhost:9876/',
        'ftp://127.0.0.1:9876/',
        'file:///home/ada/page.html',
        'about:blank',
        '127.0.0.1:9876',
        '/metrics',
        '',
      ].map((referer) => [{ ...HERE, referer }, false] as const),
      [{ ...HERE, 'sec-fetch-site': 'same-origin', referer: 'https://evil.example/' }, false],
      [{ ...HERE, origin: 'http://127.0.0.1:9876', referer: 'https://evil.example/' }, false],
      ...['none', 'same-origin'].map((site) => [{ ...HERE, 'sec-fetch-site': site }, true] as const),
      ...['cross-site', 'same-site', 'none, cross-site', ''].map(
        (site) => [{ ...HERE, 'sec-fetch-site': site }, false] as const,
      ),
    ];
    for (const [headers, local] of rows) {
      for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '::FFFF:127.0.0.1']) {
        expect(clientOf(peer, headers, []).local, JSON.stringify([peer, headers])).to.equal(local);
      }
      expect(clientOf('192.0.2.1', headers, []).local).to.equal(false);
    }
  });

  it('is the rightmost address that is no trusted proxy’s', () => {
    expect(forwarded('192.0.2.7').address).to.equal('192.0.2.7');
    expect(forwarded('127.0.0.1, 192.0.2.7').address).to.equal('192.0.2.7');
    expect(forwarded('198.51.100.1, 192.0.2.7, 10.1.1.1, 10.2.2.2').address).to.equal('192.0.2.7');
    expect(forwarded('10.3.3.3, 10.1.1.1').address).to.equal('10.3.3.3');
    expect(forwarded('192.0.2.7:4711').address).to.equal('192.0.2.7');
    expect(forwarded('[2001:db8::7]:4711, ::ffff:10.1.1.1').address).to.equal('2001:db8::7');
    expect(forwarded('127.0.0.1')).to.include({ local: true, hearsay: false });
  });

  it('is unknown behind a hop that is no address, and this machine only if a proxy says so', () => {
    for (const list of ['unknown', '', '127.0.0.1, evil', '_hidden', '10.0.0.999', '127.0.0.1,']) {
      expect(forwarded(list), list).to.deep.equal({ address: '', local: false, hearsay: false });
    }
    const silent = clientOf('::1', { 'x-real-ip': '127.0.0.1' }, TRUSTED);
    expect(silent).to.deep.equal({ address: '::1', local: false, hearsay: false });
  });

  it('can’t be chosen by whoever sends through a trusted proxy', () => {
    const text = fc.string({ maxLength: 40 }).map((one) => one.replace(/[\r\n]/g, ''));
    fc.assert(
      fc.property(fc.array(text), fc.ipV4(), (claims, real) => {
        fc.pre(!isWithin(real, TRUSTED));
        return forwarded([...claims, real].join(', ')).address === real;
      }),
    );
  });

  it('knows the addresses of this machine', () => {
    for (const address of ['127.0.0.1', '127.5.6.7', '::1', '::ffff:127.0.0.1']) {
      expect(isLoopback(address), address).to.equal(true);
    }
    for (const address of ['0.0.0.0', '::', '192.168.1.50', '::ffff:192.168.1.50', '']) {
      expect(isLoopback(address), address).to.equal(false);
    }
  });

  it('counts by what one owner has: an IPv4 address, 64 bits of IPv6', () => {
    expect(networkOf('192.0.2.1')).to.equal('192.0.2.1');
    expect(networkOf('2001:db8:0:42:1:2:3:4')).to.equal('2001:db8:0:42::/64');
    expect(networkOf('2001:DB8::42:1:2:3:4')).to.equal('2001:db8:0:42::/64');
    expect(networkOf('2001:db8::1')).to.equal(networkOf('2001:0db8::ffff'));
    expect(networkOf('::1')).to.equal('0:0:0:0::/64');
    expect(networkOf('2001:db8:1::')).to.equal('2001:db8:1:0::/64');
    fc.assert(
      fc.property(fc.ipV6(), (address) => /^([0-9a-f]{1,4}:){4}:\/64$/.test(networkOf(address))),
      { numRuns: 300 },
    );
  });
});
