import { ADA, TOKEN } from '../../end-to-end/rig.js';
import type { Random } from '../../faults/random.js';
import { type Attempt, broke, byDesign, HELD, heldUnless, type Scene, type Verdict } from '../attempt.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';

const STRANGER = 666;
/** A group that a project belongs to, with Ada, and a guest who may steer but is no administrator. */
const GROUP = -4_001;
const GUEST = 1_399;
const UNKNOWN_GROUP = -4_002;
const CHANNEL = -1_004_003;

type Update = (stage: Stage, word: string) => void;
const text =
  (chatId: number, from: number, words = ''): Update =>
  (stage, word) =>
    void stage.rig.server.sendText(chatId, from, `${words} ${word}`.trim());
const message = (stage: Stage, chatId: number, change: Readonly<Record<string, unknown>>) => ({
  message_id: 900_000 + Math.floor(Math.random() * 1e5),
  date: Math.floor(Date.now() / 1_000),
  chat: stage.rig.server.wireChat(chatId),
  ...change,
});
const push =
  (kind: string, of: (stage: Stage, word: string) => unknown): Update =>
  (stage, word) =>
    stage.rig.server.push(TOKEN, { [kind]: of(stage, word) });
const user = (id: unknown, more: Readonly<Record<string, unknown>> = {}) => ({
  id,
  is_bot: false,
  first_name: 'x',
  ...more,
});

/** What nobody answers for: no agent may start, and nothing may be said that repeats it. */
const UNHEARD: readonly (readonly [string, Update])[] = [
  ['a stranger in private', text(STRANGER, STRANGER)],
  ...[
    '/restart',
    '/reload',
    '/cancel',
    '/config diff',
    '/rollback',
    '/at 1s',
    '/triggers',
    '/new',
    '/threads',
    '/auth codex',
    '/health',
    '/start',
    '/claude',
    '/p',
    '@main',
  ].map((command) => [`a stranger in private: ${command}`, text(STRANGER, STRANGER, command)] as const),
  ['a stranger in the group of a project', text(GROUP, STRANGER)],
  ['a stranger in the group: a command for this bot', text(GROUP, STRANGER, '/new@rig_bot')],
  ['somebody who may steer in a group of no project', text(UNKNOWN_GROUP, ADA)],
  ['a message without a sender', push('message', (stage, word) => message(stage, ADA, { text: word }))],
  [
    'an anonymous administrator',
    push('message', (stage, word) =>
      message(stage, GROUP, {
        text: word,
        from: user(1_087_968_824, { is_bot: true, username: 'GroupAnonymousBot' }),
        sender_chat: stage.rig.server.wireChat(GROUP),
      }),
    ),
  ],
  [
    'a channel in the name of somebody who may steer',
    push('message', (stage, word) =>
      message(stage, GROUP, { text: word, from: user(ADA), sender_chat: { id: CHANNEL, type: 'channel', title: 'x' } }),
    ),
  ],
  [
    'a linked channel',
    push('message', (stage, word) =>
      message(stage, GROUP, {
        text: word,
        from: user(777_000),
        sender_chat: { id: CHANNEL, type: 'channel', title: 'x' },
        is_automatic_forward: true,
      }),
    ),
  ],
  [
    'another bot',
    push('message', (stage, word) => message(stage, GROUP, { text: word, from: user(STRANGER, { is_bot: true }) })),
  ],
  [
    'a post of a channel',
    push('channel_post', (stage, word) =>
      message(stage, ADA, { text: word, chat: { id: ADA, type: 'channel', title: 'x' } }),
    ),
  ],
  [
    'a message in a channel with the id of the owner',
    push('message', (stage, word) =>
      message(stage, ADA, { text: word, from: user(ADA), chat: { id: ADA, type: 'channel', title: 'x' } }),
    ),
  ],
  ...['edited_channel_post', 'business_message', 'edited_business_message', 'guest_message'].map(
    (kind) =>
      [
        `an update of the kind ${kind}`,
        push(kind, (stage, word) => message(stage, ADA, { text: word, from: user(ADA) })),
      ] as const,
  ),
  ...['inline_query', 'chosen_inline_result'].map(
    (kind) =>
      [
        `an update of the kind ${kind}`,
        push(kind, (_, word) => ({ id: '1', result_id: '1', from: user(ADA), query: word, offset: '' })),
      ] as const,
  ),
  ...['42abc', `${ADA}`, ADA + 0.000_000_1, -ADA, null, [ADA], { id: ADA }, true, 2 ** 53 + 1].map(
    (id) =>
      [
        `a sender whose id is ${JSON.stringify(id)}`,
        push('message', (stage, word) => message(stage, ADA, { text: word, from: user(id) })),
      ] as const,
  ),
  [
    'a stranger who replies to a message of the bot',
    (stage, word) => void stage.rig.server.sendText(GROUP, STRANGER, word, { replyTo: 1 }),
  ],
  [
    'a stranger by way of an inline bot',
    push('message', (stage, word) =>
      message(stage, STRANGER, { text: word, from: user(STRANGER), via_bot: user(ADA) }),
    ),
  ],
  [
    'a stranger who forwards what the owner wrote',
    push('message', (stage, word) =>
      message(stage, STRANGER, {
        text: word,
        from: user(STRANGER),
        forward_origin: { type: 'user', sender_user: user(ADA), date: 1 },
      }),
    ),
  ],
  [
    'a stranger who changes what was written',
    push('edited_message', (stage, word) =>
      message(stage, STRANGER, { text: word, from: user(STRANGER), edit_date: 1 }),
    ),
  ],
];

const MALFORMED: readonly unknown[] = [
  [],
  'x',
  null,
  0,
  { message: null },
  { message: [] },
  { message: { chat: null } },
  { message: { text: 'x' } },
  { callback_query: null },
  { callback_query: { id: 1 } },
  { callback_query: { id: '1', data: {}, from: user(ADA) } },
  { message: { text: { a: 1 }, from: user(ADA), chat: { id: ADA, type: 'private' }, message_id: 'x', date: 'y' } },
];

const DATA = [
  'held:apply:',
  'held:apply:x',
  'held:',
  'offer:',
  'offer:now:x',
  'offer:continue:__proto__',
  'offer:again:constructor',
  'ask:',
  'ask:x:yes',
  'ask:x:pick:0:0',
  'ask:__proto__:yes',
  'untether:cancel',
  'untether:',
  'cancel:',
  'cancel:../../x',
  'at:cancel:x',
  'at:cancel:__proto__',
  'x'.repeat(64),
  '',
  '\u0000',
  'missed:x',
  'undo:1',
  'back:1',
  'choice:model:claude:--dangerously-skip-permissions',
  'set:model::--help',
  'set:mode:claude:bypassPermissions',
  'take:x',
  'threads:archive:--help',
  'threads:show:../../x',
  'threads:list',
  'threads:show:T-1;id',
  'loop:cancel:x',
  'ask:x:constructor',
  '💥',
  '{"a":1}',
  'held:apply:__proto__',
  'ask:xxxxxxxxxxxx:always',
  'stats:../x',
  'toString',
  '__proto__',
];

/** Who may steer, and what can be forged in the updates that Telegram hands over. */
export function telegram(random: Random): Scene {
  return scene<Stage>({
    area: 'Telegram',
    quick: 5,
    open: () =>
      Stage.open({
        prepare: ({ rig: { server } }) => {
          server.addChat(GROUP, { kind: 'supergroup', administrators: [ADA], members: [ADA, GUEST, STRANGER] });
          server.addChat(UNKNOWN_GROUP, { kind: 'supergroup', administrators: [ADA], members: [ADA] });
          server.addUser(STRANGER, 'Mallory');
        },
        rewrite: (all) => all.replace('path = "project"', `path = "project"\nchat_id = ${GROUP}`),
      }),
    attempts: [
      ...UNHEARD.map(
        ([name, send]): Attempt<Stage> => ({
          name,
          expected: 'nothing starts and nothing is told',
          run: async (stage) => unheard(stage, send),
        }),
      ),
      ...MALFORMED.map(
        (update, n): Attempt<Stage> => ({
          name: `an update that is ${JSON.stringify(update).slice(0, 60)} (${n + 1})`,
          expected: 'left aside; the next one is heard',
          run: async (stage) => {
            stage.rig.server.push(TOKEN, update as Readonly<Record<string, unknown>>);
            await stage.settle();
            return HELD;
          },
        }),
      ),
      ...[...DATA, ...Array.from({ length: 10 }, () => garbage(random))].map(
        (data, n): Attempt<Stage> => ({
          name: `a forged button ${JSON.stringify(data).slice(0, 50)} (${n + 1})`,
          expected: 'nothing happens, and the chat is heard',
          run: async (stage) => {
            const { rig } = stage;
            const before = {
              prompts: stage.prompts().length,
              told: stage.told().length,
              live: rig.output.includes('"generation":2'),
            };
            press(stage, ADA, ADA, rig.bots()[0]?.messageId ?? 1, data);
            await stage.settle();
            const started = stage.prompts().length - before.prompts - 1;
            const live = rig.output.includes('"generation":2');
            return heldUnless(
              (started > 0 && 'an agent was started') || (live && !before.live && 'another configuration is live'),
            );
          },
        }),
      ),
      ...buttons(),
      {
        name: 'a forwarded text of a stranger',
        expected: 'the agent is told whose it is, and it stands apart',
        run: async (stage) => {
          const word = stage.word();
          const forward = { type: 'user', sender_user: user(STRANGER, { first_name: 'Mallory' }), date: 1 };
          stage.rig.server.push(TOKEN, {
            message: message(stage, ADA, { text: word, from: user(ADA), forward_origin: forward }),
          });
          const prompt = await stage.until('the run', () => stage.prompts().find((one) => one.includes(word)));
          return heldUnless(!/outside-|Mallory|forward/i.test(prompt) && `the prompt is just: ${prompt.slice(-200)}`);
        },
      },
    ],
  });
}

async function unheard(stage: Stage, send: Update): Promise<Verdict> {
  const word = stage.word();
  const strange = () => stage.told().filter(({ chatId }) => chatId === STRANGER).length;
  send(stage, word);
  return heldUnless((await stage.consequence(word)) ?? (strange() > 0 && 'the stranger is answered'));
}

/** Somebody presses something that may never have been shown. */
function press(stage: Stage, chatId: number, userId: number, messageId: number, data: string): string {
  const id = `forged-${stage.word()}`;
  stage.rig.server.bot(TOKEN).openButtons.add(id);
  const shown = message(stage, chatId, { message_id: messageId, from: user(4711, { is_bot: true }), text: 'x' });
  stage.rig.server.push(TOKEN, {
    callback_query: { id, from: user(userId), message: shown, chat_instance: '1', data },
  });
  return id;
}

function garbage(random: Random): string {
  const letters = [...'abc:;/.._-0129{}[]"\\%$'];
  return Array.from({ length: 1 + random.below(60) }, () => letters[random.below(letters.length)]).join('');
}

/** Presses of a real button by whom it is not for. */
function buttons(): readonly Attempt<Stage>[] {
  const running = async (
    stage: Stage,
    run: (button: { data: string; messageId: number }, word: string) => unknown,
  ): Promise<Verdict> => {
    const word = stage.word();
    const asked = stage.rig.server.sendText(GROUP, ADA, `/p [[steps:200 100]] ${word}`);
    const progress = await stage.until('progress', () => {
      const bots = stage.rig.server.chat(GROUP).all.filter((one) => one.fromBot && one.replyTo === asked.messageId);
      return bots.find((one) => one.now.buttons.flat().length > 0 && one.now.text.includes('working'));
    });
    const [button] = progress.now.buttons.flat();
    await run({ data: button?.data ?? '', messageId: progress.messageId }, word);
    await stage.settle();
    const still = stage.rig.server.chat(GROUP).find(progress.messageId)?.now.text ?? '';
    const ended = !still.includes('working') && !still.includes('step');
    stage.rig.server.press(GROUP, progress.messageId, button?.data ?? '', ADA);
    await stage.until('the end', () =>
      stage.rig.server.chat(GROUP).all.some((one) => one.replyTo === asked.messageId && /cancelled/.test(one.now.text)),
    );
    return ended ? broke(`cancelled: ${still}`) : HELD;
  };
  const by = (
    name: string,
    go: (stage: Stage, button: { data: string; messageId: number }) => unknown,
  ): Attempt<Stage> => ({
    name: `the button that cancels a run: ${name}`,
    expected: 'the run continues',
    run: (stage) => running(stage, (button) => go(stage, button)),
  });
  return [
    by('a stranger presses it', (stage, { data, messageId }) => press(stage, GROUP, STRANGER, messageId, data)),
    by('a stranger forges it in private', (stage, { data, messageId }) =>
      press(stage, STRANGER, STRANGER, messageId, data),
    ),
    by('a guest forges it in private', (stage, { data, messageId }) => press(stage, GUEST, GUEST, messageId, data)),
    by('a guest forges it in private with another message', (stage, { data }) => press(stage, GUEST, GUEST, 1, data)),
    by('a stranger answers /cancel to it', (stage, { messageId }) =>
      stage.rig.server.sendText(GROUP, STRANGER, '/cancel', { replyTo: messageId }),
    ),
    by('a bot presses it', (stage, { data, messageId }) => press(stage, GROUP, 4_712, messageId, data)),
    ...['/triggers pause', '/config diff', '/rollback', '/reload', '/restart'].map(
      (command): Attempt<Stage> => ({
        name: `somebody who may steer but administers nothing writes ${command} in the group`,
        expected: 'refused, or allowed and told so',
        run: async (stage) => {
          const asked = stage.rig.server.sendText(GROUP, GUEST, command);
          const answer = await stage.until('the answer', () =>
            stage.rig.server.chat(GROUP).all.find((one) => one.fromBot && one.replyTo === asked.messageId),
          );
          return /administrator/i.test(answer.now.text) ? HELD : broke(answer.now.text);
        },
      }),
    ),
    {
      name: 'the same person writes /triggers in private',
      expected: 'allowed: who may steer may steer everywhere',
      run: async (stage) => {
        const asked = stage.rig.server.sendText(GUEST, GUEST, '/triggers');
        await stage.until('the answer', () =>
          stage.rig.server.chat(GUEST).all.find((one) => one.replyTo === asked.messageId),
        );
        return byDesign('whoever may steer may do so in a private chat as well');
      },
    },
  ];
}
