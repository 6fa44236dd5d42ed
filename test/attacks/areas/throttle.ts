import { type Attempt, broke, HELD, heldUnless, type Scene } from '../attempt.js';
import { hook, proof, server, telling } from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';

const LIMIT = 5;

/** Who guesses is slowed down, and slows down nobody else. */
export function throttle(): readonly Scene[] {
  const guess = (stage: Stage, path: string, token = 'wrong') =>
    stage.post(path, { headers: { authorization: `Bearer ${token}`, ...behind(1) }, body: '{}' });
  const behind = (last: number) => ({ 'x-forwarded-for': `198.51.100.${last}` });
  const valid = (stage: Stage, path: string, last: number) =>
    stage.post(path, {
      headers: { ...proof('bearer', ''), ...behind(last) },
      body: JSON.stringify({ word: stage.word() }),
    });
  const hooks = ['g1', 'g2', 'g3', 'g4'].map((id, index) => hook(id, { auth: 'bearer', ...telling(5_500 + index) }));
  const attempts: readonly Attempt<Stage>[] = [
    {
      name: 'the right guess after 40 wrong ones',
      expected: '429 before it is judged',
      run: async (stage) => {
        for (let n = 0; n < 40; n++) await guess(stage, '/g1');
        const { status, headers } = await valid(stage, '/g1', 1);
        return heldUnless((status !== 429 || headers['retry-after'] === undefined) && `answered ${status}`);
      },
    },
    {
      name: 'a sender that proved itself lately, from the address that then guesses (must be taken)',
      expected: '202',
      run: async (stage) => {
        await valid(stage, '/g2', 2);
        for (let n = 0; n < 40; n++)
          await stage.post('/g2', { headers: { authorization: 'Bearer x', ...behind(2) }, body: '{}' });
        const { status } = await valid(stage, '/g2', 2);
        return heldUnless(status !== 202 && `answered ${status}`);
      },
    },
    {
      name: 'somebody else while one guesses (must be taken)',
      expected: '202',
      run: async (stage) => {
        for (let n = 0; n < 40; n++) await guess(stage, '/g3');
        const { status } = await valid(stage, '/g3', 3);
        return heldUnless(status !== 202 && `answered ${status}`);
      },
    },
    {
      name: 'one IPv6 network guesses from 40 of its addresses',
      expected: '429 in the end',
      run: async (stage) => {
        const statuses: number[] = [];
        for (let n = 0; n < 40; n++) {
          const headers = { authorization: 'Bearer x', 'x-forwarded-for': `2001:db8:1:2::${n.toString(16)}` };
          statuses.push((await stage.post('/g4', { headers, body: '{}' })).status);
        }
        return heldUnless(statuses.at(-1) !== 429 && `answered ${statuses.at(-1)}`);
      },
    },
    {
      name: 'a guess that is over the limit leaves nothing but its status',
      expected: 'the same text for all',
      run: async (stage) => {
        const texts = new Set<string>();
        for (let n = 0; n < 20; n++) {
          const { status, text } = await guess(stage, '/g4', `x${n}`);
          if (status === 429) texts.add(text);
        }
        return texts.size === 1 ? HELD : broke([...texts].join(' | '));
      },
    },
  ];
  const open = () =>
    Stage.open({
      more: ({ port }) =>
        server(port, hooks, 'trusted_proxies = ["127.0.0.1"]').replace(
          /auth_failures_per_minute = \d+/,
          `auth_failures_per_minute = ${LIMIT}`,
        ),
    });
  const area = 'throttle';
  return [
    scene<Stage>({ area, quick: 1, open, attempts }),
    scene<Stage>({
      area,
      open,
      attempts: [
        {
          name: '12,000 failing addresses',
          expected: 'still answered, and the log holds no line for each',
          run: async (stage) => {
            const before = stage.rig.output.length;
            const one = (n: number) =>
              stage.post('/g1', {
                headers: {
                  authorization: 'Bearer x',
                  'x-forwarded-for': `100.${64 + (n >> 14)}.${(n >> 7) & 127}.${n & 127}`,
                },
                body: '{}',
              });
            for (let n = 0; n < 12_000; n += 100) await Promise.all(Array.from({ length: 100 }, (_, m) => one(n + m)));
            const { status } = await valid(stage, '/g1', 99);
            const bytes = stage.rig.output.length - before;
            return heldUnless(
              (status !== 202 && `answered ${status}`) || (bytes > 40_000_000 && `${bytes} bytes of log`),
            );
          },
        },
      ],
    }),
    sharedRate(),
  ];
}

/** One known sender can't use up what the others may post. */
function sharedRate(): Scene {
  return scene<Stage>({
    area: 'throttle',
    quick: 1,
    open: () =>
      Stage.open({
        more: ({ port }) =>
          server(
            port,
            ['r1', 'r2'].map((id, index) => hook(id, { auth: 'bearer', ...telling(5_510 + index) })),
          ).replace(/rate_limit = \d+/, 'rate_limit = 20'),
      }),
    attempts: [
      {
        name: 'one sender uses up its rate; another posts to another webhook',
        expected: '202',
        run: async (stage) => {
          const post = (path: string) =>
            stage.post(path, { headers: proof('bearer', ''), body: JSON.stringify({ word: stage.word() }) });
          const statuses: number[] = [];
          for (let n = 0; n < 30; n++) statuses.push((await post('/r1')).status);
          if (statuses.at(-1) !== 429) return broke(`the first was never slowed: ${statuses.at(-1)}`);
          const { status } = await post('/r2');
          return heldUnless(status !== 202 && `answered ${status}`);
        },
      },
    ],
  });
}
