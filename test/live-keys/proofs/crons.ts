import { bodyText } from '../../support/builders/outbound-request.js';
import type { FakeAnswer } from '../../support/fakes/fake-outbound.js';
import { overlay, type Tree } from '../document.js';
import type { LiveStage } from '../live-stage.js';
import { type Proofs, under } from '../proof.js';
import { triggerProofs } from './triggers.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const tick: Tree = { id: 'tick', schedule: '* * * * *', prompt: 'tick', overlap: 'allow' };

/** A cron that starts a run each minute, with further keys. */
const around =
  (cron: Tree = {}, more: Tree = {}) =>
  () =>
    overlay({ triggers: { enabled: true, crons: [overlay(tick, cron)] } }, more);

const pass = (ms: number) => (stage: LiveStage) => stage.pass(ms);

/** How many runs begin in a time. */
const runsIn = (ms: number) => async (stage: LiveStage) => (await stage.newOrders(() => stage.pass(ms - 2_000))).length;

/** How many runs begin when the machine has slept over an hour. */
const runsAfterSleep = (ms: number) => async (stage: LiveStage) =>
  (await stage.newOrders(() => stage.world.time.jump(ms))).length;

/** How many minutes past noon (modulo an hour) runs begin. */
const minuteOfRun = async (stage: LiveStage) => {
  const known = stage.world.engine.orders.length;
  while (stage.world.engine.orders.length === known) await stage.pass(MINUTE);
  return Math.floor((stage.world.time.now() % HOUR) / MINUTE);
};

const data: Tree = { type: 'http_get', url: 'https://one.test/', store_as: 'data' };
const fetching = (fetch: Tree, cron: Tree = {}) =>
  around({ prompt: null, prompt_template: 'got {{data}}', fetch: overlay(data, fetch), ...cron });

/** Servers that answer with their name, the method, a header and the body of a request. */
const sites =
  (answer?: FakeAnswer) =>
  ({ world }: LiveStage['here']) => {
    for (const host of ['one.test', 'two.test']) {
      world.outbound.serve(host, ({ method, headers, body }) => {
        const text = [host, method, headers['x-of'] ?? '', bodyText(body)].join(' ').trim();
        return answer ?? { body: Buffer.from(text) };
      });
    }
  };
const prompt = async (stage: LiveStage) => {
  const orders = await stage.newOrders(() => stage.pass(MINUTE));
  return orders.map((order) => order.prompt).join('\n');
};
const got = (pattern: RegExp) => async (stage: LiveStage) => pattern.exec(await prompt(stage))?.[0] ?? null;
const files = ({ world }: LiveStage['here']) => {
  world.files.files.set('/in/one', Buffer.from('one'));
  world.files.files.set('/in/two', Buffer.from('two'));
};

/** `[[triggers.crons]]` and `[triggers.crons.fetch]`. */
export const cronProofs: Proofs = {
  ...triggerProofs({ table: 'crons', around, fire: pass(MINUTE) }),
  ...under('triggers.crons.*', {
    schedule: { around: around(), from: '7 * * * *', to: '11 * * * *', see: minuteOfRun, shows: [7, 11] },
    at: {
      around: around({ schedule: null }),
      from: '2026-11-23T12:07:00Z',
      to: '2026-11-23T13:11:00Z',
      see: minuteOfRun,
      shows: [7, 11],
    },
    timezone: {
      around: around({ schedule: '0 0 * * *' }),
      from: 'Asia/Kolkata',
      to: 'Asia/Kathmandu',
      see: minuteOfRun,
      shows: [30, 15],
    },
    prompt: { around: around(), from: 'one', to: 'two', see: got(/one|two/), shows: ['one', 'two'] },
    run_once: {
      around: around({ prompt: 'often' }),
      to: true,
      along: { triggers: { crons: [{ ...tick, prompt: 'once' }] } },
      see: runsIn(3 * MINUTE),
      shows: [3, 1],
    },
    catch_up: {
      around: around({ schedule: '0 * * * *' }),
      to: 'all',
      see: runsAfterSleep(3 * HOUR + 10 * MINUTE),
      shows: [0, 3],
    },
    catch_up_window_s: {
      around: around({ schedule: '0 * * * *', catch_up: 'all' }),
      to: 3_000,
      see: runsAfterSleep(3 * HOUR),
      shows: [3, 1],
    },
    overlap: {
      around: around({ prompt: 'go on' }),
      from: 'skip',
      to: 'allow',
      see: async (stage) => {
        const { engine } = stage.world;
        engine.holding = true;
        const runs = await runsIn(3 * MINUTE)(stage);
        engine.holding = false;
        for (const run of engine.held) run.end();
        await stage.pass(1_000);
        return runs;
      },
      shows: [1, 3],
    },
    jitter_s: {
      around: around({ schedule: '0 * * * *' }),
      to: 3_600,
      see: async (stage) => (await minuteOfRun(stage)) === 0,
      shows: [true, false],
    },
  }),
  ...under('triggers.crons.*.fetch', {
    type: {
      around: fetching({}),
      before: sites(),
      from: 'http_get',
      to: 'http_post',
      see: got(/GET|POST/),
      shows: ['GET', 'POST'],
    },
    url: {
      around: fetching({}),
      before: sites(),
      from: 'https://one.test/',
      to: 'https://two.test/',
      see: got(/(one|two)\.test/),
      shows: ['one.test', 'two.test'],
    },
    headers: {
      around: fetching({}),
      before: sites(),
      from: { 'x-of': 'ada' },
      to: { 'x-of': 'bob' },
      see: got(/ada|bob/),
      shows: ['ada', 'bob'],
    },
    body: {
      around: fetching({ type: 'http_post' }),
      before: sites(),
      from: 'ada',
      to: 'bob',
      see: got(/ada|bob/),
      shows: ['ada', 'bob'],
    },
    file_path: {
      around: () => overlay(fetching({ type: 'file_read', url: null })(), { security: { file_roots: ['/in'] } }),
      before: files,
      from: '/in/one',
      to: '/in/two',
      see: got(/one|two/),
      shows: ['one', 'two'],
    },
    timeout_seconds: {
      around: fetching({ on_failure: 'run_with_error' }, { schedule: '0 * * * *' }),
      before: sites('silence'),
      to: 40,
      see: async (stage) => {
        const [known, due] = [stage.world.engine.orders.length, HOUR - (stage.world.time.now() % HOUR)];
        await stage.pass(due + 20_000);
        const seen = stage.world.engine.orders.length - known;
        await stage.pass(30_000);
        return seen;
      },
      shows: [1, 0],
    },
    parse_as: {
      around: fetching({}, { prompt_template: 'got {{data.0}}' }),
      before: sites({ body: Buffer.from('first\nsecond') }),
      from: 'text',
      to: 'lines',
      see: got(/first/),
      shows: [null, 'first'],
    },
    store_as: {
      around: fetching({}, { prompt_template: '{{a}}{{b}}{{a}}' }),
      before: sites(),
      from: 'c',
      to: 'b',
      see: got(/one\.test/),
      shows: [null, 'one.test'],
    },
    on_failure: {
      around: fetching({ url: 'https://nowhere.test/' }),
      from: 'abort',
      to: 'run_with_error',
      see: async (stage) => (await prompt(stage)) !== '',
      shows: [false, true],
    },
    max_bytes: {
      around: fetching({}),
      before: sites({ body: Buffer.alloc(2_000, 'x') }),
      to: 1_024,
      see: async (stage) => (await prompt(stage)) !== '',
      shows: [true, false],
    },
  }),
  ...under('security', {
    outbound_allow: {
      around: fetching({}),
      before: ({ world }) => world.outbound.serve('one.test', () => ({ body: Buffer.from('inside') }), '10.0.0.1'),
      to: ['10.0.0.0/8'],
      see: got(/inside/),
      shows: [null, 'inside'],
    },
    file_roots: {
      around: fetching({ type: 'file_read', url: null, file_path: '/in/one' }),
      before: files,
      to: ['/in'],
      see: got(/one/),
      shows: [null, 'one'],
    },
  }),
};
