import type { Random } from '../../faults/random.js';
import { type Attempt, answered, broke, HELD, heldUnless, type Scene } from '../attempt.js';
import {
  ENCODED_SECRET,
  type Headers,
  hook,
  proof,
  SCHEMES,
  type SchemeName,
  SECRET,
  server,
  telling,
} from '../hooks.js';
import { requestText, sendRaw } from '../raw-http.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';
import { FORGED, TAKEN } from './forged-proofs.js';

/** Whoever can't prove itself gets 401, whatever it shows in place of the proof, and nothing comes of it. */
export function webhookAuth(random: Random): Scene {
  const refused: string[] = [];
  const body = (stage: Stage) => {
    const word = stage.word();
    refused.push(word);
    return JSON.stringify({ word });
  };
  const cases = Object.entries(FORGED).flatMap(([scheme, rows]) =>
    rows.map(([name, headers]) => ({ scheme, name, headers })),
  );
  const flipped = SCHEMES.flatMap((scheme) =>
    [1, 2, 3].map((round) => ({
      scheme,
      name: `a character of the proof changed (${round})`,
      headers: (text: string) => withOneChanged(proof(scheme, text), random),
    })),
  );
  const fresh: readonly Attempt<Stage>[] = [...cases, ...flipped].map(({ scheme, name, headers }) => ({
    name: `${scheme}: ${name}`,
    expected: '401',
    run: async (stage) => {
      const text = body(stage);
      const { status } = await stage.post(`/${scheme}`, { headers: latin1(headers(text)), body: text });
      // Node refuses some headers by itself.
      return answered(status, 401, 400);
    },
  }));
  return scene<Stage>({
    area: 'webhook auth',
    quick: 1,
    open: () =>
      Stage.open({
        more: ({ port }) =>
          server(
            port,
            SCHEMES.map((auth, index) => hook(auth, hookOf(auth, 5_000 + index))),
          ),
      }),
    attempts: [
      ...fresh,
      ...TAKEN.map(([scheme, name, headers]) => ({
        name: `${scheme}: ${name} (must be taken)`,
        expected: '202',
        run: async (stage: Stage) => {
          const text = JSON.stringify({ id: stage.word() });
          return answered((await stage.post(`/${scheme}`, { headers: headers(text), body: text })).status, 202);
        },
      })),
      ...rawCases(body),
      {
        name: 'nothing that was refused above was told or run',
        expected: 'no trace in any chat',
        run: async (stage) => {
          await stage.settle();
          return heldUnless(refused.map((word) => stage.showing(word)[0]?.now.text).find((text) => text !== undefined));
        },
      },
    ],
  });
}

function hookOf(auth: SchemeName, chatId: number) {
  const secret = auth === 'standard-webhooks' ? { secret: ENCODED_SECRET } : {};
  return { auth, ...telling(chatId), ...secret };
}

/** Forms of a header that no client library sends. */
function rawCases(body: (stage: Stage) => string): readonly Attempt<Stage>[] {
  const right = `Authorization: Bearer ${SECRET}`;
  const forms: readonly (readonly [string, readonly string[]])[] = [
    ['twice, the wrong one first', ['Authorization: Bearer x', right]],
    ['folded over two lines', ['Authorization: Bearer', ` ${SECRET}`]],
    ['a blank before the colon', [right.replace(':', ' :')]],
    ['an underscore in the name', [right.replace('Authorization', 'Author_ization')]],
    ['a NUL in the token', [`Authorization: Bearer ${SECRET}\0`]],
    ['a bare CR in the token', [`Authorization: Bearer x\r${SECRET}`]],
    ['in a trailer', ['Transfer-Encoding: chunked', 'Trailer: Authorization']],
    ['in the query', []],
    ['in the user part of the target', []],
  ];
  return forms.map(([name, lines]) => ({
    name: `bearer: ${name}`,
    expected: '400 or 401',
    run: async (stage) => {
      const text = body(stage);
      const chunked = lines.some((line) => line.includes('chunked'));
      const target = name.includes('query') ? `/bearer?authorization=Bearer%20${SECRET}` : '/bearer';
      const start = name.includes('user part')
        ? `POST http://x:${SECRET}@127.0.0.1:${stage.port}/bearer HTTP/1.1`
        : `POST ${target} HTTP/1.1`;
      const length = chunked ? [] : [`Content-Length: ${text.length}`];
      const sent = chunked ? `${text.length.toString(16)}\r\n${text}\r\n0\r\n${right}\r\n\r\n` : text;
      const { statuses } = await sendRaw(
        stage.port,
        requestText([start, 'Host: 127.0.0.1', ...length, ...lines], sent),
      );
      return statuses.every((status) => status === 400 || status === 401) ? HELD : broke(`answered ${statuses}`);
    },
  }));
}

function withOneChanged(headers: Headers, random: Random): Headers {
  const names = Object.keys(headers).filter((name) => /signature|authorization|token/.test(name));
  const name = names[random.below(names.length)] ?? '';
  const value = headers[name] ?? '';
  const from = Math.max(value.lastIndexOf('='), value.lastIndexOf(' '), value.lastIndexOf(',')) + 1;
  // The last character of base64 carries bits that count for nothing.
  const place = value.endsWith('=') ? 3 + random.below(30) : from + random.below(Math.max(1, value.length - from));
  const other = value[place] === 'a' ? 'b' : 'a';
  return { ...headers, [name]: `${value.slice(0, place)}${other}${value.slice(place + 1)}` };
}

function latin1(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[\0\r\n]/g, '')]));
}
