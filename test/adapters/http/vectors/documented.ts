import { bodyCases, hmac, SECRET, secrets, type Vector, type Vendor } from './vector.js';

const NOW_MS = 1_700_000_000_000;
const seconds = (ms: number) => `${Math.floor(ms / 1_000)}`;

/** https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation */
const github: Vendor = {
  name: 'github',
  hook: { auth: 'github', secrets: secrets(SECRET) },
  nowMs: NOW_MS,
  vectors: [
    {
      name: 'the documented test values',
      headers: { 'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' },
      body: 'Hello, World!',
      accepts: true,
    },
    {
      name: 'a form, signed as it is sent',
      headers: { 'x-hub-signature-256': `sha256=${hmac(SECRET, 'payload=%7B%22zen%22%3A%22x%22%7D')}` },
      body: 'payload=%7B%22zen%22%3A%22x%22%7D',
      accepts: true,
    },
    {
      name: 'by SHA-1 only, as GitHub sends it for older receivers',
      headers: { 'x-hub-signature': `sha1=${hmac(SECRET, '{}', 'hex', 'sha1')}` },
      body: '{}',
      accepts: false,
    },
    ...bodyCases('x-hub-signature-256', (signature) => `sha256=${signature}`),
  ],
};

const SLACK_BODY =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
const SLACK_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const SLACK_TIME = 1_531_420_618;

function slackCase(
  name: string,
  ok: boolean,
  change: Partial<Vector> & { time?: string; signature?: string } = {},
): Vector {
  const { time = `${SLACK_TIME}`, signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503' } =
    change;
  const headers = { 'x-slack-request-timestamp': time, 'x-slack-signature': signature };
  return { name, headers, body: SLACK_BODY, accepts: ok, ...change };
}

const slackSigned = (time: string, secret = SLACK_SECRET, body = SLACK_BODY) =>
  `v0=${hmac(secret, `v0:${time}:${body}`)}`;
const slackAt = (time: number) => ({ time: `${time}`, signature: slackSigned(`${time}`) });

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
const slack: Vendor = {
  name: 'slack',
  hook: { auth: 'slack', secrets: secrets(SLACK_SECRET) },
  nowMs: SLACK_TIME * 1_000,
  vectors: [
    slackCase('the documented request', true),
    slackCase('five minutes later', true, { nowMs: (SLACK_TIME + 300) * 1_000 }),
    slackCase('later than that', false, { nowMs: (SLACK_TIME + 301) * 1_000 }),
    slackCase('too early', false, { nowMs: (SLACK_TIME - 301) * 1_000 }),
    slackCase('with a newer time', false, { time: `${SLACK_TIME + 1}` }),
    slackCase('with a newer time that is signed', true, slackAt(SLACK_TIME + 1)),
    slackCase('without a time', false, { time: '' }),
    slackCase('with a time that is none', false, { time: 'now', signature: slackSigned('now') }),
    slackCase('with a time in milliseconds', false, slackAt(SLACK_TIME * 1_000)),
    slackCase('with another body', false, { body: SLACK_BODY.replace('roadrunner', 'coyote') }),
    slackCase('signed with another secret', false, { signature: slackSigned(`${SLACK_TIME}`, 'other') }),
    slackCase('of another version', false, { signature: slackSigned(`${SLACK_TIME}`).replace('v0', 'v1') }),
    slackCase('without a signature', false, { signature: '' }),
    slackCase('with an older secret that is still valid', true, { hook: { secrets: secrets('newer', SLACK_SECRET) } }),
    slackCase('with a secret that is no longer valid', false, { hook: { secrets: secrets('newer') } }),
    { name: 'without any header', headers: {}, body: SLACK_BODY, accepts: false },
  ],
};

/** https://docs.gitlab.com/user/project/integrations/webhooks/#validate-requests-by-using-a-secret-token */
const gitlab: Vendor = {
  name: 'gitlab',
  hook: { auth: 'gitlab', secrets: secrets(SECRET) },
  nowMs: NOW_MS,
  vectors: (
    [
      ['the token', { 'x-gitlab-token': SECRET }, true],
      ['another token', { 'x-gitlab-token': 'other' }, false],
      ['part of it', { 'x-gitlab-token': SECRET.slice(1) }, false],
      ['it and more', { 'x-gitlab-token': `${SECRET}x` }, false],
      ['in another case', { 'x-gitlab-token': SECRET.toLowerCase() }, false],
      ['nothing', { 'x-gitlab-token': '' }, false],
      ['no header', {}, false],
      ['the token as a bearer', { authorization: `Bearer ${SECRET}` }, false],
    ] as const
  ).map(([name, headers, ok]) => ({ name, headers, body: '{"object_kind":"push"}', accepts: ok })),
};

/** https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/#Secure-webhooks */
const bitbucket: Vendor = {
  name: 'bitbucket',
  hook: { auth: 'hmac-sha256', secrets: secrets(SECRET) },
  nowMs: NOW_MS,
  vectors: [
    {
      name: 'the documented test values',
      headers: { 'x-hub-signature': 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9' },
      body: 'Hello World!',
      accepts: true,
    },
    {
      name: 'without the name of the hash function',
      headers: { 'x-hub-signature': hmac(SECRET, '{}') },
      body: '{}',
      accepts: false,
    },
    ...bodyCases('x-hub-signature', (signature) => `sha256=${signature}`),
  ],
};

function linearCase(name: string, ok: boolean, sentAt: unknown, change: Partial<Vector> = {}): Vector {
  const body = JSON.stringify({ action: 'create', type: 'Issue', data: { id: '2174add1' }, webhookTimestamp: sentAt });
  return { name, headers: { 'linear-signature': hmac(SECRET, body) }, body, accepts: ok, ...change };
}

/** https://linear.app/developers/webhooks#securing-webhooks */
const linear: Vendor = {
  name: 'linear',
  hook: { auth: 'linear', secrets: secrets(SECRET) },
  nowMs: NOW_MS,
  vectors: [
    ...bodyCases('linear-signature', (signature) => signature),
    linearCase('sent now', true, NOW_MS),
    linearCase('sent within the tolerance', true, NOW_MS - 300_000),
    linearCase('sent before', false, NOW_MS - 300_001),
    linearCase('sent later', false, NOW_MS + 300_001),
    linearCase('sent in a second', false, Math.floor(NOW_MS / 1_000)),
    linearCase('sent at no time', false, 'now'),
    linearCase('with another time than was signed', false, NOW_MS, {
      headers: { 'linear-signature': hmac(SECRET, JSON.stringify({ webhookTimestamp: 1 })) },
    }),
  ],
};

/** https://docs.sentry.io/organization/integrations/integration-platform/webhooks/#verifying-the-signature */
const sentry: Vendor = {
  name: 'sentry',
  hook: { auth: 'sentry', secrets: secrets(SECRET) },
  nowMs: NOW_MS,
  vectors: [
    ...bodyCases('sentry-hook-signature', (signature) => signature),
    {
      name: 'in the header of older integrations',
      headers: { 'sentry-app-signature': hmac(SECRET, '{"installation":{}}') },
      body: '{"installation":{}}',
      accepts: true,
    },
  ],
};

const PAGE = '{"event":{"id":"01BZ","event_type":"incident.triggered"}}';

/** https://developer.pagerduty.com/docs/verifying-webhook-signatures */
const pagerduty: Vendor = {
  name: 'pagerduty',
  hook: { auth: 'pagerduty', secrets: secrets(SECRET) },
  nowMs: NOW_MS,
  vectors: [
    ...bodyCases('x-pagerduty-signature', (signature) => `v1=${signature}`),
    ...(
      [
        ['several signatures, the right one last', [`v1=${hmac('a', PAGE)}`, `v1=${hmac(SECRET, PAGE)}`], true],
        ['several signatures, the right one first', [`v1=${hmac(SECRET, PAGE)}`, `v1=${hmac('a', PAGE)}`], true],
        ['several signatures, none of them right', [`v1=${hmac('a', PAGE)}`, `v1=${hmac('b', PAGE)}`], false],
        ['a signature of another version', [`v2=${hmac(SECRET, PAGE)}`], false],
        ['a signature of no version', [hmac(SECRET, PAGE)], false],
      ] as const
    ).flatMap(([name, shown, ok]) =>
      [',', ', '].map((between) => ({
        name: `${name}, between them "${between}"`,
        headers: { 'x-pagerduty-signature': shown.join(between) },
        body: PAGE,
        accepts: ok,
      })),
    ),
  ],
};

/** https://gogs.io/docs/features/webhook, https://docs.gitea.com/usage/webhooks, https://forgejo.org/docs/latest/user/webhooks */
const gogs: Vendor = {
  name: 'gogs',
  hook: { auth: 'gogs', secrets: secrets(SECRET) },
  nowMs: NOW_MS,
  vectors: ['x-gogs-signature', 'x-gitea-signature', 'x-forgejo-signature'].flatMap((header) =>
    bodyCases(header, (signature) => signature),
  ),
};

/** https://shopify.dev/docs/apps/build/webhooks/subscribe/https#step-2-validate-the-origin-of-your-webhook-to-ensure-its-coming-from-shopify */
const shopify: Vendor = {
  name: 'shopify',
  hook: { auth: 'shopify', secrets: secrets(SECRET) },
  nowMs: NOW_MS,
  vectors: [
    ...bodyCases('x-shopify-hmac-sha256', (signature) => signature, 'base64'),
    {
      name: 'in hexadecimal',
      headers: { 'x-shopify-hmac-sha256': hmac(SECRET, '{}') },
      body: '{}',
      accepts: false,
    },
  ],
};

const scheme = {
  header: 'x-own-signature',
  prefix: 'v1=',
  encoding: 'hex',
  algorithm: 'sha256',
  timestampHeader: 'x-own-time',
  template: '{id}:{timestamp}:{body}:end',
} as const;

function ownCase(
  name: string,
  ok: boolean,
  change: { time?: string; id?: string; shown?: (right: string) => string; body?: string } = {},
): Vector {
  const { time = seconds(NOW_MS), id = 'd1', shown = (right: string) => `v1=${right}`, body = '{"a":1}' } = change;
  const right = hmac(SECRET, `d1:${time}:{"a":1}:end`);
  return { name, headers: { 'x-own-signature': shown(right), 'x-own-time': time, 'x-own-id': id }, body, accepts: ok };
}

/** Whatever a `signature` table says. */
const custom: Vendor = {
  name: 'signature table',
  hook: { auth: 'signature', secrets: secrets(SECRET), signature: scheme, dedupHeader: 'X-Own-Id' },
  nowMs: NOW_MS,
  vectors: [
    ownCase('all of it', true),
    ownCase('in upper case', true, { shown: (right) => `v1=${right.toUpperCase()}` }),
    ownCase('several, by commas', true, { shown: (right) => `v1=00,v1=${right}` }),
    ownCase('several, by blanks', true, { shown: (right) => `v1=${right} v0=00` }),
    ownCase('without the prefix', false, { shown: (right) => right }),
    ownCase('a time in milliseconds', true, { time: `${NOW_MS}` }),
    ownCase('a time as a date', true, { time: new Date(NOW_MS).toISOString() }),
    ownCase('an old time', false, { time: seconds(NOW_MS - 301_000) }),
    ownCase('an old date', false, { time: new Date(NOW_MS - 301_000).toISOString() }),
    ownCase('a later time', false, { time: seconds(NOW_MS + 301_000) }),
    ownCase('no time', false, { time: '' }),
    ownCase('no date', false, { time: 'yesterday' }),
    ownCase('another name', false, { id: 'd2' }),
    ownCase('no name', false, { id: '' }),
    ownCase('another body', false, { body: '{"a":2}' }),
    {
      name: 'no header',
      headers: { 'x-own-time': seconds(NOW_MS), 'x-own-id': 'd1' },
      body: '{"a":1}',
      accepts: false,
    },
    ...(['sha1', 'sha256', 'sha512'] as const).flatMap((algorithm) =>
      (['hex', 'base64'] as const).map((encoding) => ({
        name: `${algorithm} in ${encoding}`,
        headers: { 'x-own-signature': hmac(SECRET, '{}', encoding, algorithm) },
        body: '{}',
        accepts: true,
        hook: { signature: { ...scheme, prefix: '', algorithm, encoding, timestampHeader: null, template: '{body}' } },
      })),
    ),
    {
      name: 'a prefix with a blank behind it',
      headers: { 'x-own-signature': `HMAC ${hmac(SECRET, '{}', 'base64')}` },
      body: '{}',
      accepts: true,
      hook: { signature: { ...scheme, prefix: 'HMAC', encoding: 'base64', timestampHeader: null, template: '{body}' } },
    },
  ],
};

/** What the vendors' documentation takes and refuses. */
export const DOCUMENTED: readonly Vendor[] = [
  ...[github, slack, gitlab, bitbucket, linear, sentry, pagerduty, gogs, shopify, custom],
];
