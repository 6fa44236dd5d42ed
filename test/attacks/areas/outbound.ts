import { UndiciOutbound } from '../../../src/adapters/net/undici-outbound.js';
import { outboundRequest } from '../../support/builders/outbound-request.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { LoopbackSite } from '../../support/loopback-site.js';
import { type Attempt, broke, HELD, heldUnless, type Scene, type Target } from '../attempt.js';
import { hook, proof } from '../hooks.js';
import { scene } from '../scene.js';
import { ForwardStage } from './forward-stage.js';

/** Addresses that are not public, of both families and in all forms that carry one of the other. */
const ADDRESSES = [
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '169.254.170.2',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '192.0.0.1',
  '192.0.2.1',
  '198.51.100.1',
  '203.0.113.1',
  '198.18.0.1',
  '198.19.255.255',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
  '192.88.99.1',
  '::',
  '::1',
  '::2',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:a00:1',
  '0:0:0:0:0:ffff:7f00:1',
  '::127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::7f00:1',
  '64:ff9b:1::808:808',
  '2002:7f00:1::',
  '2002:a00:1::1',
  '2002:808:808::1',
  '2001::7f00:1',
  '2001:0:808:808::f5ff:fffe',
  'fe80::1',
  'fec0::1',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  'ff0e::1',
  '100::1',
  '2001:db8::1',
  '2001:10::1',
  '2001:20::1',
  '3fff::1',
  '5f00::1',
  '4000::1',
  '::ffff:169.254.169.254',
  '2620:4f:8000::1',
  '2001:2::1',
  '2001:1::1',
  '2001:4:112::1',
  '::ffff:10.0.0.1',
  '::ffff:192.168.0.1',
  'ff05::1:3',
];
/** Other ways to write an address of this machine; `PORT` is one that is listened on. */
const URLS = [
  'http://2130706433:PORT/',
  'http://0x7f000001:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://127.1:PORT/',
  'http://127.0.1:PORT/',
  'http://0:PORT/',
  'http://127.0.0.1.:PORT/',
  'http://①②⑦.⓪.⓪.①:PORT/',
  'http://127。0。0。1:PORT/',
  'http://user:pw@127.0.0.1:PORT/',
  'http://example.invalid@127.0.0.1:PORT/',
  'http://127.0.0.1:PORT#@example.invalid/',
  'http://example.invalid\\@127.0.0.1:PORT/',
  'http://127.0.0.1:PORT\\@example.invalid/',
  'http://[fe80::1%25lo]:PORT/',
  'http://ⓛocalhost:PORT/',
  'http://localhost:PORT/',
  'http://localhost.:PORT/',
  'http://LOCALHOST:PORT/',
  'file:///etc/passwd',
  'unix:/run/docker.sock',
  'http+unix://%2Frun%2Fdocker.sock/',
  'gopher://127.0.0.1:PORT/',
  'ftp://127.0.0.1:PORT/',
  'data:text/plain,x',
  'javascript:1',
  'HTTP://127.0.0.1:PORT/',
  'http:127.0.0.1:PORT',
  'http:/127.0.0.1:PORT/',
  'http:///127.0.0.1:PORT/',
  'ht\ttp://127.0.0.1:PORT/',
  'http://127.0.0.1:0/',
  'http://x:99999/',
  'ws://127.0.0.1:PORT/',
  'http://0x7f.1:PORT/',
  'http://0300.0250.1.1:PORT/',
  'http://127.0.0.1%00.example.invalid:PORT/',
  'http://127.0.0.1%2eexample.invalid:PORT/',
  'http://%31%32%37.0.0.1:PORT/',
  'https://127.0.0.1:PORT/',
  'http://0000::1:PORT/',
  'http://[0:0:0:0:0:0:0:1]:PORT/',
];
/** Headers that a webhook may not send along. */
const HEADERS: readonly (readonly [string, string])[] = [
  ['X-A', 'a\r\nHost: evil'],
  ['X-A', 'a\nb'],
  ['X-A', 'a\u0000b'],
  ['X-A\r\nY', 'b'],
  ['X A', 'b'],
  ['', 'b'],
  ['Host', 'evil'],
  ['Content-Length', '0'],
  ['Transfer-Encoding', 'chunked'],
  ['Connection', 'upgrade'],
  ['X-A', '漢'],
  ['X-A', 'aĊHost: evil'],
  ['Upgrade', 'h2c'],
  ['Expect', '100-continue'],
  [':authority', 'x'],
  ['TE', 'trailers'],
  ['Trailer', 'x'],
  ['Keep-Alive', 'x'],
];

/** Where a webhook may pass on what it was sent. */
export function outbound(): readonly Scene[] {
  const urls = [
    ...ADDRESSES.map((address) => `http://${address.includes(':') ? `[${address}]` : address}:PORT/`),
    ...URLS,
  ];
  return [
    scene<ForwardStage>({
      area: 'outbound guard',
      open: () => ForwardStage.open({ urls }),
      attempts: urls.map(
        (url, n): Attempt<ForwardStage> => ({
          name: url.replace(':PORT', ''),
          expected: 'refused, and nothing is reached',
          run: async (stage) => {
            if (stage.refusedAtLoad.has(n)) return HELD;
            const reached = stage.site.asked.length;
            const told = await stage.forward(n);
            if (stage.site.asked.length > reached) return broke('reached what listens on this machine');
            return heldUnless(!/outbound_allow|not valid|Only http|no host/.test(told) && told);
          },
        }),
      ),
    }),
    scene<ForwardStage>({
      area: 'outbound guard',
      open: () =>
        ForwardStage.open({ urls: HEADERS.map(() => 'http://127.0.0.1:PORT/'), headers: HEADERS, allow: '127.0.0.1' }),
      attempts: HEADERS.map(
        ([name, value], n): Attempt<ForwardStage> => ({
          name: `header ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
          expected: 'refused, or sent so that it means nothing else',
          run: async (stage) => {
            if (stage.refusedAtLoad.has(n)) return HELD;
            const reached = stage.site.asked.length;
            await stage.forward(n);
            const asked = stage.site.asked[reached];
            return heldUnless(asked !== undefined && `sent: ${JSON.stringify(asked.headers)}`);
          },
        }),
      ),
    }),
    scene<ForwardStage>({
      area: 'outbound guard',
      open: () =>
        ForwardStage.open({
          urls: [
            'http://127.0.0.1:PORT/',
            'http://[::ffff:127.0.0.1]:PORT/',
            'http://127.0.0.2:PORT/',
            'http://[::1]:PORT/',
          ],
          allow: '127.0.0.1',
        }),
      attempts: [
        reaching('an address that is allowed (must be reached)', 0, true),
        reaching('the same in the form of IPv6 (must be reached)', 1, true),
        reaching('its neighbour', 2, false),
        reaching('the address of IPv6 for the same machine', 3, false),
        {
          name: 'a redirect to another address',
          expected: 'not followed',
          run: async (stage) => {
            const reached = stage.site.asked.length;
            stage.site.answer = (response) => response.writeHead(307, { location: '/elsewhere' }).end();
            await stage.forward(0);
            stage.site.answer = (response) => response.end();
            return heldUnless(stage.site.asked.slice(reached).some(({ path }) => path === '/elsewhere') && 'followed');
          },
        },
        {
          name: 'an endless answer',
          expected: 'the memory stays below 400 MB and it is given up',
          run: async (stage) => {
            stage.site.answer = (response) => {
              const timer = setInterval(() => response.write(Buffer.alloc(1_000_000)), 5);
              response.on('close', () => clearInterval(timer));
            };
            const told = stage.forward(0);
            const most = await stage.mostMemory(told);
            stage.site.answer = (response) => response.end();
            return heldUnless(most > 400 && `${most} MB`);
          },
        },
      ],
    }),
    resolved(),
  ];
}

function reaching(name: string, n: number, must: boolean): Attempt<ForwardStage> {
  return {
    name,
    expected: must ? 'reached' : 'refused',
    run: async (stage) => {
      if (stage.refusedAtLoad.has(n)) return must ? broke('refused at load') : HELD;
      const reached = stage.site.asked.length;
      const told = await stage.forward(n);
      return stage.site.asked.length > reached === must ? HELD : broke(told);
    },
  };
}

/** What a name server says can't be arranged for the whole program: here its way out is asked by itself. */
function resolved(): Scene {
  class Resolver implements Target {
    readonly site: LoopbackSite;
    constructor(site: LoopbackSite) {
      this.site = site;
    }
    trouble(): Promise<null> {
      return Promise.resolve(null);
    }
    [Symbol.asyncDispose](): Promise<void> {
      return this.site[Symbol.asyncDispose]();
    }
  }
  const cases: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ['public at the first look-up, this machine at the second', [['203.0.113.77'], ['127.0.0.1']]],
    ['this machine at the first look-up, public at the second', [['127.0.0.1'], ['8.8.8.8']]],
    ['a public address and this machine', [['8.8.8.8', '127.0.0.1']]],
    ['this machine and a public address', [['127.0.0.1', '8.8.8.8']]],
    ['this machine in the form of IPv6 beside a public one', [['8.8.8.8', '::ffff:127.0.0.1']]],
    ['nothing', [[]]],
    ['a name in place of an address', [['localhost']]],
    ['an address with a zone', [['fe80::1%lo']]],
    ['this machine behind NAT64', [['64:ff9b::7f00:1']]],
    ['one that is allowed and one that is not', [['127.0.0.9', '127.0.0.1']]],
  ];
  return scene<Resolver>({
    area: 'outbound guard',
    quick: 1,
    open: async () => new Resolver(await LoopbackSite.open()),
    attempts: cases.map(
      ([name, answers]): Attempt<Resolver> => ({
        name: `a name that resolves to ${name} (in-process)`,
        expected: 'refused before anything is connected to',
        run: async ({ site }) => {
          let asked = 0;
          const lookUp = async () => answers[Math.min(asked++, answers.length - 1)] ?? [];
          const way = new UndiciOutbound({ alarm: new FakeTime(), lookUp });
          const request = outboundRequest({ url: `http://rebound.example:${site.port}/`, allow: ['127.0.0.9/32'] });
          const outcome = await way.send(request, new AbortController().signal);
          return heldUnless(
            (outcome.ok || site.asked.length > 0 || asked > 1) && `reached: ${JSON.stringify(outcome)}`,
          );
        },
      }),
    ),
  });
}

/** Values that a sender puts into the URL of a request. */
const IN_A_PATH = [
  '..',
  '.',
  '%2e%2e',
  '.%2e',
  '../x',
  'a/b',
  'a?b=c',
  'a#b',
  'a&k=evil',
  '\\..\\x',
  'a b',
  '\r\nX: y',
  ' ..',
  '..;',
  '💥',
  'a\u0000',
  '',
  '//evil.example',
  '@evil.example',
  'http://evil.example',
  '．．',
  '..%00',
  '%252e%252e',
  '\ud800',
  ';/../x',
  '{{env.HOME}}',
  '{{b}}',
];

/** What a value from outside can do to the place where a request goes. */
export function outboundTemplates(): Scene {
  const hooks = (site: number) => {
    const url = `http://127.0.0.1:${site}`;
    const forward = (id: string, chatId: number, forwardUrl: string, more: Readonly<Record<string, string>> = {}) =>
      hook(id, {
        auth: 'bearer',
        action: 'http_forward',
        forward_url: forwardUrl,
        chat_id: chatId,
        notify_on_success: true,
        notify_on_failure: true,
        ...more,
      });
    return [
      ...Array.from({ length: 8 }, (_, n) => forward(`path-${n}`, 9_500 + n, `${url}/v1/{{a}}/end?k=ours`)),
      ...Array.from({ length: 8 }, (_, n) => forward(`query-${n}`, 9_520 + n, `${url}/v1?a={{a}}&k=ours`)),
      forward('two', 9_540, `${url}/v1/{{a}}/{{b}}/end`),
      forward('last', 9_541, `${url}/v1/{{a}}`),
      forward('header', 9_542, `${url}/v1`).replace('chat_id', 'forward_headers = { X-A = "{{a}}" }\nchat_id'),
      forward('env', 9_543, `${url}/v1/{{env.NOT_LISTED}}`),
      forward('behind-port', 9_544, `${url}{{a}}`),
    ];
  };
  return scene<ForwardStage>({
    area: 'outbound templates',
    open: () => ForwardStage.open({ urls: [], allow: '127.0.0.1', hooks }),
    attempts: [
      ...IN_A_PATH.map((a, n) =>
        inPlace(`in a path: ${JSON.stringify(a)}`, `path-${n % 8}`, { a }, (path) =>
          /^\/v1\/[^/?#]*\/end\?k=ours$/.test(path),
        ),
      ),
      ...IN_A_PATH.map((a, n) =>
        inPlace(`in a query: ${JSON.stringify(a)}`, `query-${n % 8}`, { a }, (path) =>
          /^\/v1\?a=[^&#]*&k=ours$/.test(path),
        ),
      ),
      inPlace('two values that climb', 'two', { a: '..', b: '..' }, (path) => /^\/v1\/[^/]+\/[^/]+\/end$/.test(path)),
      inPlace('two values, one that climbs', 'two', { a: 'x', b: '..' }, (path) =>
        /^\/v1\/[^/]+\/[^/]+\/end$/.test(path),
      ),
      inPlace('the last part climbs', 'last', { a: '..' }, (path) => /^\/v1\/[^/]+$/.test(path)),
      inPlace('the last part stays', 'last', { a: '.' }, (path) => /^\/v1\/[^/]+$/.test(path)),
      inPlace('line breaks in a header', 'header', { a: 'x\r\nX-Evil: y' }, (path) => path === '/v1'),
      inPlace('a variable that is not listed', 'env', {}, () => false),
      ...['.evil.example/', '@evil.example/', '80/', '0', '/../x'].map((a) =>
        inPlace(`right behind the port: ${a}`, 'behind-port', { a }, () => false),
      ),
    ],
  });
}

function inPlace(
  name: string,
  id: string,
  values: Readonly<Record<string, string>>,
  right: (path: string) => boolean,
): Attempt<ForwardStage> {
  return {
    name,
    expected: 'it stays in its place, or nothing is sent',
    run: async (stage) => {
      const reached = stage.site.asked.length;
      await stage.post(id, { headers: proof('bearer', ''), body: JSON.stringify(values) });
      const asked = stage.site.asked[reached];
      if (asked === undefined) return HELD;
      return heldUnless(
        (!right(asked.path ?? '') || asked.headers['x-evil'] !== undefined) && `asked for ${asked.path}`,
      );
    },
  };
}
