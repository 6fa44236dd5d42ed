import { createHmac } from 'node:crypto';
import { Webhooks } from '@octokit/webhooks';
import { expect } from 'chai';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Secret } from '../../src/domain/secret.js';
import { webhook } from '../support/builders/webhook.js';
import { post, WebhookApps } from '../support/webhook-app.js';

const SECRET = 'a secret of these tests';

describe('what real senders make', () => {
  let apps: WebhookApps;
  beforeEach(() => {
    apps = new WebhookApps();
  });
  afterEach(() => apps[Symbol.asyncDispose]());

  it('is accepted from GitHub as its own library signs it, and a redelivery runs nothing', async () => {
    const hook = webhook({ auth: 'github', secrets: [new Secret(SECRET)], promptTemplate: 'Look at {{issue.title}}' });
    const app = await apps.start([{ ...hook, eventFilter: ['issues.opened'] }]);
    const body = JSON.stringify({ action: 'opened', issue: { title: 'Größe ≠ 0 💥' } });
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'issues',
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      'x-hub-signature-256': await new Webhooks({ secret: SECRET }).sign(body),
    };
    expect((await post(app, { body, headers })).status).to.equal(202);
    expect(app.world.engine.orders[0]?.prompt).to.contain('Größe ≠ 0 💥');
    expect(await post(app, { body, headers })).to.include({ status: 200, text: 'duplicate' });
    expect(app.world.engine.orders).to.have.length(1);
    const other = JSON.stringify({ action: 'closed', issue: { title: 'x' } });
    const signed = {
      ...headers,
      'x-github-delivery': 'd2',
      'x-hub-signature-256': await new Webhooks({ secret: SECRET }).sign(other),
    };
    expect(await post(app, { body: other, headers: signed })).to.include({ status: 200, text: 'filtered' });
    expect((await post(app, { body: `${body} `, headers: { ...headers, 'x-github-delivery': 'd3' } })).status).to.equal(
      401,
    );
  });

  it('is accepted from GitHub as a form, whose signature is that of the raw body', async () => {
    const app = await apps.start([
      webhook({
        auth: 'github',
        secrets: [new Secret(SECRET)],
        eventFilter: ['issues.opened'],
        promptTemplate: 'Run {{issue.title}} {{form.payload}}',
      }),
    ]);
    const payload = { action: 'opened', issue: { title: 'Cart total' }, zen: 'Keep it logically awesome.' };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-github-event': 'issues',
      'x-hub-signature-256': await new Webhooks({ secret: SECRET }).sign(body),
    };
    expect((await post(app, { body, headers })).status).to.equal(202);
    expect(app.world.engine.orders[0]?.prompt).to.contain('Cart total').and.to.contain('Keep it logically awesome.');
  });

  it('is told from a recording that somebody sends again under another name, for as long as that could be fresh', async () => {
    const app = await apps.start([webhook({ auth: 'github', secrets: [new Secret(SECRET)] })]);
    const body = '{"ref":"main"}';
    const signature = await new Webhooks({ secret: SECRET }).sign(body);
    const named = (name: string | null) =>
      post(app, {
        body,
        headers: { 'x-hub-signature-256': signature, ...(name === null ? {} : { 'x-github-delivery': name }) },
      });
    expect((await named('d1')).status).to.equal(202);
    for (const name of ['d1', 'd2', null]) expect(await named(name)).to.include({ status: 200, text: 'duplicate' });
    expect(app.journal.named('webhook.renamed-repeat')).to.have.length(1);
    await app.world.time.advance(300_001);
    expect((await named('d3')).status).to.equal(202);
    expect((await named('d1')).text).to.equal('duplicate');
    expect(app.world.engine.orders).to.have.length(2);
  });

  it('is accepted from a Standard Webhooks library, while its time holds', async () => {
    const key = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
    const hook = webhook({ auth: 'standard-webhooks', secrets: [new Secret(key)], eventFilter: ['invoice.paid'] });
    const app = await apps.start([hook]);
    const body = JSON.stringify({ type: 'invoice.paid', ref: 'main' });
    const deliver = (id: string, at: Date) =>
      post(app, {
        body,
        headers: {
          'webhook-id': id,
          'webhook-timestamp': `${Math.floor(at.getTime() / 1_000)}`,
          'webhook-signature': new StandardWebhook(key).sign(id, at, body),
        },
      });
    const now = new Date(app.world.time.now());
    expect((await deliver('msg_1', now)).status).to.equal(202);
    expect(await deliver('msg_1', now)).to.include({ status: 200, text: 'duplicate' });
    expect((await deliver('msg_2', new Date(now.getTime() - 301_000))).status).to.equal(401);
    expect(app.world.engine.orders).to.have.length(1);
  });

  it('is accepted from Stripe, whose deliveries are named by their event', async () => {
    const app = await apps.start([
      webhook({ auth: 'stripe', secrets: [new Secret(SECRET)], eventFilter: ['charge.failed'] }),
    ]);
    const time = Math.floor(app.world.time.now() / 1_000);
    const body = JSON.stringify({ id: 'evt_1', type: 'charge.failed' });
    const signature = createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex');
    const headers = { 'stripe-signature': `t=${time},v1=${'0'.repeat(64)},v1=${signature},v0=x` };
    expect((await post(app, { body, headers })).status).to.equal(202);
    expect(await post(app, { body, headers })).to.include({ status: 200, text: 'duplicate' });
  });

  it('is accepted from Slack: the address is confirmed, a command comes as a form', async () => {
    const app = await apps.start([
      webhook({ auth: 'slack', secrets: [new Secret(SECRET)], promptTemplate: 'Do {{form.text}}' }),
    ]);
    const time = Math.floor(app.world.time.now() / 1_000);
    const deliver = (body: string, type: string) =>
      post(app, {
        body,
        headers: {
          'content-type': type,
          'x-slack-request-timestamp': `${time}`,
          'x-slack-signature': `v0=${createHmac('sha256', SECRET).update(`v0:${time}:${body}`).digest('hex')}`,
        },
      });
    const challenge = await deliver('{"type":"url_verification","challenge":"3eZbrw1aB"}', 'application/json');
    expect(challenge).to.include({ status: 200, text: '3eZbrw1aB' });
    expect(app.world.engine.orders).to.have.length(0);
    const form = 'command=%2Fdeploy&text=the+site';
    expect((await deliver(form, 'application/x-www-form-urlencoded')).status).to.equal(202);
    expect(app.world.engine.orders[0]?.prompt).to.contain('the site');
    const repeated = await deliver(form, 'application/x-www-form-urlencoded');
    expect(repeated).to.include({ status: 200, text: 'duplicate' });
    const button = `payload=${encodeURIComponent('{"type":"block_actions","form":{"text":"no"},"actions":[]}')}&text=button`;
    expect((await deliver(button, 'application/x-www-form-urlencoded')).status).to.equal(202);
    expect(app.world.engine.orders[1]?.prompt).to.contain('button');
    const event = '{"type":"event_callback","event_id":"Ev1","event":{"type":"app_mention"}}';
    expect((await deliver(event, 'application/json')).status).to.equal(202);
    expect(await deliver(event, 'application/json')).to.include({ text: 'duplicate' });
  });
});
