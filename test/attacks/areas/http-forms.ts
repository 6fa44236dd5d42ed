import type { Random } from '../../faults/random.js';
import { type Attempt, broke, HELD, heldUnless, type Scene } from '../attempt.js';
import { hook, SECRET, server, telling } from '../hooks.js';
import { requestText, sendRaw } from '../raw-http.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';
import { BODY, hidden, METHODS, ODD, OTHER_TARGETS, right, SAME_TARGETS, SMUGGLING } from './odd-requests.js';

/** Silence that ends what has only one answer. */
const QUIET_MS = 20;

/** HTTP as no client library writes it. */
export function httpForms(random: Random): Scene {
  const target = (
    path: string,
    statuses: readonly number[],
    name = `target ${path === '' ? 'of nothing' : path}`,
  ): Attempt<Stage> => ({
    name,
    expected: statuses.join(' or '),
    run: async (stage) => {
      const answer = await sendRaw(
        stage.port,
        requestText([`POST ${path} HTTP/1.1`, ...right, `Content-Length: ${BODY.length}`], BODY),
        QUIET_MS,
      );
      const [status = 400] = answer.statuses;
      return heldUnless(!statuses.includes(status) && `answered ${status}`);
    },
  });
  return scene<Stage>({
    area: 'paths and HTTP forms',
    quick: 1,
    open: () =>
      Stage.open({
        more: ({ port }) => server(port, [hook('b', { auth: 'bearer', ...telling(5_300), path: '/hooks/b' })]),
      }),
    attempts: [
      target('/hooks/b', [202], 'the path itself (must be taken)'),
      ...OTHER_TARGETS.map((path) => target(path, [400, 404])),
      ...SAME_TARGETS.map((path) => target(path, [202, 404])),
      ...METHODS.map(
        (method): Attempt<Stage> => ({
          name: `method ${method}`,
          expected: '405, or 400 where it is none; nothing is echoed',
          run: async (stage) => {
            const { statuses, text } = await sendRaw(
              stage.port,
              requestText([`${method} /hooks/b HTTP/1.1`, ...right, 'X-Echo: echo-me', 'Content-Length: 0']),
              QUIET_MS,
            );
            const [status = 400] = statuses;
            if (text.includes('echo-me')) return broke('the request is echoed');
            return heldUnless(![400, 404, 405, 501].includes(status) && `answered ${status}`);
          },
        }),
      ),
      ...SMUGGLING.map(
        ([name, make]): Attempt<Stage> => ({
          name: `smuggling: ${name}`,
          expected: 'neither request is taken',
          run: async (stage) => {
            const word = stage.word();
            const { statuses } = await sendRaw(stage.port, make(hidden(word)));
            return heldUnless(statuses.some((status) => status < 400) && `answered ${statuses}`);
          },
        }),
      ),
      ...ODD.map(
        ([name, statuses, make]): Attempt<Stage> => ({
          name,
          expected: `${statuses.join(' or ')}, or the connection is closed`,
          run: async (stage) => {
            const answer = await sendRaw(stage.port, make(), QUIET_MS);
            const [status] = answer.statuses;
            return heldUnless(status !== undefined && !statuses.includes(status) && `answered ${status}`);
          },
        }),
      ),
      {
        name: 'pipelining: each request is judged by itself',
        expected: '202, 401, 202',
        run: async (stage) => {
          const one = (token: string) =>
            requestText(
              ['POST /hooks/b HTTP/1.1', 'Host: x', `Authorization: Bearer ${token}`, `Content-Length: ${BODY.length}`],
              BODY,
            );
          const { statuses } = await sendRaw(stage.port, `${one(SECRET)}${one('x')}${one(SECRET)}`, 400);
          return heldUnless(statuses.join() !== '202,401,202' && `answered ${statuses}`);
        },
      },
      ...Array.from({ length: 20 }, (_, round): Attempt<Stage> => {
        const bytes = Buffer.from(Array.from({ length: 20 + random.below(3_000) }, () => random.below(256)));
        return {
          name: `random bytes (${round + 1})`,
          expected: '400 or the connection is closed',
          run: async (stage) => {
            const { statuses } = await sendRaw(stage.port, Buffer.concat([bytes, Buffer.from('\r\n\r\n')]), QUIET_MS);
            return statuses.every((status) => status === 400 || status === 431) ? HELD : broke(`answered ${statuses}`);
          },
        };
      }),
    ],
  });
}
