import { expect } from 'chai';
import { Secret } from '../../../src/domain/secret.js';
import { webhook } from '../../support/builders/webhook.js';
import { HttpRig } from './http-rig.js';

/** Microsoft's example: https://learn.microsoft.com/graph/change-notifications-delivery-webhooks */
const GRAPH_TOKEN =
  'Validation: Testing client application reachability for subscription Request-Id: 3d34b1f7-8c5a-4d0a-9b1c';

describe('the handshake of a sender', () => {
  let rig: HttpRig;
  beforeEach(async () => {
    rig = new HttpRig();
    await rig.start({ authFailuresPerMinute: 3 });
  });
  afterEach(() => rig.close());

  const ask = (method: string, query: string, headers: Record<string, string> = {}) =>
    rig.post({ method, path: `/hooks/deploy?${query}`, headers });
  const meta = (token: string, mode = 'subscribe') =>
    ask('GET', `hub.mode=${mode}&hub.challenge=1158201444&hub.verify_token=${token}`);

  it('is Meta’s, for those who know the token', async () => {
    rig.configure([webhook({ verification: 'meta', verifyToken: new Secret('meatyhamhock') })]);
    const answer = await meta('meatyhamhock');
    expect(answer).to.include({ status: 200, text: '1158201444' });
    expect(answer.headers['content-type']).to.match(/^text\/plain/);
    expect(answer.headers['x-content-type-options']).to.equal('nosniff');
    expect((await meta('meatyhamhock', 'unsubscribe')).status).to.equal(403);
    expect((await meta('')).status).to.equal(403);
    expect((await meta('guess')).status).to.equal(403);
    expect((await meta('guess')).status).to.equal(429);
    expect(rig.deliveries).to.deep.equal([]);
  });

  it('is Dropbox’s, which knows no token', async () => {
    rig.configure([webhook({ verification: 'dropbox' })]);
    expect(await ask('GET', 'challenge=T3sjyR-O_8f')).to.include({ status: 200, text: 'T3sjyR-O_8f' });
    expect((await ask('GET', 'challenge=')).status).to.equal(403);
    expect((await ask('GET', 'other=x')).status).to.equal(405);
    expect((await ask('PUT', 'challenge=x')).status).to.equal(405);
  });

  it('is Microsoft Graph’s, which posts it', async () => {
    rig.configure([webhook({ verification: 'graph' })]);
    const answer = await ask('POST', `validationToken=${encodeURIComponent(GRAPH_TOKEN)}`);
    expect(answer).to.include({ status: 200, text: GRAPH_TOKEN });
    expect((await ask('GET', 'validationToken=x')).status).to.equal(405);
    expect(rig.deliveries).to.deep.equal([]);
  });

  it('echoes nothing that a browser could take for more than text', async () => {
    rig.configure([webhook({ verification: 'dropbox' })]);
    for (const challenge of ['<script>', '"x"', 'a\u0000b', 'a\r\nb', 'x'.repeat(1_001), 'ü']) {
      expect((await ask('GET', `challenge=${encodeURIComponent(challenge)}`)).status, challenge).to.be.oneOf([
        403, 429,
      ]);
    }
  });

  it('is answered by no webhook that does not expect it', async () => {
    rig.configure([webhook()]);
    expect((await ask('GET', 'challenge=x')).status).to.equal(405);
    expect((await meta('x')).status).to.equal(405);
    expect((await ask('POST', 'validationToken=x')).status).to.equal(401);
    rig.configure([webhook({ verification: 'dropbox', allowIps: ['192.0.2.1'] })]);
    expect((await ask('GET', 'challenge=x')).status).to.equal(403);
  });

  it('is counted as one thing, whatever is echoed', async () => {
    rig.configure([webhook({ verification: 'dropbox' })]);
    await ask('GET', 'challenge=abc');
    expect(rig.journal.named('webhook.answered').map(({ data }) => data?.['outcome'])).to.deep.equal(['challenge']);
  });

  it('leaves it to Graph’s notifications to know the token', async () => {
    rig.configure([webhook({ auth: 'none', secrets: [], verification: 'graph', verifyToken: new Secret('state') })]);
    const notify = (...states: readonly unknown[]) =>
      rig.post({ body: JSON.stringify({ value: states.map((clientState) => ({ clientState })) }), headers: {} });
    expect((await notify('state')).status).to.equal(202);
    expect((await notify('state', 'state')).status).to.equal(202);
    expect((await notify('state', 'other')).status).to.equal(401);
    expect((await notify(undefined)).status).to.equal(401);
    expect((await notify()).status).to.equal(401);
    expect(rig.deliveries).to.have.length(2);
  });
});
