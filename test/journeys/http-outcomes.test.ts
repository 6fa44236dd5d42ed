import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import type { HttpOutcome } from '../../src/application/ports/http/http-outcome.js';
import { T } from '../../src/composition/wiring/tokens.js';
import { Secret } from '../../src/domain/secret.js';
import { appConfig } from '../support/builders/app-config.js';
import { webhook } from '../support/builders/webhook.js';
import { Exposition } from '../support/exposition.js';
import { send } from '../support/http-request.js';
import { post, WebhookApps } from '../support/webhook-app.js';

/** Every word that there is; a new one does not compile before it is here. */
const OUTCOMES: Readonly<Record<HttpOutcome, true>> = {
  accepted: true,
  duplicate: true,
  filtered: true,
  challenge: true,
  page: true,
  'bad-request': true,
  busy: true,
  'file-too-large': true,
  forbidden: true,
  'incomplete-body': true,
  'internal-error': true,
  'invalid-form': true,
  'invalid-json': true,
  'invalid-multipart-body': true,
  'method-not-allowed': true,
  'not-found': true,
  'not-implemented': true,
  'not-stored': true,
  'payload-too-large': true,
  'rate-limited': true,
  'shutting-down': true,
  unauthorized: true,
  'unsupported-charset': true,
  'unsupported-encoding': true,
};

const VERIFY = { verifyToken: new Secret('t0ken') };

describe('what an answer says', () => {
  it('is no label of a metric and in no fact, whatever a sender has us say', async () => {
    await using apps = new WebhookApps();
    const hooks = [
      webhook({ id: 'slack', path: '/slack', auth: 'slack', secrets: [new Secret('s')] }),
      webhook({ id: 'meta', path: '/meta', verification: 'meta', ...VERIFY }),
      webhook({ id: 'dropbox', path: '/dropbox', verification: 'dropbox', ...VERIFY }),
      webhook({ id: 'graph', path: '/graph', verification: 'graph', ...VERIFY }),
    ];
    const { server } = appConfig().triggers;
    const limits = { rateLimit: 10_000, metrics: true };
    const app = await apps.start(hooks, { triggers: { server: { ...server, ...limits } } });
    const json = { 'content-type': 'application/json' };
    const bearer = { ...json, authorization: 'Bearer s3cret' };
    const slack = (challenge: string) => {
      const time = Math.floor(app.world.time.now() / 1_000);
      const body = JSON.stringify({ type: 'url_verification', challenge });
      const signature = createHmac('sha256', 's').update(`v0:${time}:${body}`).digest('hex');
      const headers = { ...json, 'x-slack-request-timestamp': `${time}`, 'x-slack-signature': `v0=${signature}` };
      return post(app, { path: '/slack', body, headers });
    };
    const texts: string[] = [];
    const word = fc.string({
      unit: fc.constantFrom('a', 'B', '7', '-', '_', '.', ' ', '='),
      minLength: 8,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(word, async (text) => {
        const asked = encodeURIComponent(text);
        const verify = `hub.mode=subscribe&hub.verify_token=t0ken&hub.challenge=${asked}`;
        const answers = [
          await slack(text),
          await post(app, { method: 'GET', path: `/meta?${verify}` }),
          await post(app, { method: 'GET', path: `/dropbox?challenge=${asked}` }),
          await post(app, { path: `/graph?validationToken=${asked}` }),
        ];
        for (const answer of answers) expect(answer).to.include({ status: 200, text });
        texts.push(text);
      }),
      { numRuns: 10 },
    );
    for (const [path, headers, body] of [
      ['/meta', bearer, '{"a":1}'],
      ['/meta', bearer, '{"a":'],
      ['/meta', json, '{}'],
      ['/meta', { ...bearer, 'content-encoding': 'gzip' }, 'x'],
      ['/meta', { ...bearer, 'content-type': 'text/plain; charset=klingon' }, 'x'],
    ] as const) {
      await post(app, { path, headers, body });
    }
    await post(app, { method: 'DELETE', path: '/meta' });

    const facts = app.journal.named('webhook.answered').map(({ data }) => data?.['outcome']);
    expect(facts).to.include.members(['challenge', 'accepted', 'invalid-json', 'unauthorized', 'unsupported-encoding']);
    for (const outcome of facts) expect(Object.keys(OUTCOMES)).to.include(outcome);
    const port = app.application.get(T.servers).peek()?.port ?? 0;
    const page = await send({ port, method: 'GET', path: '/metrics' });
    expect(page.status).to.equal(200);
    const { samples } = new Exposition(page.text);
    const outcomes = samples.filter(({ name }) => name === 'untether_webhook_deliveries_total');
    expect(outcomes.map(({ labels }) => labels['outcome'])).to.include('challenge');
    for (const { labels } of outcomes) expect(Object.keys(OUTCOMES)).to.include(labels['outcome']);
    const labels = samples.flatMap((sample) => Object.values(sample.labels));
    for (const text of texts) expect(labels.some((label) => label.includes(text))).to.equal(false);
  });
});
