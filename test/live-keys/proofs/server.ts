import type { TestRequest } from '../../support/http-request.js';
import type { Tree } from '../document.js';
import type { LiveStage } from '../live-stage.js';
import { type Proofs, under } from '../proof.js';

const hook: Tree = { id: 'push', path: '/push', secret: 'one', prompt_template: 'go' };
const around = { triggers: { enabled: true, webhooks: [hook] } };
const headers = { authorization: 'Bearer one' };
const post: Partial<TestRequest> = { headers, body: '{}' };
const many = (count: number, request: Partial<TestRequest>) => async (stage: LiveStage) => {
  const seen: (number | null)[] = [];
  for (let n = 0; n < count; n++) seen.push(await stage.status(request));
  await stage.pass(60_000);
  return seen;
};
const forwarded = { 'x-forwarded-for': '192.0.2.7' };
const metrics = { path: '/metrics', method: 'GET' };

/** `[triggers]` and `[triggers.server]`. */
export const serverProofs: Proofs = {
  ...under(
    'triggers',
    {
      enabled: { from: false, to: true, see: (stage) => stage.status(post), shows: [null, 202] },
      default_timezone: {
        around: {
          triggers: { enabled: true, crons: [{ id: 'late', schedule: '0 14 * * *', prompt: 'late' }] },
        },
        from: 'UTC',
        to: 'Europe/Berlin',
        // 12:00 UTC at the start; each look is over before 14:00 of the other zone.
        see: async (stage) => {
          const orders = await stage.newOrders(() => stage.pass(25 * 60_000));
          const first = stage.applied.length === 1;
          if (first) return orders.length;
          return (await stage.newOrders(() => stage.pass(40 * 60_000))).length;
        },
        shows: [0, 1],
      },
      allow_unauthenticated_webhooks: {
        around: {
          triggers: {
            enabled: true,
            server: { trusted_proxies: ['127.0.0.1'] },
            webhooks: [{ ...hook, secret: null, auth: 'none' }],
          },
        },
        to: true,
        see: (stage) => stage.status({ body: '{}', headers: forwarded }),
        shows: [401, 202],
      },
    },
    around,
  ),
  ...under(
    'triggers.server',
    {
      host: {
        to: '0.0.0.0',
        see: async (stage) => {
          const places = ['127.0.0.1', '127.0.0.2'].map((host) => `http://${host}:${stage.here.ports[0]}/health`);
          return Promise.all(
            places.map((url) =>
              fetch(url).then(
                ({ ok }) => ok,
                () => false,
              ),
            ),
          );
        },
        shows: [
          [true, false],
          [true, true],
        ],
      },
      port: {
        from: ({ ports }) => ports[0],
        to: ({ ports }) => ports[1],
        see: async (stage) => [
          await stage.status({ ...post, port: stage.here.ports[0] }),
          await stage.status({ ...post, port: stage.here.ports[1] }),
        ],
        shows: [
          [202, null],
          [null, 202],
        ],
      },
      rate_limit: {
        to: 2,
        see: many(3, post),
        shows: [
          [202, 202, 202],
          [202, 202, 429],
        ],
      },
      max_body_bytes: {
        to: 1_024,
        see: (stage) => stage.status({ headers, body: JSON.stringify('x'.repeat(2_000)) }),
        shows: [202, 413],
      },
      metrics: { to: false, see: (stage) => stage.status(metrics), shows: [200, 404] },
      metrics_public: {
        around: { triggers: { ...around.triggers, server: { trusted_proxies: ['127.0.0.1'] } } },
        to: true,
        see: (stage) => stage.status({ ...metrics, headers: forwarded }),
        shows: [403, 200],
      },
      always: {
        around: { triggers: { enabled: false } },
        to: true,
        see: (stage) => stage.status({ path: '/health', method: 'GET' }),
        shows: [null, 200],
      },
      trusted_proxies: {
        around: { triggers: { ...around.triggers, webhooks: [{ ...hook, allow_ips: ['192.0.2.7'] }] } },
        to: ['127.0.0.1'],
        see: (stage) => stage.status({ ...post, headers: { ...headers, ...forwarded } }),
        shows: [403, 202],
      },
      auth_failures_per_minute: {
        to: 1,
        see: many(2, { headers: { authorization: 'Bearer guess' }, body: '{}' }),
        shows: [
          [401, 401],
          [401, 429],
        ],
      },
    },
    around,
  ),
};
