import { ADA, TOKEN } from '../../end-to-end/rig.js';
import type { Stage } from '../stage.js';

/** Somebody who may nothing. */
export const STRANGER = 666;
/** A group that a project belongs to, with Ada and a guest. */
export const GROUP = -4_001;
/** Somebody who may steer, and administers nothing. */
export const GUEST = 1_399;
/** A group that no project belongs to. */
export const UNKNOWN_GROUP = -4_002;
const CHANNEL = -1_004_003;

/** Has Telegram hand something over that carries the word. */
export type Update = (stage: Stage, word: string) => void;
const text =
  (chatId: number, from: number, words = ''): Update =>
  (stage, word) =>
    void stage.rig.server.sendText(chatId, from, `${words} ${word}`.trim());
/** A message as an update carries it. */
export const message = (stage: Stage, chatId: number, change: Readonly<Record<string, unknown>>) => ({
  message_id: 900_000 + Math.floor(Math.random() * 1e5),
  date: Math.floor(Date.now() / 1_000),
  chat: stage.rig.server.wireChat(chatId),
  ...change,
});
const push =
  (kind: string, of: (stage: Stage, word: string) => unknown): Update =>
  (stage, word) =>
    stage.rig.server.push(TOKEN, { [kind]: of(stage, word) });
/** A person as an update names one. */
export const user = (id: unknown, more: Readonly<Record<string, unknown>> = {}) => ({
  id,
  is_bot: false,
  first_name: 'x',
  ...more,
});

/** What nobody answers for: no agent may start, and nothing may be said that repeats it. */
export const UNHEARD: readonly (readonly [string, Update])[] = [
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

/** Updates that are none. */
export const MALFORMED: readonly unknown[] = [
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

/** Data of buttons that were never shown. */
export const DATA = [
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

/** Somebody presses something that may never have been shown. */
export function press(stage: Stage, chatId: number, userId: number, messageId: number, data: string): string {
  return stage.rig.server.forgePress(chatId, messageId, data, userId);
}
