import { type Attempt, answered, type Scene } from '../attempt.js';
import { type Headers, hook, proof, server, telling } from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';

const FOREIGN = '203.0.113.9';
/** Headers by which some proxy says that it forwards for somebody. */
const FORWARDING: Headers = {
  'x-forwarded-for': FOREIGN,
  forwarded: `for=${FOREIGN}`,
  'x-real-ip': FOREIGN,
  via: '1.1 proxy',
  'x-forwarded-host': 'example.com',
  'x-forwarded-proto': 'https',
  'x-forwarded-port': '443',
  'x-client-ip': FOREIGN,
  'true-client-ip': FOREIGN,
  'cf-connecting-ip': FOREIGN,
  'cf-ray': 'x',
  'cf-visitor': '{}',
  'x-original-forwarded-for': FOREIGN,
  'x-forwarded': FOREIGN,
  'x-envoy-external-address': FOREIGN,
  'fly-client-ip': FOREIGN,
  'x-cluster-client-ip': FOREIGN,
  'x-forwarded-server': 'x',
  'tailscale-user-login': 'x@example.com',
  'x-forwarded-scheme': 'https',
  'cdn-loop': 'cloudflare',
  'x-forwarded-ssl': 'on',
  'x-forwarded-uri': '/x',
  'x-forwarded-prefix': '/x',
};
/** What a browser says of a page that asks. */
const FROM_A_PAGE: readonly (readonly [string, Headers])[] = [
  [
    'a cross-site post of a page',
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' },
  ],
  ['a page without fetch metadata', { origin: 'https://evil.example' }],
  ['a page of an unknown origin', { origin: 'null' }],
  ['fetch metadata alone', { 'sec-fetch-site': 'cross-site' }],
  ['a page of another port of the site', { 'sec-fetch-site': 'same-site' }],
  ['a page on this machine, of another port', { origin: 'http://127.0.0.1:1' }],
  ['a page whose name begins like ours', { origin: 'http://127.0.0.1.evil.example' }],
  ['a page of the name localhost at another place', { origin: 'http://localhost.evil.example' }],
  ['an extension of a browser', { origin: 'chrome-extension://abcdef' }],
  ['a file', { origin: 'file://' }],
  ['a page that only the referrer tells of', { referer: 'https://evil.example/' }],
  ['a page on this machine, of another port, that only the referrer tells of', { referer: 'http://127.0.0.1:1/' }],
];
/** What stands in `Host` once a foreign name leads here. */
const REBOUND = [
  'evil.example',
  'evil.example:80',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '0.0.0.0',
  '192.168.1.2',
  '[::ffff:7f00:1]x',
  'user@127.0.0.1',
];
/** What is local all the same. */
const LOCAL: readonly (readonly [string, Headers])[] = [
  ['a plain request', {}],
  ['the name localhost', { host: 'localhost' }],
  ['the address of IPv6', { host: '[::1]' }],
  ['fetch metadata of an address that was typed', { 'sec-fetch-site': 'none' }],
  ['a tool that names its language', { 'accept-language': 'de', 'user-agent': 'curl/8' }],
];

const ASKED = [
  ['an unauthenticated webhook', 'POST', '/open', [401, 403]],
  ['/metrics', 'GET', '/metrics', [403]],
] as const;

/** Hops that end in an address that may not post, behind a proxy that is believed. */
const HOPS: readonly (readonly [string, string])[] = [
  ['a spoofed hop before the real one', '10.0.0.1, 198.51.100.6'],
  ['words behind', '10.0.0.1, garbage'],
  ['an empty hop behind', '10.0.0.1,'],
  ['a decimal number', '167772161'],
  ['octal digits', '010.0.0.1'],
  ['a zone', 'fe80::1%10.0.0.1'],
  ['unknown', 'unknown'],
  ['a loopback address before the real one', '127.0.0.1, 198.51.100.6'],
  ['a mask', '10.0.0.1/8'],
  ['nothing', ' '],
  ['a name', 'localhost'],
  ['a hundred spoofed hops', `${'10.0.0.1, '.repeat(100)}198.51.100.6`],
];
/** Other ways to write the address that may post. */
const RIGHT_HOPS = ['10.0.0.1', '::ffff:10.0.0.1', '10.0.0.1:99', '[::ffff:10.0.0.1]:5', '198.51.100.6, 10.0.0.1'];

/** Who counts as a program on this machine, and whose word about others counts. */
export function addresses(): readonly Scene[] {
  const open = (more: string) => () =>
    Stage.open({
      more: ({ port }) =>
        server(
          port,
          [
            hook('open', { auth: 'none', ...telling(5_400) }),
            hook('proof', { auth: 'bearer', ...telling(5_401), allow_ips: ['10.0.0.1'] }),
          ],
          more,
        ),
    });
  const ask = (name: string, asked: (typeof ASKED)[number], headers: Headers): Attempt<Stage> => {
    const [what, method, path, statuses] = asked;
    return {
      name: `${what}: ${name}`,
      expected: statuses.join(' or '),
      run: async (stage) => {
        const { status } = await stage.post(path, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) });
        return answered(status, ...statuses);
      },
    };
  };
  const foreign: readonly (readonly [string, Headers])[] = [
    ...Object.entries(FORWARDING).map(
      ([name, value]) => [`behind something that says ${name}`, { [name]: value }] as const,
    ),
    ...FROM_A_PAGE,
    ...REBOUND.map((host) => [`a host named ${host}`, { host }] as const),
  ];
  return [
    scene<Stage>({
      area: 'addresses',
      quick: 1,
      open: open(''),
      attempts: [
        ...ASKED.flatMap((asked) => foreign.map(([name, headers]) => ask(name, asked, headers))),
        ...ASKED.flatMap((asked) =>
          LOCAL.map(([name, headers]) =>
            ask(
              `${name} (must be answered)`,
              [asked[0], asked[1], asked[2], asked[1] === 'POST' ? [202] : [200]] as never,
              headers,
            ),
          ),
        ),
        ...foreign.map(
          ([name, headers]): Attempt<Stage> => ({
            name: `/health: ${name}`,
            expected: 'no numbers about what goes on',
            run: async (stage) => {
              const { text, status } = await stage.post('/health', { method: 'GET', headers });
              return answered(status === 200 && text.includes('started_at') ? 0 : status, 200, 403, 421, 400);
            },
          }),
        ),
      ],
    }),
    scene<Stage>({
      area: 'addresses',
      quick: 1,
      open: open('trusted_proxies = ["127.0.0.1"]'),
      attempts: [
        ...HOPS.map(([name, hops]) => from(`behind a believed proxy: ${name}`, { 'x-forwarded-for': hops }, [403])),
        ...RIGHT_HOPS.map((hops) =>
          from(`behind a believed proxy: ${hops} (must be taken)`, { 'x-forwarded-for': hops }, [202]),
        ),
        ...['x-real-ip', 'forwarded', 'cf-connecting-ip', 'true-client-ip', 'x-client-ip', 'x-forwarded'].map((name) =>
          from(`a believed proxy's ${name}`, { [name]: name === 'forwarded' ? 'for=10.0.0.1' : '10.0.0.1' }, [403]),
        ),
        ...HOPS.map(([name, hops]) => ask(`behind a believed proxy: ${name}`, ASKED[0], { 'x-forwarded-for': hops })),
      ],
    }),
    scene<Stage>({
      area: 'addresses',
      open: open('host = "0.0.0.0"'),
      attempts: [
        ask('on a listener that others can reach', ASKED[0], {}),
        ask('on a listener that others can reach, forwarded', ASKED[1], { 'x-forwarded-for': '127.0.0.1' }),
      ],
    }),
  ];
}

function from(name: string, headers: Headers, statuses: readonly number[]): Attempt<Stage> {
  return {
    name: `addresses that may post: ${name}`,
    expected: statuses.join(' or '),
    run: async (stage) => {
      const body = JSON.stringify({ word: stage.word() });
      return answered(
        (await stage.post('/proof', { headers: { ...proof('bearer', body), ...headers }, body })).status,
        ...statuses,
      );
    },
  };
}
