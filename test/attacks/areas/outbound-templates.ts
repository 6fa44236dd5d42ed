import { type Attempt, HELD, heldUnless, type Scene } from '../attempt.js';
import { hook, proof } from '../hooks.js';
import { scene } from '../scene.js';
import { ForwardStage } from './forward-stage.js';

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
    quick: 16,
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
