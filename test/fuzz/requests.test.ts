import { createHmac } from 'node:crypto';
import { Agent } from 'node:http';
import { expect } from 'chai';
import fc from 'fast-check';
import { proofOf } from '../../src/adapters/http/authentication/authenticate.js';
import { Secret } from '../../src/domain/secret.js';
import type { WebhookAuth } from '../../src/domain/trigger/trigger.js';
import { HttpRig } from '../adapters/http/http-rig.js';
import { webhook } from '../support/builders/webhook.js';
import { fuzz, LONG_MS, textOf } from './fuzz.js';

const SCHEMES: readonly WebhookAuth[] = [
  ...(['bearer', 'hmac-sha256', 'hmac-sha1', 'github', 'gitlab', 'slack', 'stripe', 'standard-webhooks'] as const),
  ...(['linear', 'sentry', 'pagerduty', 'gogs', 'shopify'] as const),
];
const NAMES = [
  ...['authorization', 'x-hub-signature-256', 'x-hub-signature', 'x-signature', 'x-gitlab-token', 'x-slack-signature'],
  ...['svix-id', 'svix-timestamp', 'svix-signature', 'linear-signature', 'sentry-hook-signature', 'x-gogs-signature'],
  ...['x-pagerduty-signature', 'x-gitea-signature', 'x-shopify-hmac-sha256'],
  ...['x-slack-request-timestamp', 'stripe-signature', 'webhook-id', 'webhook-timestamp', 'webhook-signature'],
];
/** What Node lets through as the value of a header. */
const value = textOf('Bearer ', 'sha256=', 'sha1=', 'v0=', 'v1=', 'v1,', 't=0', ',', '=', 'whsec_', '0', 'f', 'é').map(
  (text) =>
    Buffer.from(text)
      .toString('latin1')
      .replace(/[^\t\x20-\x7e\x80-\xff]/g, ''),
);

describe('whatever is posted', function () {
  this.timeout(LONG_MS);

  const rig = new HttpRig();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  after(async () => {
    agent.destroy();
    await rig.close();
  });

  it('with whatever signature, is refused as long as nobody knew the secret', async () => {
    const headers = fc.dictionary(fc.constantFrom(...NAMES), value);
    await fuzz(fc.tuple(fc.constantFrom(...SCHEMES), headers, fc.uint8Array()), ([auth, shown, bytes]) => {
      const hook = webhook({ auth, secrets: [new Secret('the secret of these tests')] });
      const proof = proofOf(hook, { local: true, headers: shown }, 0, false);
      proof.take(bytes);
      expect(proof.holds()).to.equal(false);
    });
  });

  it('is answered in the hundreds of 200 and 400, never of 500, and taken only as an object', async () => {
    rig.configure([webhook({ auth: 'hmac-sha256', secrets: [new Secret('k')], eventFilter: ['push'] })]);
    await rig.start({ rateLimit: 1_000_000_000, authFailuresPerMinute: 1_000_000_000 });
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
      textOf('{', '}', '[', '"', '\\u', 'null', '1e999', 'a=b', '&', '%', '--x').map((text) => Buffer.from(text)),
    );
    const type = fc.oneof(
      fc.constantFrom(
        ...['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'application/json; charset=utf-16'],
        ...['multipart/form-data; boundary=x', 'application/cloudevents+json', 'image/png', ';;', ''],
      ),
      value,
    );
    const path = textOf('/hooks/deploy', '/', '%2e', '%', '..', '?', '#', 'health').map((text) =>
      encodeURI(`/${text}`.replace(/[\uD800-\uDFFF]/g, '')).replace(/%25/g, '%'),
    );
    const request = fc.record({
      body,
      type,
      event: value,
      signed: fc.boolean(),
      path: fc.oneof(fc.constant('/hooks/deploy'), path),
    });
    await fuzz(request, async (one) => {
      const signature = createHmac('sha256', one.signed ? 'k' : 'other')
        .update(one.body)
        .digest('hex');
      const headers = { 'content-type': one.type, 'x-github-event': one.event, 'x-signature': signature };
      const answer = await rig.post({ path: one.path, headers, body: one.body, agent });
      expect(answer.status).to.be.within(200, 499);
      for (const { payload } of rig.deliveries.splice(0)) expect(payload).to.be.an('object').and.not.an('array');
    });
  });
});
