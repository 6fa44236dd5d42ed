import type { Tree } from '../document.js';
import type { LiveStage } from '../live-stage.js';
import type { Proof, Proofs } from '../proof.js';

/** Sets the first trigger of a kind off. */
export type Fire = (stage: LiveStage) => Promise<unknown>;

/** What the keys that all triggers have are shown with. */
interface Kind {
  readonly table: 'webhooks' | 'crons';
  /** A trigger that starts a run, with further keys. */
  readonly around: (trigger?: Tree, more?: Tree) => (here: { readonly ports: readonly [number, number] }) => Tree;
  readonly fire: Fire;
}

const twice =
  (fire: Fire): Fire =>
  async (stage) => {
    await fire(stage);
    await fire(stage);
  };

/** The keys that webhooks and crons have in common. */
export function triggerProofs({ table, around, fire }: Kind): Proofs {
  const order =
    (what: (order: { readonly [key: string]: unknown }) => unknown, how = fire) =>
    async (stage: LiveStage) =>
      (await stage.newOrders(() => how(stage))).map(what as never);
  const notices = (what: (text: string) => unknown) => async (stage: LiveStage) =>
    (await stage.newMessages('notice', () => fire(stage))).map(({ text }) => what(text));
  const place = (key: 'chatId' | 'threadId') => async (stage: LiveStage) =>
    (await stage.newMessages('final', () => fire(stage))).at(-1)?.place[key];
  const request =
    (of: (sent: LiveStage['world']['outbound']['sent'][number]) => unknown) => async (stage: LiveStage) => {
      await fire(stage);
      await stage.pass(2_000);
      const sent = stage.world.outbound.sent.at(-1);
      return sent === undefined ? null : of(sent);
    };
  const forward = { action: 'http_forward', forward_url: 'https://one.test/' };
  const sites: NonNullable<Proof['before']> = ({ world }) => {
    for (const host of ['one.test', 'two.test']) world.outbound.serve(host, () => ({}));
  };
  const files = { security: { file_roots: ['/in'] } };
  const write = { action: 'file_write', file_path: '/in/one' };
  const written = async (stage: LiveStage) => {
    await fire(stage);
    await stage.pass(2_000);
    return [...stage.world.files.files.keys()];
  };
  const failing: NonNullable<Proof['before']> = ({ world }) => {
    world.files.problem = { kind: 'disk-full', path: '/in/one' };
  };
  const whole: Proofs = {
    id: {
      around: around(),
      from: 'one',
      to: 'two',
      see: async (stage) => (await stage.newMessages('final', () => fire(stage))).map(({ view }) => view?.face.origin),
      shows: [[{ kind: table.slice(0, -1), id: 'one' }], [{ kind: table.slice(0, -1), id: 'two' }]],
    },
    enabled: { around: around(), to: false, see: order(() => 'run'), shows: [['run'], []] },
    project: {
      around: around({}, { projects: { garden: { path: '/srv/garden' } } }),
      to: 'garden',
      see: order(({ directory }) => directory),
      shows: [['/home/ada'], ['/srv/garden']],
    },
    engine: { around: around(), to: 'gemini', see: order(({ engine }) => engine), shows: [['claude'], ['gemini']] },
    chat_id: { around: around(), to: 70, see: place('chatId'), shows: [7, 70] },
    thread_id: { around: around(), to: 3, see: place('threadId'), shows: [null, 3] },
    session: {
      around: around(),
      to: 'chat',
      see: async (stage) => {
        await stage.ask('/claude hello');
        return order(({ resume }) => resume !== null)(stage);
      },
      shows: [[false], [true]],
    },
    permission_mode: {
      around: around({ engine: 'claude' }),
      to: 'plan',
      see: order(({ options }) => (options as { permissionMode: unknown }).permissionMode),
      shows: [[null], ['plan']],
    },
    outbox: {
      around: around(),
      to: true,
      see: order(({ outbox }) => outbox !== undefined),
      shows: [[false], [true]],
    },
    max_runs_per_hour: {
      around: around(),
      to: 1,
      see: order(() => 'run', twice(fire)),
      shows: [['run', 'run'], ['run']],
    },
    action: {
      around: around({ message_template: 'told' }),
      to: 'notify_only',
      see: async (stage) => [await order(() => 'run')(stage), await notices((text) => text)(stage)],
      shows: [
        [['run'], []],
        [[], ['told']],
      ],
    },
    prompt_template: {
      around: around(table === 'crons' ? { prompt: null } : {}),
      from: 'one',
      to: 'two',
      see: order(({ prompt }) => /one|two/.exec(`${prompt}`)?.[0]),
      shows: [['one'], ['two']],
    },
    file_path: {
      around: around(write, files),
      from: '/in/one',
      to: '/in/two',
      see: written,
      shows: [['/in/one'], ['/in/one', '/in/two']],
    },
    on_conflict: {
      around: around({ ...write, notify_on_failure: true }, files),
      to: 'error',
      see: async (stage) => (await stage.newMessages('notice', () => twice(fire)(stage))).length > 0,
      shows: [false, true],
    },
    forward_url: {
      around: around(forward),
      before: sites,
      from: 'https://one.test/',
      to: 'https://two.test/',
      see: request(({ url }) => url),
      shows: ['https://one.test/', 'https://two.test/'],
    },
    forward_headers: {
      around: around(forward),
      before: sites,
      from: { 'x-of': 'one' },
      to: { 'x-of': 'two' },
      see: request(({ headers }) => headers['x-of']),
      shows: ['one', 'two'],
    },
    forward_method: {
      around: around(forward),
      before: sites,
      to: 'PUT',
      see: request(({ method }) => method),
      shows: ['POST', 'PUT'],
    },
    message_template: {
      around: around({ action: 'notify_only' }),
      from: 'one',
      to: 'two',
      see: notices((text) => text),
      shows: [['one'], ['two']],
    },
    notify_on_success: { around: around(write, files), to: true, see: notices(() => 'told'), shows: [[], ['told']] },
    notify_on_failure: {
      around: around(write, files),
      before: failing,
      to: true,
      see: notices(() => 'told'),
      shows: [[], ['told']],
    },
  };
  return Object.fromEntries(Object.entries(whole).map(([key, proof]) => [`triggers.${table}.*.${key}`, proof]));
}
