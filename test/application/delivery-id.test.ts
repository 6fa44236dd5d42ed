import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import type { WebhookDelivery } from '../../src/application/ports/http/webhook-intake.js';
import { type DeliveryKeys, deliveryKeys } from '../../src/application/triggers/delivery-id.js';
import { needsDigest } from '../../src/domain/trigger/delivery-identity.js';
import type { SignatureScheme, Webhook, WebhookAuth } from '../../src/domain/trigger/trigger.js';
import { webhook } from '../support/builders/webhook.js';

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

type Change = Partial<Pick<WebhookDelivery, 'headers' | 'payload' | 'signedBeside'>> & { readonly body?: string };

function keysOf(
  hook: Partial<Webhook>,
  { headers = {}, payload = {}, signedBeside = '', body = '{}' }: Change,
): DeliveryKeys {
  const judged = webhook(hook);
  const delivery = {
    webhook: judged,
    headers,
    payload,
    signedBeside,
    body: Buffer.from(body),
    digest: needsDigest(judged) ? digest(body) : null,
    files: [],
  };
  return deliveryKeys(delivery, digest);
}

/** Whether two deliveries to a webhook are the same to it. */
function repeats(hook: Partial<Webhook>, one: Change, other: Change): boolean {
  const all = ({ named, said }: DeliveryKeys) => [...(named === null ? [] : [named]), ...said.map(({ key }) => key)];
  const known = new Set(all(keysOf(hook, one)));
  return all(keysOf(hook, other)).some((key) => known.has(key));
}

const scheme: SignatureScheme = {
  header: 'x-own',
  prefix: '',
  encoding: 'hex',
  algorithm: 'sha256',
  timestampHeader: null,
  template: '{body}',
};
/** Webhooks whose senders sign, with a delivery of each as it comes. */
const SIGNED: readonly (readonly [string, Partial<Webhook>, Change])[] = [
  ['stripe', { auth: 'stripe' }, { payload: { id: 'evt_1' }, signedBeside: '1.' }],
  ['stripe without an id', { auth: 'stripe' }, { signedBeside: '1.' }],
  ['slack', { auth: 'slack' }, { payload: { event_id: 'Ev1' }, signedBeside: 'v0:1:' }],
  ['a command of slack', { auth: 'slack' }, { payload: { form: {} }, signedBeside: 'v0:1:' }],
  ['standard-webhooks', { auth: 'standard-webhooks' }, { headers: { 'webhook-id': 'm1' }, signedBeside: 'm1.1.' }],
  ['svix', { auth: 'standard-webhooks' }, { headers: { 'svix-id': 'm1' }, signedBeside: 'm1.1.' }],
  ['pagerduty', { auth: 'pagerduty' }, { payload: { event: { id: 'e1' } } }],
  ['github', { auth: 'github' }, { headers: { 'x-github-delivery': 'g1' } }],
  ['gogs', { auth: 'gogs' }, { headers: { 'x-gogs-delivery': 'g1' } }],
  ['linear', { auth: 'linear' }, { headers: { 'linear-delivery': 'l1' } }],
  ['sentry', { auth: 'sentry' }, { headers: { 'request-id': 's1' } }],
  ['shopify', { auth: 'shopify' }, { headers: { 'x-shopify-webhook-id': 's1' } }],
  ['a signature table', { auth: 'signature', signature: scheme }, {}],
  [
    'one with a header of its own',
    { auth: 'signature', signature: scheme, dedupHeader: 'X-Own-Id' },
    { headers: { 'x-own-id': 'o1' } },
  ],
  [
    'one that signs the time',
    { auth: 'signature', signature: { ...scheme, timestampHeader: 'x-time', template: '{timestamp}.{body}' } },
    { signedBeside: '1.' },
  ],
  [
    'one that signs the name',
    { auth: 'signature', signature: { ...scheme, template: '{id}.{body}' }, dedupHeader: 'X-Own-Id' },
    { headers: { 'x-own-id': 'o1' }, signedBeside: 'o1.' },
  ],
];
/** Headers that somebody adds or removes who has recorded a delivery, apart from those that are signed. */
const UNSIGNED = [
  ...['idempotency-key', 'x-github-delivery', 'x-gitlab-event-uuid', 'x-request-id', 'request-id', 'linear-delivery'],
  ...['x-shopify-webhook-id', 'x-shopify-event-id', 'x-gogs-delivery', 'x-gitea-delivery', 'x-forgejo-delivery'],
];

describe('what a delivery is known by', () => {
  for (const [name, hook, delivery] of SIGNED) {
    it(`stays the same for ${name}, whatever headers are added or taken away`, () => {
      const headers = fc.dictionary(fc.constantFrom(...UNSIGNED), fc.string({ minLength: 1 }));
      fc.assert(
        fc.property(headers, (added) => {
          expect(repeats(hook, delivery, { ...delivery, headers: { ...added, ...delivery.headers } })).to.equal(true);
          const isSigned = name === 'standard-webhooks' || name === 'svix' || name === 'one that signs the name';
          if (!isSigned) expect(repeats(hook, delivery, { ...delivery, headers: added })).to.equal(true);
        }),
        { numRuns: 50 },
      );
    });

    it(`stays the same for ${name}, also where the body is called something that is not read for a name`, () => {
      expect(repeats(hook, delivery, { ...delivery, payload: {} })).to.equal(true);
    });

    it(`differs for ${name} where another event is signed`, () => {
      const next = {
        payload: { id: 'evt_2', event_id: 'Ev2', event: { id: 'e2' } },
        signedBeside: '2.',
        body: '{"n":2}',
      };
      const headers = Object.fromEntries(Object.keys(delivery.headers ?? {}).map((header) => [header, 'another']));
      expect(repeats(hook, delivery, { ...next, headers })).to.equal(false);
    });
  }

  it('is the header for senders that sign no time, and what they say only if that is asked for', () => {
    for (const auth of ['bearer', 'hmac-sha256', 'hmac-sha1', 'none'] as const) {
      const named = { headers: { 'idempotency-key': 'k1' } };
      expect(repeats({ auth }, named, { ...named, body: 'other' }), auth).to.equal(true);
      expect(repeats({ auth }, named, { headers: { 'idempotency-key': 'k2' } }), auth).to.equal(false);
      expect(repeats({ auth }, {}, {}), auth).to.equal(false);
      expect(repeats({ auth, dedupBody: true }, named, { headers: { 'idempotency-key': 'k2' } }), auth).to.equal(true);
      expect(repeats({ auth, dedupBody: true }, {}, { body: 'other' }), auth).to.equal(false);
    }
  });

  it('is the body in every scheme where that is asked for, whatever time is signed', () => {
    const schemes: readonly WebhookAuth[] = ['slack', 'stripe', 'standard-webhooks', 'gitlab', 'github'];
    for (const auth of schemes) {
      expect(repeats({ auth, dedupBody: true }, { signedBeside: '1.' }, { signedBeside: '2.' }), auth).to.equal(true);
    }
    expect(repeats({ auth: 'slack' }, { signedBeside: '1.' }, { signedBeside: '2.' })).to.equal(false);
  });

  it('counts what is said for as long as a recording could be sent again', () => {
    const spans = (hook: Partial<Webhook>) => keysOf(hook, {}).said.map(({ rememberForMs }) => rememberForMs);
    expect(spans({ auth: 'github' })).to.deep.equal([300_000]);
    expect(spans({ auth: 'github', dedupMs: 1_000 })).to.deep.equal([1_000]);
    expect(spans({ auth: 'slack' })).to.deep.equal([86_400_000]);
    expect(spans({ auth: 'github', dedupBody: true })).to.deep.equal([300_000, 86_400_000]);
  });

  it('is nothing where repeats are not to be known', () => {
    for (const [, hook, delivery] of SIGNED) {
      expect(keysOf({ ...hook, dedupMs: 0 }, delivery)).to.deep.equal({ id: '', named: null, said: [] });
    }
  });

  it('can’t be mistaken for another, whatever names are made of', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('a', 'a:b', '1', 'b:1', '"', '\\', '","', 'name', 'digest'));
    const name = text.filter((one) => one !== '');
    fc.assert(
      fc.property(fc.tuple(name, name), fc.tuple(name, name), (one, other) => {
        const key = ([id, delivery]: readonly [string, string]) =>
          keysOf({ id }, { headers: { 'idempotency-key': delivery } }).named;
        expect(key(one) === key(other)).to.equal(one[0] === other[0] && one[1] === other[1]);
      }),
    );
  });

  it('is short however long the name is', () => {
    for (const length of [200, 201, 12_000]) {
      const long = 'x'.repeat(length);
      const { id, named } = keysOf({}, { headers: { 'idempotency-key': long } });
      expect([id.length, (named ?? '').length].every((size) => size <= 250)).to.equal(true);
      expect(id === long).to.equal(length <= 200);
      expect(
        repeats({}, { headers: { 'idempotency-key': long } }, { headers: { 'idempotency-key': digest(long) } }),
      ).to.equal(false);
      expect(
        repeats({}, { headers: { 'idempotency-key': long } }, { headers: { 'idempotency-key': `${long}y` } }),
      ).to.equal(false);
    }
  });
});
