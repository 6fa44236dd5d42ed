import { SECRET } from '../hooks.js';
import { requestText } from '../raw-http.js';

/** Targets that are not the webhook's path but may be taken for it. */
export const OTHER_TARGETS = [
  '/hooks//b',
  '//hooks/b',
  '/hooks/b/',
  '/hooks/./b',
  '/hooks/../hooks/b',
  '/x/../hooks/b',
  '/hooks/%2e/b',
  '/hooks/%2e%2e/hooks/b',
  '/hooks%2Fb',
  '/hooks%2fb',
  '/hooks%252Fb',
  '/hooks%5Cb',
  '/HOOKS/B',
  '/hooks/B',
  '/hooks/b%00',
  '/hooks/b;x=1',
  '/hooks/b%20',
  '/hooks/b%2f',
  '/hooks/b%0a',
  '/hooks\\b',
  '/hooks/b%ff',
  '/hooks/b%',
  '/hooks/b%c0%af',
  '/hooks/b.json',
  '/hooks/b%3Fx',
  '/hooks/b%23f',
  '*',
  'hooks/b',
  '',
  '/hooks/b/..',
  '/hooks/b%E2%80%8B',
  '/\u00e9',
];
/** Other ways to write the same path, which RFC 3986 calls equal; taken or not, they are judged alike. */
export const SAME_TARGETS = ['/hooks/%62', '/%68ooks/b', '/hooks/b?x=%00', '/hooks/b?', 'http://127.0.0.1/hooks/b'];

/** Methods that a webhook does not know. */
export const METHODS = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'post'];

/** A small body. */
export const BODY = '{"word":"x"}';
/** The headers of a request that is taken. */
export const right = [`Host: 127.0.0.1`, `Authorization: Bearer ${SECRET}`, 'Content-Type: application/json'];
const usual = ['POST /hooks/b HTTP/1.1', ...right];
/** A request that is hidden in another one. */
export const hidden = (word: string) =>
  requestText(
    [
      'POST /hooks/b HTTP/1.1',
      'Host: 127.0.0.1',
      `Authorization: Bearer ${SECRET}`,
      `Content-Length: ${JSON.stringify({ word }).length}`,
    ],
    JSON.stringify({ word }),
  );

/** Requests within requests: what is hidden must not be heard, and the outer one is refused. */
export const SMUGGLING: readonly (readonly [string, (inner: string) => string])[] = [
  [
    'both lengths, content-length first',
    (inner) =>
      requestText([...usual, `Content-Length: ${inner.length + 5}`, 'Transfer-Encoding: chunked'], `0\r\n\r\n${inner}`),
  ],
  [
    'both lengths, chunked first',
    (inner) => requestText([...usual, 'Transfer-Encoding: chunked', `Content-Length: 5`], `0\r\n\r\n${inner}`),
  ],
  [
    'two lengths that differ',
    (inner) => requestText([...usual, 'Content-Length: 2', `Content-Length: ${inner.length}`], `{}${inner}`),
  ],
  ['two lengths in a list', (inner) => requestText([...usual, `Content-Length: 2, ${inner.length}`], `{}${inner}`)],
  [
    'an encoding that nearly is chunked',
    (inner) => requestText([...usual, 'Content-Length: 2', 'Transfer-Encoding: xchunked'], `{}${inner}`),
  ],
  [
    'chunked and identity',
    (inner) => requestText([...usual, 'Transfer-Encoding: chunked, identity'], `0\r\n\r\n${inner}`),
  ],
  [
    'chunked behind a vertical tab',
    (inner) => requestText([...usual, 'Content-Length: 2', 'Transfer-Encoding: \x0bchunked'], `{}${inner}`),
  ],
  [
    'a blank before the colon of the length',
    (inner) => requestText([...usual, `Content-Length : ${inner.length}`], inner),
  ],
  ['a length that is folded', (inner) => requestText([...usual, 'Content-Length:', ` ${inner.length}`], inner)],
  ['a negative length', (inner) => requestText([...usual, 'Content-Length: -1'], inner)],
  ['a length with a plus', (inner) => requestText([...usual, 'Content-Length: +2'], `{}${inner}`)],
  ['a hexadecimal length', (inner) => requestText([...usual, 'Content-Length: 0x2'], `{}${inner}`)],
  ['an endless length', (inner) => requestText([...usual, 'Content-Length: 99999999999999999999999'], inner)],
  [
    'a chunk size with a sign',
    (inner) => requestText([...usual, 'Transfer-Encoding: chunked'], `+2\r\n{}\r\n0\r\n\r\n${inner}`),
  ],
  [
    'a chunk size that overflows',
    (inner) => requestText([...usual, 'Transfer-Encoding: chunked'], `fffffffffffffffff2\r\n{}\r\n0\r\n\r\n${inner}`),
  ],
  [
    'a chunk that ends in LF only',
    (inner) => requestText([...usual, 'Transfer-Encoding: chunked'], `2\n{}\n0\n\n${inner}`),
  ],
  ['headers that end in LF only', (inner) => `${[...usual, 'Content-Length: 2'].join('\n')}\n\n{}${inner}`],
  [
    'a CR within a header',
    (inner) => requestText([...usual, `X: a\rTransfer-Encoding: chunked`, 'Content-Length: 2'], `{}${inner}`),
  ],
  ['a header without a name', (inner) => requestText([...usual, `: x`, 'Content-Length: 2'], `{}${inner}`)],
  ['a line without a colon', (inner) => requestText([...usual, `x`, 'Content-Length: 2'], `{}${inner}`)],
];

/** Bytes that are no such request. */
export const ODD: readonly (readonly [string, readonly number[], () => string | Buffer])[] = [
  [
    'a chunk extension of 20 kB',
    [202, 400, 413],
    () =>
      requestText(
        [...usual, 'Transfer-Encoding: chunked'],
        `${BODY.length.toString(16)};${'x'.repeat(20_000)}\r\n${BODY}\r\n0\r\n\r\n`,
      ),
  ],
  ['headers of 70 kB', [431], () => requestText([...usual, `X-Long: ${'x'.repeat(70_000)}`])],
  ['3,000 headers', [431, 400], () => requestText([...usual, ...Array.from({ length: 3_000 }, (_, n) => `x${n}: 1`)])],
  ['a target of 100 kB', [414, 431, 400], () => requestText([`POST /${'x'.repeat(100_000)} HTTP/1.1`, ...right])],
  ['no host', [400], () => requestText(['POST /hooks/b HTTP/1.1', ...right.slice(1), 'Content-Length: 0'])],
  ['two hosts', [400], () => requestText([...usual, 'Host: evil.example', 'Content-Length: 2'], '{}')],
  ['HTTP/0.9', [400, 408], () => 'GET /health\r\n\r\n'],
  ['HTTP/2 without asking', [400, 505], () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['version 9.9', [400, 505], () => requestText(['POST /hooks/b HTTP/9.9', ...right])],
  ['a TLS greeting', [400], () => Buffer.from('16030100a5010000a10303', 'hex')],
  ['an SSH greeting', [400], () => 'SSH-2.0-x\r\n\r\n'],
  ['zeros', [400], () => Buffer.alloc(2_000)],
  [
    'a trailer that is an authorization',
    [401, 400],
    () =>
      requestText(
        ['POST /hooks/b HTTP/1.1', 'Host: x', 'Transfer-Encoding: chunked'],
        `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\nAuthorization: Bearer ${SECRET}\r\n\r\n`,
      ),
  ],
  [
    'an upgrade to a socket without proof',
    [401, 404, 405, 400, 426],
    () =>
      requestText([
        'GET /hooks/b HTTP/1.1',
        'Host: x',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Key: eA==',
      ]),
  ],
  [
    'an upgrade to h2c without proof',
    [401, 400],
    () =>
      requestText(
        [
          'POST /hooks/b HTTP/1.1',
          'Host: x',
          'Connection: Upgrade, HTTP2-Settings',
          'Upgrade: h2c',
          'HTTP2-Settings: x',
          'Content-Length: 2',
        ],
        '{}',
      ),
  ],
  [
    'expect: 100-continue without proof',
    [401, 417],
    () => requestText(['POST /hooks/b HTTP/1.1', 'Host: x', 'Expect: 100-continue', 'Content-Length: 2'], '{}'),
  ],
  [
    'an expectation that is none',
    [417, 400],
    () => requestText([...usual, 'Expect: 200-ok', 'Content-Length: 2'], '{}'),
  ],
  [
    'headers that name another method',
    [401],
    () => requestText(['POST /hooks/b HTTP/1.1', 'Host: x', 'X-HTTP-Method-Override: GET', 'Content-Length: 2'], '{}'),
  ],
  [
    'a header that names another path',
    [404],
    () =>
      requestText(
        [
          'POST /nothing HTTP/1.1',
          ...right,
          'X-Original-URL: /hooks/b',
          'X-Rewrite-URL: /hooks/b',
          'Content-Length: 2',
        ],
        '{}',
      ),
  ],
];
