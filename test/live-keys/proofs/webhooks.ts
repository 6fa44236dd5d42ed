import { createHmac } from 'node:crypto';
import type { TestRequest } from '../../support/http-request.js';
import { overlay, type Tree } from '../document.js';
import type { LiveStage } from '../live-stage.js';
import { type Proofs, under } from '../proof.js';
import { triggerProofs } from './triggers.js';

const body = '{}';
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const push: Tree = { id: 'push', path: '/push', secret: 'one', prompt_template: 'go' };

/** A webhook that starts a run, with further keys, behind a listener that is always there. */
const around =
  (hook: Tree = {}, more: Tree = {}) =>
  ({ ports }: { readonly ports: readonly [number, number] }) =>
    overlay(
      { triggers: { enabled: true, server: { port: ports[0], always: true }, webhooks: [overlay(push, hook)] } },
      more,
    );

const post = (stage: LiveStage, request: Partial<TestRequest> = {}) =>
  stage.status({ body, headers: bearer('one'), ...request });
const status =
  (request: Partial<TestRequest> = {}) =>
  (stage: LiveStage) =>
    post(stage, request);
const statuses =
  (...requests: readonly Partial<TestRequest>[]) =>
  async (stage: LiveStage) => {
    const seen: (number | null)[] = [];
    for (const request of requests) seen.push(await post(stage, request));
    return seen;
  };
const secrets = statuses({ headers: bearer('one') }, { headers: bearer('two') });
const signed = (algorithm: 'sha1' | 'sha256') => ({
  headers: { 'x-signature': createHmac(algorithm, 'one').update(body).digest('hex') },
});

/** A post that Slack would have signed a while ago. */
const slack = (agoMs: number) => async (stage: LiveStage) => {
  const time = Math.floor((stage.world.time.now() - agoMs) / 1_000);
  const signature = createHmac('sha256', 'one').update(`v0:${time}:${body}`).digest('hex');
  return post(stage, {
    headers: { 'x-slack-request-timestamp': `${time}`, 'x-slack-signature': `v0=${signature}` },
  });
};

/** What a sender signs, and what its `signature` table says of it. */
const SIGNED_AT = 1_000;
const own = (
  stage: LiveStage,
  text: (time: number) => string,
  algorithm = 'sha256',
  encoding: 'hex' | 'base64' = 'hex',
) => {
  const time = Math.floor((stage.world.time.now() - SIGNED_AT) / 1_000);
  const signature = createHmac(algorithm, 'one').update(text(time)).digest(encoding);
  return { time: `${time}`, signature };
};

/** Posts of which each is signed in its own way; their bodies differ, so that none is a repeat. */
const signing =
  (...ways: readonly ((sign: typeof own, stage: LiveStage, body: string) => Readonly<Record<string, string>>)[]) =>
  async (stage: LiveStage) => {
    const seen: (number | null)[] = [];
    for (const [index, way] of ways.entries()) {
      const text = JSON.stringify({ posted: [stage.applied.length, index] });
      seen.push(await stage.status({ body: text, headers: way(own, stage, text) }));
    }
    return seen;
  };
const signature = { header: 'X-Own' };
const table = (more: Tree = {}, hook: Tree = {}) => around({ signature: overlay(signature, more), ...hook });
const either = [
  [202, 401],
  [401, 202],
] as const;

const named = (header: string, name: string) => ({ headers: { ...bearer('one'), [header]: name } });
const BOUNDARY = 'x-boundary';

/** A post with a file of so many bytes in it. */
const file = (bytes = 10): Partial<TestRequest> => ({
  headers: { ...bearer('one'), 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  body: `--${BOUNDARY}\r\ncontent-disposition: form-data; name="f"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n${'x'.repeat(bytes)}\r\n--${BOUNDARY}--\r\n`,
});
const placed = async (stage: LiveStage) => {
  await post(stage, file());
  await stage.pass(2_000);
  return [...stage.world.files.files.keys()].map((path) => path.replace(/^.*\/uploads\/\d+-/, 'uploads/'));
};

/** `[[triggers.webhooks]]`. */
export const webhookProofs: Proofs = {
  ...triggerProofs({ table: 'webhooks', around, fire: (stage) => post(stage) }),
  ...under('triggers.webhooks.*', {
    path: {
      around: around(),
      from: '/push',
      to: '/pull',
      see: statuses({ path: '/push' }, { path: '/pull' }),
      shows: [
        [202, 404],
        [404, 202],
      ],
    },
    auth: {
      around: around(),
      to: 'hmac-sha256',
      see: statuses({}, signed('sha256')),
      shows: [
        [202, 401],
        [401, 202],
      ],
    },
    secret: {
      around: around(),
      from: 'one',
      to: 'two',
      see: secrets,
      shows: [
        [202, 401],
        [401, 202],
      ],
    },
    secret_env: {
      around: around({ secret: null }),
      before: ({ environment }) => void Object.assign(environment, { ONE: 'one', TWO: 'two' }),
      from: 'ONE',
      to: 'TWO',
      see: secrets,
      shows: [
        [202, 401],
        [401, 202],
      ],
    },
    secret_file: {
      around: around({ secret: null }),
      before: async (here) => {
        await here.write('one', 'one');
        await here.write('two', 'two');
      },
      from: 'one',
      to: 'two',
      see: secrets,
      shows: [
        [202, 401],
        [401, 202],
      ],
    },
    secrets: {
      around: around(),
      to: ['two'],
      see: secrets,
      shows: [
        [202, 401],
        [202, 202],
      ],
    },
    'signature.header': {
      around: table(),
      from: 'X-Own',
      to: 'X-Other',
      see: signing(
        (sign, stage, text) => ({ 'x-own': sign(stage, () => text).signature }),
        (sign, stage, text) => ({ 'x-other': sign(stage, () => text).signature }),
      ),
      shows: either,
    },
    'signature.prefix': {
      around: table(),
      to: 'v7=',
      see: signing(
        (sign, stage, text) => ({ 'x-own': sign(stage, () => text).signature }),
        (sign, stage, text) => ({ 'x-own': `v7=${sign(stage, () => text).signature}` }),
      ),
      shows: either,
    },
    'signature.encoding': {
      around: table(),
      to: 'base64',
      see: signing(
        (sign, stage, text) => ({ 'x-own': sign(stage, () => text).signature }),
        (sign, stage, text) => ({ 'x-own': sign(stage, () => text, 'sha256', 'base64').signature }),
      ),
      shows: either,
    },
    'signature.algorithm': {
      around: table(),
      to: 'sha512',
      see: signing(
        (sign, stage, text) => ({ 'x-own': sign(stage, () => text).signature }),
        (sign, stage, text) => ({ 'x-own': sign(stage, () => text, 'sha512').signature }),
      ),
      shows: either,
    },
    'signature.timestamp_header': {
      around: table({ template: '{timestamp}.{body}' }),
      from: 'X-Time',
      to: 'X-Other-Time',
      see: signing(
        ...['x-time', 'x-other-time'].map((header) => (sign: typeof own, stage: LiveStage, text: string) => {
          const { time, signature } = sign(stage, (seconds) => `${seconds}.${text}`);
          return { 'x-own': signature, [header]: time };
        }),
      ),
      shows: either,
    },
    'signature.template': {
      around: table({}, { dedup_header: 'X-Name' }),
      from: '{body}',
      to: '{id}:{body}',
      see: signing(
        ...[(text: string) => text, (text: string, name: string) => `${name}:${text}`].map(
          (signed) => (sign: typeof own, stage: LiveStage, text: string) => {
            const name = Buffer.from(text).toString('hex');
            return { 'x-own': sign(stage, () => signed(text, name)).signature, 'x-name': name };
          },
        ),
      ),
      shows: either,
    },
    dedup_body: {
      around: around(),
      to: true,
      see: statuses({}, {}),
      shows: [
        [202, 202],
        [202, 200],
      ],
    },
    verification: {
      around: around(),
      to: 'dropbox',
      see: status({ method: 'GET', path: '/push?challenge=abc', body: '' }),
      shows: [405, 200],
    },
    verify_token: {
      around: around({ verification: 'meta' }),
      from: 'one',
      to: 'two',
      see: statuses(
        ...['one', 'two'].map((token) => ({
          method: 'GET',
          path: `/push?hub.mode=subscribe&hub.challenge=abc&hub.verify_token=${token}`,
          body: '',
        })),
      ),
      shows: [
        [200, 403],
        [403, 200],
      ],
    },
    tolerance_s: { around: around({ auth: 'slack' }), to: 60, see: slack(120_000), shows: [202, 401] },
    dedup_header: {
      around: around(),
      to: 'x-name',
      see: async (stage) => {
        const name = `d${stage.applied.length}`;
        return statuses(named('x-name', name), named('x-name', name))(stage);
      },
      shows: [
        [202, 202],
        [202, 200],
      ],
    },
    dedup_s: {
      around: around(),
      to: 0,
      see: async (stage) => {
        const name = `d${stage.applied.length}`;
        return statuses(named('webhook-id', name), named('webhook-id', name))(stage);
      },
      shows: [
        [202, 200],
        [202, 202],
      ],
    },
    allow_ips: { around: around(), to: ['192.0.2.0/24'], see: status(), shows: [202, 403] },
    event_filter: {
      around: around(),
      to: ['issues'],
      see: status(named('x-github-event', 'push')),
      shows: [202, 200],
    },
    accept_multipart: { around: around(), to: true, see: status(file()), shows: [400, 202] },
    file_destination: {
      around: around({ accept_multipart: true }, { security: { file_roots: ['/in'] } }),
      to: '/in/{{file.filename}}',
      see: placed,
      shows: [['uploads/a.txt'], ['uploads/a.txt', '/in/a.txt']],
    },
    max_file_size_bytes: {
      around: around({ accept_multipart: true }),
      to: 1_024,
      see: status(file(2_000)),
      shows: [202, 413],
    },
  }),
};
