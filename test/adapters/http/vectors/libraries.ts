import { Webhooks } from '@octokit/webhooks';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';
import { hmac, secrets, type Vector, type Vendor } from './vector.js';

/** A vendor whose own library says what it accepts. */
export interface Library extends Vendor {
  /** Whether the library accepts it. */
  judge(vector: Vector): Promise<boolean>;
}

/** When all of it takes place; to them the machine's clock has to say so. */
export const NOW_MS = 1_700_000_000_000;
const NOW = NOW_MS / 1_000;

async function holds(check: () => unknown): Promise<boolean> {
  try {
    return (await check()) !== false;
  } catch {
    return false;
  }
}

const STRIPE_SECRET = 'whsec_test_secret';
const EVENT = JSON.stringify({ id: 'evt_test_webhook', object: 'event' }, null, 2);

function stripeHeader(
  options: { time?: number; scheme?: string; signature?: string; secret?: string; body?: string } = {},
) {
  const { time = NOW, scheme = 'v1', secret = STRIPE_SECRET, body = EVENT } = options;
  return Stripe.webhooks.generateTestHeaderString({
    payload: body,
    secret,
    timestamp: time,
    scheme,
    signature: options.signature ?? hmac(secret, `${time}.${body}`),
  });
}

function stripeCase(name: string, header: string | null, ok: boolean, body = EVENT): Vector {
  return { name, headers: header === null ? {} : { 'stripe-signature': header }, body, accepts: ok };
}

/** The cases of stripe-node's test/Webhook.spec.ts, and further ones. */
const stripe: Library = {
  name: 'stripe',
  hook: { auth: 'stripe', secrets: secrets(STRIPE_SECRET) },
  nowMs: NOW_MS,
  judge: ({ headers, body }) =>
    holds(() => Stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', STRIPE_SECRET, 300)),
  vectors: [
    stripeCase('a valid header', stripeHeader(), true),
    stripeCase('a header that is none', "I'm not even a real signature header", false),
    stripeCase('a bad header', 'bad_header', false),
    stripeCase('an empty header', '', false),
    stripeCase('no header', null, false),
    stripeCase('another scheme only', stripeHeader({ scheme: 'v0' }), false),
    stripeCase('a bad signature', stripeHeader({ signature: 'bad_signature' }), false),
    stripeCase('a time just within the tolerance', stripeHeader({ time: NOW - 290 }), true),
    stripeCase('a time outside of the tolerance', stripeHeader({ time: NOW - 315 }), false),
    stripeCase('a time of long ago', stripeHeader({ time: 12_345 }), false),
    stripeCase('a valid signature and another one', `${stripeHeader()},v1=potato`, true),
    stripeCase('another signature and a valid one', stripeHeader().replace('v1=', 'v1=potato,v1='), true),
    stripeCase('a valid signature and one of another scheme', `${stripeHeader()},v0=${'0'.repeat(64)}`, true),
    stripeCase('a signature without a time', stripeHeader().replace(/^t=\d+,/, ''), false),
    stripeCase('a time without a signature', `t=${NOW}`, false),
    stripeCase('a time that is none', stripeHeader().replace(/^t=\d+/, 't=now'), false),
    stripeCase('a newer time than was signed', stripeHeader({ time: NOW - 5 }).replace(/^t=\d+/, `t=${NOW}`), false),
    stripeCase('another secret', stripeHeader({ secret: 'whsec_other' }), false),
    stripeCase('the secret without its prefix', stripeHeader({ secret: 'test_secret' }), false),
    stripeCase('another body', stripeHeader(), false, EVENT.replace('evt_', 'evl_')),
    stripeCase('a body with a blank more', stripeHeader(), false, `${EVENT} `),
    stripeCase('a cut signature', stripeHeader().slice(0, -1), false),
    stripeCase('another order', stripeHeader().split(',').reverse().join(','), true),
    stripeCase('letters of other scripts in the body', stripeHeader({ body: '{"a":"é♥"}' }), true, '{"a":"é♥"}'),
  ],
};

const GITHUB_SECRET = 'mysecret';
const GITHUB_BODY = `${JSON.stringify({ foo: 'bar' }, null, 2)}\n`;
const GITHUB_SIGNATURE = 'sha256=e3eccac34c43c7dc1cbb905488b1b81347fcc700a7b025697a9d07862256023f';

function octokitCase(name: string, signature: string, ok: boolean, change: Partial<Vector> = {}): Vector {
  return { name, headers: { 'x-hub-signature-256': signature }, body: GITHUB_BODY, accepts: ok, ...change };
}

/** The cases of octokit/webhooks-methods.js, test/verify.test.ts, and further ones. */
const octokit: Library = {
  name: 'octokit',
  hook: { auth: 'github', secrets: secrets(GITHUB_SECRET) },
  nowMs: NOW_MS,
  judge: async ({ headers, body, hook }) => {
    const known = (hook?.secrets ?? secrets(GITHUB_SECRET)).map((secret) => secret.reveal());
    const signature = headers['x-hub-signature-256'] ?? '';
    const held = known.map((secret) => holds(() => new Webhooks({ secret }).verify(body, signature)));
    return (await Promise.all(held)).includes(true);
  },
  vectors: [
    octokitCase('the right signature', GITHUB_SIGNATURE, true),
    octokitCase('a signature that is none', GITHUB_SIGNATURE.replace('e3e', 'xxx'), false),
    octokitCase('another signature', GITHUB_SIGNATURE.replace('e3e', 'aaa'), false),
    octokitCase('no signature at all', 'foo', false),
    octokitCase('another secret', GITHUB_SIGNATURE, false, { hook: { secrets: secrets('foo') } }),
    octokitCase('another body', GITHUB_SIGNATURE, false, { body: GITHUB_BODY.replace('bar', 'baz') }),
    octokitCase('a body without its last line break', GITHUB_SIGNATURE, false, { body: GITHUB_BODY.trimEnd() }),
    octokitCase('escapes and hearts', 'sha256=9dacf9003316b09be07df56d86a2d0d6872e42a1e6c72c3bad9ff915a7c5603e', true, {
      body: escaped('Foo\n\u001b[34mbar: ♥♥♥♥♥♥♥♥\nthis-is-lost\u001b[0m\u001b[2K'),
      hook: { secrets: secrets('development') },
    }),
    octokitCase('escaped escapes', 'sha256=87316067e2011fae39998b18c46a14d83b3e7c3ffdd88fb2ee5afb7d11288e60', true, {
      body: escaped('\\u001b'),
      hook: { secrets: secrets('development') },
    }),
    octokitCase('a further secret that is wrong', GITHUB_SIGNATURE, true, {
      hook: { secrets: secrets('mysecret', 'foo') },
    }),
    octokitCase('a further secret that is right', GITHUB_SIGNATURE, true, {
      hook: { secrets: secrets('foo', 'mysecret') },
    }),
    octokitCase('no secret that is right', GITHUB_SIGNATURE, false, { hook: { secrets: secrets('foo', 'bar') } }),
    octokitCase('signed by another hash function', `sha1=${hmac(GITHUB_SECRET, GITHUB_BODY, 'hex', 'sha1')}`, false),
    { name: 'no header', headers: {}, body: GITHUB_BODY, accepts: false },
  ],
};

/** As GitHub writes JSON: two blanks, a line break at the end, escapes in upper case. */
function escaped(foo: string): string {
  const text = `${JSON.stringify({ foo }, null, 2)}\n`;
  return text.replace(/[^\\]\\u[\da-f]{4}/g, (one) => one.slice(0, 3) + one.slice(3).toUpperCase());
}

const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const KEY = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const PAYLOAD = '{"test": 2432232314}';
const OTHER = 'Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';

interface Message {
  readonly id?: string;
  readonly time?: number | string;
  readonly signature?: (right: string) => string;
  readonly key?: string;
}

function standardVectors(family: 'webhook' | 'svix'): readonly Vector[] {
  const headersOf = ({ id = ID, time = NOW, signature = (right) => `v1,${right}`, key = KEY }: Message) => {
    const right = hmac(Buffer.from(key, 'base64'), `${ID}.${time}.${PAYLOAD}`, 'base64');
    return { [`${family}-id`]: id, [`${family}-timestamp`]: `${time}`, [`${family}-signature`]: signature(right) };
  };
  const row = (name: string, ok: boolean, message: Message = {}, change: Partial<Vector> = {}): Vector => ({
    name,
    headers: headersOf(message),
    body: PAYLOAD,
    accepts: ok,
    ...change,
  });
  const without = (name: string) => {
    const { [`${family}-${name}`]: _, ...others } = headersOf({});
    return row(`no ${name}`, false, {}, { headers: others });
  };
  return [
    row('a valid signature', true),
    without('id'),
    without('timestamp'),
    without('signature'),
    row('a time that is none', false, { time: 'hello' }),
    row('an invalid signature', false, { signature: () => 'v1,dawfeoifkpqwoekfpqoekf' }),
    row('part of a signature', false, { signature: (right) => `v1,${right.slice(0, 5)}` }),
    row('an empty signature', false, { signature: () => 'v1,' }),
    row('an old time', false, { time: NOW - 315 }),
    row('a new time', false, { time: NOW + 315 }),
    row('a time just within the tolerance', true, { time: NOW - 290 }),
    row('several signatures', true, {
      signature: (right) => `v1,${OTHER} v2,${OTHER} v1,${right} v1,${OTHER}`,
    }),
    row('several signatures, none of them right', false, { signature: () => `v1,${OTHER} v2,${OTHER}` }),
    row('the right signature as another version', false, { signature: (right) => `v2,${right}` }),
    row('the right signature without a version', false, { signature: (right) => right }),
    row('a secret with its prefix', true, {}, { hook: { secrets: secrets(`whsec_${KEY}`) } }),
    row('another secret', false, { key: Buffer.from('another secret').toString('base64') }),
    row('another name', false, { id: 'msg_other' }),
    row('another body', false, {}, { body: PAYLOAD.replace('2', '3') }),
    row('a body with a line break more', false, {}, { body: `${PAYLOAD}\n` }),
    { name: 'nothing', headers: {}, body: PAYLOAD, accepts: false },
  ];
}

/** The cases of the Standard Webhooks library's webhook.test.ts, and further ones. */
const standard: Library = {
  name: 'standard-webhooks',
  hook: { auth: 'standard-webhooks', secrets: secrets(KEY) },
  nowMs: NOW_MS,
  judge: ({ headers, body, hook }) =>
    holds(() => void new StandardWebhook(hook?.secrets?.[0]?.reveal() ?? KEY).verify(body, { ...headers })),
  vectors: standardVectors('webhook'),
};

/** The cases of the Svix library's webhook.test.ts, and further ones. */
const svix: Library = {
  name: 'svix',
  hook: { auth: 'standard-webhooks', secrets: secrets(KEY) },
  nowMs: NOW_MS,
  judge: ({ headers, body, hook }) =>
    holds(() => void new SvixWebhook(hook?.secrets?.[0]?.reveal() ?? KEY).verify(body, { ...headers })),
  vectors: [...standardVectors('svix'), ...standardVectors('webhook')],
};

/** Fixed values that the libraries' tests sign and expect. */
export const SIGNED_EXAMPLES: readonly Vendor[] = [
  {
    name: 'standard-webhooks, signed by its tests',
    hook: { auth: 'standard-webhooks', secrets: secrets(`whsec_${KEY}`) },
    nowMs: 1_614_265_330_000,
    vectors: ['webhook', 'svix'].map((family) => ({
      name: family,
      headers: {
        [`${family}-id`]: ID,
        [`${family}-timestamp`]: '1614265330',
        [`${family}-signature`]: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      body: PAYLOAD,
      accepts: true,
    })),
  },
];

/** What the vendors' own libraries take and refuse. */
export const LIBRARIES: readonly Library[] = [stripe, octokit, svix, standard];
