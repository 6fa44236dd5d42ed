import { type Attempt, answered, broke, byDesign, HELD, heldUnless, type Scene, type Verdict } from '../attempt.js';
import {
  ENCODED_SECRET,
  type Headers,
  hook,
  mac,
  nowSeconds,
  proof,
  type SchemeName,
  SECRET,
  server,
  telling,
} from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';

const SIGNED: readonly SchemeName[] = ['standard-webhooks', 'stripe', 'slack'];
/** Headers that name a delivery for somebody, and are signed by nobody here. */
const UNSIGNED = [
  'idempotency-key',
  'x-github-delivery',
  'webhook-id',
  'svix-id',
  'x-request-id',
  'x-gitlab-event-uuid',
  'x-delivery-id',
  'x-event-id',
  'x-slack-retry-num',
];

/** What was recorded on the wire: the first time it is news, afterwards never again, whatever is put beside it. */
export function replay(): Scene {
  const accepted: string[] = [];
  return scene<Stage>({
    area: 'replay and dedup',
    quick: 1,
    open: () =>
      Stage.open({
        more: ({ port }) =>
          server(port, [
            ...[...SIGNED, 'github' as const, 'gitlab' as const, 'bearer' as const].map((auth, index) =>
              hook(auth, {
                auth,
                ...telling(5_100 + index),
                ...(auth === 'standard-webhooks' ? { secret: ENCODED_SECRET } : {}),
              }),
            ),
            hook('a', { auth: 'bearer', ...telling(5_110) }),
            hook('a-b', { auth: 'bearer', ...telling(5_111) }),
            hook('body', { auth: 'bearer', ...telling(5_112) }),
          ]),
      }),
    attempts: [
      ...SIGNED.flatMap((scheme) => recorded(scheme, accepted)),
      ...slackCommands(),
      github('the recorded body with a new delivery id, which GitHub does not sign'),
      ...oddIds(),
      {
        name: 'a forged request claims a delivery id first',
        expected: '401, and the real one 202',
        run: async (stage) => {
          const id = stage.word();
          const body = JSON.stringify({ word: id });
          const forged = await stage.post('/bearer', {
            headers: { authorization: 'Bearer x', 'idempotency-key': id },
            body,
          });
          const real = await stage.post('/bearer', {
            headers: { ...proof('bearer', body), 'idempotency-key': id },
            body,
          });
          return heldUnless((forged.status !== 401 || real.status !== 202) && `${forged.status}, ${real.status}`);
        },
      },
      {
        name: 'a delivery of one webhook that reads like one of another',
        expected: 'both 202',
        run: async (stage) => {
          const post = async (path: string, id: string) => {
            const body = JSON.stringify({ word: stage.word() });
            return (await stage.post(path, { headers: { ...proof('bearer', body), 'idempotency-key': id }, body }))
              .status;
          };
          const pairs: readonly (readonly [string, string, string, string])[] = [
            ['/a', 'b:1', '/a-b', '1'],
            ['/a', '-b:1', '/a-b', ':1'],
            ['/a', '-b 2', '/a-b', ' 2'],
            ['/a', '-b/3', '/a-b', '/3'],
          ];
          const answers: number[] = [];
          for (const [one, id, other, otherId] of pairs) answers.push(await post(one, id), await post(other, otherId));
          return heldUnless(answers.some((status) => status !== 202) && answers.join(' '));
        },
      },
      {
        name: 'a hundred of one delivery at the same moment',
        expected: 'one is accepted, the others are repeats, one message',
        run: async (stage) => {
          const word = stage.word();
          const body = JSON.stringify({ word });
          const headers = { ...proof('bearer', body), 'idempotency-key': word };
          const answers = await Promise.all(Array.from({ length: 100 }, () => stage.post('/body', { headers, body })));
          const news = answers.filter(({ status }) => status === 202).length;
          const shown = await stage.until('the notice', () => stage.showing(word).length || null);
          return heldUnless((news !== 1 || shown !== 1) && `${news} accepted, ${shown} shown`);
        },
      },
      {
        name: 'what was recorded and sent again above is told',
        expected: 'each once',
        run: async (stage) => {
          const told = (word: string) =>
            stage.told().flatMap(({ now }) => now.text.split(`news ${word}`).slice(1)).length;
          await stage.until('all of it', () => accepted.every((word) => told(word) > 0));
          return heldUnless(accepted.find((word) => told(word) > 1));
        },
      },
    ],
  });
}

function recorded(scheme: SchemeName, accepted: string[]): readonly Attempt<Stage>[] {
  const record = async (stage: Stage, again: (headers: Headers) => readonly Headers[]): Promise<Verdict> => {
    const word = stage.word();
    const id = `evt_${word}`;
    const body = JSON.stringify({ id, event_id: id, type: 'event_callback', word });
    const headers = proof(scheme, body, { id });
    const first = await stage.post(`/${scheme}`, { headers, body });
    if (first.status !== 202) return broke(`the first time answered ${first.status} ${first.text}`);
    for (const other of again(headers)) {
      const { status, text } = await stage.post(`/${scheme}`, { headers: other, body });
      if (status !== 200 || !text.includes('duplicate')) return broke(`answered ${status} ${text}`);
    }
    accepted.push(word);
    return HELD;
  };
  const others = UNSIGNED.filter((name) => !(scheme === 'standard-webhooks' && name === 'webhook-id'));
  return [
    {
      name: `${scheme}: as it was recorded`,
      expected: '200 duplicate',
      run: (stage) => record(stage, (headers) => [headers, headers]),
    },
    ...others.map((name) => ({
      name: `${scheme}: with ${name} put beside it`,
      expected: '200 duplicate',
      run: (stage: Stage) =>
        record(stage, (headers) => [
          { ...headers, [name]: 'new-1' },
          { ...headers, [name]: 'new-2' },
        ]),
    })),
    {
      name: `${scheme}: its headers in other cases`,
      expected: '200 duplicate',
      run: (stage) =>
        record(stage, (headers) => [
          Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])),
        ]),
    },
  ];
}

/** Commands and buttons of Slack come as forms and name no event: what identifies them is their signature. */
function slackCommands(): readonly Attempt<Stage>[] {
  return ['nothing', 'x-slack-retry-num', 'idempotency-key'].map((beside) => ({
    name: `slack: a command again within the window, with ${beside} beside it`,
    expected: '200 duplicate',
    run: async (stage) => {
      const body = `command=%2Fdeploy&text=prod&word=${stage.word()}`;
      const time = `${nowSeconds()}`;
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': time,
        'x-slack-signature': `v0=${mac('sha256', SECRET, `v0:${time}:${body}`)}`,
      };
      const first = await stage.post('/slack', { headers, body });
      if (first.status !== 202) return broke(`the first time answered ${first.status}`);
      const again = beside === 'nothing' ? headers : { ...headers, [beside]: '1' };
      const { status } = await stage.post('/slack', { headers: again, body });
      return answered(status, 200);
    },
  }));
}

function github(name: string): Attempt<Stage> {
  return {
    name: `github: ${name}`,
    expected: '200 duplicate within the tolerance',
    run: async (stage) => {
      const body = JSON.stringify({ word: stage.word() });
      const sent = (id: string) =>
        stage.post('/github', { headers: { ...proof('github', body), 'x-github-delivery': id }, body });
      const first = await sent(stage.word());
      const { status } = await sent(stage.word());
      return heldUnless((first.status !== 202 || status !== 200) && `${first.status}, ${status}`);
    },
  };
}

function oddIds(): readonly Attempt<Stage>[] {
  const ids: readonly (readonly [string, string])[] = [
    ['of 12 kB', 'x'.repeat(12_000)],
    ['of 201 characters', 'y'.repeat(201)],
    ['that is a key of all objects', '__proto__'],
    ['with quotes and a semicolon', `'; DROP TABLE inbox; --`],
    ['with a wildcard', '%'],
    ['with a separator at its end', 'z:'],
  ];
  return ids.map(([name, id]) => ({
    name: `an id ${name}`,
    expected: '202, then 200 duplicate, told once',
    run: async (stage) => {
      const word = stage.word();
      const body = JSON.stringify({ word });
      const headers = { ...proof('bearer', body), 'idempotency-key': id };
      const first = await stage.post('/body', { headers, body });
      const second = await stage.post('/body', { headers, body });
      if (first.status === 400 || first.status === 431) return byDesign('ids that no header can carry are refused');
      return first.status === 202 && second.status === 200 ? HELD : broke(`${first.status}, ${second.status}`);
    },
  }));
}
