import { gzipSync } from 'node:zlib';
import type { TestRequest } from '../../support/http-request.js';
import { type Attempt, answered, broke, heldUnless, type Scene } from '../attempt.js';
import { hook, proof, server, telling } from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';

const MOST_BYTES = 65_536;
const FORM = 'application/x-www-form-urlencoded';

type Body = { readonly body: string | Buffer; readonly headers?: TestRequest['headers'] };

/** A body of a known sender, and the statuses that are right for it. */
const BODIES: readonly (readonly [name: string, right: readonly number[], make: (word: string) => Body])[] = [
  ['JSON (must be taken)', [202], (word) => ({ body: JSON.stringify({ word }) })],
  ['gzip', [415], (word) => ({ body: gzipSync(JSON.stringify({ word })), headers: { 'content-encoding': 'gzip' } })],
  [
    'deflate by name only',
    [415],
    (word) => ({ body: JSON.stringify({ word }), headers: { 'content-encoding': 'deflate' } }),
  ],
  ['br by name only', [415], (word) => ({ body: JSON.stringify({ word }), headers: { 'content-encoding': 'br' } })],
  [
    'a bomb of 40 MB in gzip',
    [415],
    () => ({ body: gzipSync(Buffer.alloc(40_000_000)), headers: { 'content-encoding': 'gzip' } }),
  ],
  [
    'UTF-16',
    [415],
    (word) => ({
      body: Buffer.from(JSON.stringify({ word }), 'utf16le'),
      headers: { 'content-type': 'application/json; charset=utf-16' },
    }),
  ],
  [
    'UTF-7',
    [415],
    (word) => ({ body: JSON.stringify({ word }), headers: { 'content-type': 'application/json; charset=utf-7' } }),
  ],
  [
    'a character set that is none',
    [415],
    (word) => ({ body: JSON.stringify({ word }), headers: { 'content-type': 'application/json; charset=klingon' } }),
  ],
  [
    'bytes that are no UTF-8',
    [400],
    () => ({ body: Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]) }),
  ],
  ['half a surrogate pair (as an escape)', [202, 400], (word) => ({ body: `{"word":"${word}","a":"\\ud800"}` })],
  ['a byte order mark', [202, 400], (word) => ({ body: `\ufeff${JSON.stringify({ word })}` })],
  ['nothing', [202, 400], () => ({ body: '' })],
  ['a list', [202, 400], () => ({ body: '[1,2]' })],
  ['a text', [202, 400], () => ({ body: '"x"' })],
  ['null', [202, 400], () => ({ body: 'null' })],
  ['cut JSON', [400], () => ({ body: '{"a":' })],
  ['two documents', [400], () => ({ body: '{}{}' })],
  ['a trailing comma', [400], () => ({ body: '{"a":1,}' })],
  ['a comment', [400], () => ({ body: '{/* */}' })],
  ['NaN', [400], () => ({ body: '{"a":NaN}' })],
  ['the same key twice', [202], (word) => ({ body: `{"word":"x","word":"${word}"}` })],
  ['1e400', [202, 400], (word) => ({ body: `{"word":"${word}","n":1e400}` })],
  ['60 kB of digits', [202, 400], (word) => ({ body: `{"word":"${word}","n":${'9'.repeat(60_000)}}` })],
  [
    '20,000 nested lists',
    [202, 400],
    (word) => ({ body: `{"word":"${word}","n":${'['.repeat(20_000)}${']'.repeat(20_000)}}` }),
  ],
  [
    '10,000 nested objects',
    [202, 400],
    (word) => ({ body: `{"word":"${word}","n":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}` }),
  ],
  ['unclosed nesting', [400], () => ({ body: '['.repeat(60_000) })],
  [
    '__proto__',
    [202, 400],
    (word) => ({ body: `{"word":"${word}","__proto__":{"polluted":"yes","action":"agent_run"}}` }),
  ],
  [
    'constructor.prototype',
    [202, 400],
    (word) => ({ body: `{"word":"${word}","constructor":{"prototype":{"polluted":"yes"}}}` }),
  ],
  [
    'a form with __proto__',
    [202, 400],
    (word) => ({ body: `word=${word}&__proto__[polluted]=yes&__proto__=x`, headers: { 'content-type': FORM } }),
  ],
  [
    'a form with fields that are ours',
    [202, 400],
    (word) => ({ body: `word=${word}&form=x&file=x&files=x`, headers: { 'content-type': FORM } }),
  ],
  [
    'a form of 1,001 fields',
    [400],
    () => ({ body: Array.from({ length: 1_001 }, (_, n) => `a${n}=1`).join('&'), headers: { 'content-type': FORM } }),
  ],
  [
    'a form with a bad escape',
    [202, 400],
    (word) => ({ body: `word=${word}&a=%zz`, headers: { 'content-type': FORM } }),
  ],
  ['a form that is no UTF-8', [400], () => ({ body: 'a=%ff', headers: { 'content-type': FORM } })],
  [
    'a multipart form where none is taken',
    [400, 415],
    () => ({ body: '--x\r\n\r\n--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } }),
  ],
  [
    'a content type of 8 kB',
    [202, 400, 415],
    (word) => ({ body: JSON.stringify({ word }), headers: { 'content-type': `application/json${';'.repeat(8_000)}` } }),
  ],
  [
    'a content type with quotes that never end',
    [202, 400, 415],
    (word) => ({ body: JSON.stringify({ word }), headers: { 'content-type': 'application/json; charset="utf-8' } }),
  ],
  ['exactly as large as may be', [202], (word) => ({ body: filled(word, MOST_BYTES) })],
  ['one byte more', [413], (word) => ({ body: filled(word, MOST_BYTES + 1) })],
  [
    'one byte more, in pieces of unknown length',
    [413],
    (word) => ({ body: filled(word, MOST_BYTES + 1), headers: { 'transfer-encoding': 'chunked' } }),
  ],
];

/** What known senders may put into a body: either it is understood or it is refused, and the program lives on as it was. */
export function bodies(): Scene {
  return scene<Stage>({
    area: 'bodies',
    quick: 1,
    open: () =>
      Stage.open({
        more: ({ port }) =>
          server(
            port,
            [
              hook('b', { auth: 'bearer', ...telling(5_200) }),
              hook('p', {
                auth: 'bearer',
                action: 'notify_only',
                chat_id: 5_201,
                message_template: '{{word}} {{polluted}}{{toString}}{{constructor}}|',
              }),
            ],
            `max_body_bytes = ${MOST_BYTES}`,
          ),
      }),
    attempts: [
      ...BODIES.map(
        ([name, right, make]): Attempt<Stage> => ({
          name,
          expected: right.join(' or '),
          run: async (stage) => {
            const { body, headers = {} } = make(stage.word());
            const request = {
              headers: { 'content-type': 'application/json', ...proof('bearer', ''), ...headers },
              body,
            };
            const { status } = await stage.post('/b', request).catch(() => ({ status: 413 }));
            return answered(status, ...right);
          },
        }),
      ),
      {
        name: 'no object of the program has gained a member, and a template finds none of every object',
        expected: 'the placeholders are empty',
        run: async (stage) => {
          const word = stage.word();
          const { status } = await stage.post('/p', { headers: proof('bearer', ''), body: JSON.stringify({ word }) });
          if (status !== 202) return broke(`answered ${status}`);
          const [shown] = await stage.until('the notice', () =>
            stage.showing(word).length > 0 ? stage.showing(word) : null,
          );
          return heldUnless(!/\s\|$/.test(shown?.now.text ?? '') && `told: ${shown?.now.text}`);
        },
      },
    ],
  });
}

function filled(word: string, bytes: number): string {
  const [head, tail] = [`{"word":"${word}","filler":"`, '"}'];
  return `${head}${'x'.repeat(bytes - head.length - tail.length)}${tail}`;
}
