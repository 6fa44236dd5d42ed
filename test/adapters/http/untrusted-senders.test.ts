import { expect } from 'chai';
import { Secret } from '../../../src/domain/secret.js';
import { webhook } from '../../support/builders/webhook.js';
import { HttpRig, serverSlice } from './http-rig.js';

const wrong = { authorization: 'Bearer wrong' };
const right = { authorization: 'Bearer s3cret' };

describe('a sender that is not trusted', () => {
  let rig: HttpRig;
  beforeEach(() => {
    rig = new HttpRig();
    rig.configure([webhook()]);
  });
  afterEach(() => rig.close());

  const post = (headers: Record<string, string>, path = '/hooks/deploy') => rig.post({ headers, path });
  const statuses = async (count: number, headers: Record<string, string>, path?: string) => {
    const seen: number[] = [];
    for (let n = 0; n < count; n++) seen.push((await post(headers, path)).status);
    return seen;
  };

  it('is told to wait after too many failures, with the seconds, whatever it shows then', async () => {
    await rig.start({ authFailuresPerMinute: 2 });
    expect(await statuses(2, wrong)).to.deep.equal([401, 401]);
    for (const headers of [wrong, right, {}]) {
      const throttled = await post(headers);
      expect([throttled.status, throttled.headers['retry-after']]).to.deep.equal([429, '30']);
    }
    expect(rig.deliveries).to.deep.equal([]);
    await rig.time.advance(30_000);
    expect(await statuses(2, wrong)).to.deep.equal([401, 429]);
    await rig.time.advance(30_000);
    expect(await statuses(3, right)).to.deep.equal([202, 202, 202]);
  });

  it('is always judged where it proved itself within the last hour, for that webhook', async () => {
    rig.configure([webhook(), webhook({ id: 'other', path: '/hooks/other' })]);
    await rig.start({ authFailuresPerMinute: 1, rateLimit: 1_000 });
    expect(await statuses(1, right)).to.deep.equal([202]);
    expect(await statuses(3, wrong)).to.deep.equal([401, 429, 429]);
    expect(await statuses(3, right)).to.deep.equal([202, 202, 202]);
    expect(await statuses(2, wrong, '/hooks/other')).to.deep.equal([401, 429]);
    expect(await statuses(1, right, '/hooks/other')).to.deep.equal([429]);
    await rig.time.advance(3_600_001);
    expect(await statuses(2, wrong)).to.deep.equal([401, 429]);
    expect(await statuses(1, right)).to.deep.equal([429]);
  });

  it('uses up nothing of another’s: each webhook has its own count of requests', async () => {
    rig.configure([webhook(), webhook({ id: 'other', path: '/hooks/other' })]);
    await rig.start({ rateLimit: 1 });
    expect(await statuses(2, right)).to.deep.equal([202, 429]);
    expect(await statuses(2, right, '/hooks/other')).to.deep.equal([202, 429]);
  });

  it('is no page in a browser of this machine, to whom a webhook without authentication is shut', async () => {
    rig.configure([webhook({ auth: 'none', secrets: [] })]);
    await rig.start({ authFailuresPerMinute: 1 });
    const pages = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { referer: 'https://evil.example/' },
      { host: 'rebound.example' },
    ];
    for (const headers of pages) expect((await post(headers)).status, JSON.stringify(headers)).to.equal(401);
    for (const name of ['cf-connecting-ip', 'tailscale-user-login', 'via']) {
      expect((await post({ [name]: 'x' })).status, name).to.equal(403);
    }
    for (const headers of [...pages, { 'cdn-loop': 'x' }]) {
      const { status } = await rig.post({ method: 'GET', path: '/metrics', headers });
      expect(status, JSON.stringify(headers)).to.equal(403);
    }
    expect((await post({})).status).to.equal(202);
    expect((await post({ 'content-type': 'application/x-www-form-urlencoded' })).status).to.equal(202);
  });

  it('is counted for each webhook alone, and each client behind a trusted proxy', async () => {
    rig.configure([webhook(), webhook({ id: 'other', path: '/hooks/other', secrets: [new Secret('x')] })]);
    await rig.start({ authFailuresPerMinute: 1, trustedProxies: ['127.0.0.1'] });
    const from = (address: string) => ({ ...wrong, 'x-forwarded-for': address });
    expect(await statuses(2, from('192.0.2.1'))).to.deep.equal([401, 429]);
    expect(await statuses(2, from('192.0.2.1'), '/hooks/other')).to.deep.equal([401, 429]);
    expect(await statuses(2, from('192.0.2.2'))).to.deep.equal([401, 429]);
    expect(await statuses(1, from('2001:db8::1'))).to.deep.equal([401]);
    expect(await statuses(1, from('2001:db8::2'))).to.deep.equal([429]);
    expect(rig.journal.named('webhook.unauthorized').map(({ data }) => data?.['client'])).to.include('192.0.2.2');
  });

  it('can’t get a new count by claiming another address', async () => {
    await rig.start({ authFailuresPerMinute: 1 });
    expect((await post({ ...wrong, 'x-forwarded-for': '192.0.2.1' })).status).to.equal(401);
    expect((await post({ ...wrong, 'x-forwarded-for': '192.0.2.2' })).status).to.equal(429);
  });

  it('fills no log: what is throttled is no warning', async () => {
    await rig.start({ authFailuresPerMinute: 3 });
    await statuses(10, wrong);
    const levels = rig.journal.named('webhook.unauthorized').map(({ level }) => level);
    expect(levels.filter((level) => level === 'warn')).to.have.length(3);
  });

  it('follows a changed limit at once', async () => {
    const running = await rig.start({ authFailuresPerMinute: 1 });
    expect(await statuses(2, wrong)).to.deep.equal([401, 429]);
    running.retune(serverSlice({ authFailuresPerMinute: 3 }));
    expect(await statuses(3, wrong)).to.deep.equal([401, 401, 429]);
  });

  it('is refused by a webhook without authentication if it forwards for somebody, whoever is allowed', async () => {
    for (const anybody of [false, true]) {
      rig.configure([webhook({ auth: 'none', secrets: [] })], anybody);
      const running = await rig.start();
      expect((await post({})).status).to.equal(202);
      for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip']) {
        expect((await post({ [name]: '127.0.0.1' })).status, name).to.equal(403);
      }
      running.retune(serverSlice({ trustedProxies: ['127.0.0.0/8'] }));
      expect((await post({ 'x-forwarded-for': '127.0.0.1' })).status).to.equal(202);
      expect((await post({ 'x-forwarded-for': '192.0.2.1' })).status).to.equal(anybody ? 202 : 401);
      await running.close();
    }
  });

  it('is held to allow_ips by the address that a trusted proxy names', async () => {
    rig.configure([webhook({ allowIps: ['192.0.2.0/24'] })]);
    const running = await rig.start({ trustedProxies: ['127.0.0.1'] });
    expect((await post({ ...right, 'x-forwarded-for': '192.0.2.9' })).status).to.equal(202);
    expect((await post({ ...right, 'x-forwarded-for': '192.0.2.9, 198.51.100.1' })).status).to.equal(403);
    expect((await post({ ...right, 'x-forwarded-for': 'nonsense' })).status).to.equal(403);
    running.retune(serverSlice());
    expect((await post({ ...right, 'x-forwarded-for': '192.0.2.9' })).status).to.equal(403);
  });
});
