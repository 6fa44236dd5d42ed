import { TelegramServer } from '../../support/telegram-server/telegram-server.js';
import type { Tree } from '../document.js';
import type { LiveStage } from '../live-stage.js';
import { type Proof, type Proofs, under } from '../proof.js';

const GROUP = -100;
const [FIRST, SECOND] = ['4001:first-token-of-nobody', '4002:second-token-of-nobody'] as const;
const minutely: Tree = {
  triggers: {
    enabled: true,
    crons: [{ id: 'tick', schedule: '* * * * *', action: 'notify_only', message_template: 'tick' }],
  },
};

/** Two bots of a Bot API without sockets; a proof may look at what was called. */
class TwoBots {
  #server = new TelegramServer();

  /** Puts them in a world in place of the fake. */
  readonly prepare: NonNullable<Proof['before']> = ({ world, environment }) => {
    this.#server = new TelegramServer({ now: () => world.time.now() });
    for (const token of [FIRST, SECOND]) this.#server.addBot(token);
    this.#server.addUser(7, 'Ada');
    this.#server.addChat(7);
    this.#server.addChat(GROUP);
    world.botApi = this.#server.fetch;
    Object.assign(environment, { FIRST_BOT: FIRST, SECOND_BOT: SECOND });
  };

  /** Whose messages are fetched now. */
  readonly polling = async (stage: LiveStage): Promise<string> => {
    const known = this.#server.calls.length;
    this.#server.sendText(7, 7, 'hello', { bot: FIRST });
    this.#server.sendText(7, 7, 'hello', { bot: SECOND });
    await stage.wait(() => this.#server.calls.slice(known).some(({ method }) => method === 'getUpdates'));
    return this.#server.calls.slice(known).find(({ method }) => method === 'getUpdates')?.token ?? 'nobody';
  };

  /** The reactions on a message that was accepted. */
  readonly reacted = async (stage: LiveStage): Promise<readonly (string | null)[]> => {
    const { channel } = await stage.bot();
    const { messageId } = this.#server.sendText(7, 7, 'hello', { bot: SECOND });
    channel.react({ chatId: 7, messageId }, 'accepted');
    await stage.pass(3_000);
    return this.#server.chat(7).find(messageId)?.reactions ?? [];
  };

  /** How many of ten messages to a group are there after three seconds. */
  readonly arrived = async (stage: LiveStage): Promise<string> => {
    const { channel } = await stage.bot();
    const group = this.#server.chat(GROUP);
    const known = group.all.length;
    for (let n = 0; n < 10; n++) void channel.say({ chatId: GROUP, threadId: null }, { markdown: `${n}` });
    await stage.pass(3_000);
    const arrived = group.all.length - known;
    await stage.pass(60_000);
    return arrived < 10 ? 'some' : 'all';
  };
}

const bots = new TwoBots();
const two = { before: bots.prepare, see: bots.polling, shows: [FIRST, SECOND] } as const;

/** How many finals a person gets who writes. */
const answersTo = (id: number) => async (stage: LiveStage) => {
  const change = { chatId: id, sender: { id, name: 'Grace', isBot: false } };
  return (await stage.newMessages('final', () => stage.app.say('hello', change))).length;
};

/** How long a message waits for others, in seconds. */
const waitAfter = (change: Parameters<LiveStage['ask']>[1]) => async (stage: LiveStage) => {
  const message = stage.world.message('one', change);
  const known = stage.world.engine.orders.length;
  await stage.app.receive(message);
  let waitedMs = 0;
  for (; stage.world.engine.orders.length === known && waitedMs < 10_000; waitedMs += 250) await stage.pass(250);
  return waitedMs / 1_000;
};

/** `[transports.telegram]`, and the pace that `[progress]` gives its messages. */
export const chatProofs: Proofs = {
  ...under('transports.telegram', {
    bot_token: { ...two, from: FIRST, to: SECOND },
    bot_token_env: {
      ...two,
      around: { transports: { telegram: { bot_token: null } } },
      from: 'FIRST_BOT',
      to: 'SECOND_BOT',
    },
    bot_token_file: {
      ...two,
      around: { transports: { telegram: { bot_token: null } } },
      before: async (here) => {
        await bots.prepare(here);
        Object.assign(here.environment, { CREDENTIALS_DIRECTORY: here.directory });
        await here.write('first', FIRST);
        await here.write('second', SECOND);
      },
      from: 'first',
      to: ({ directory }) => `${directory}/second`,
    },
    api_url: {
      before: (here) => {
        bots.prepare(here);
        const { botApi } = here.world;
        here.world.botApi = (input, init) => {
          const isSecond = `${input}`.startsWith('http://second.test/');
          here.seen.add(isSecond ? 'second' : 'first');
          return (botApi ?? fetch)(input, init);
        };
      },
      around: { transports: { telegram: { bot_token: FIRST } } },
      from: 'http://first.test',
      to: 'http://second.test',
      see: async (stage) => {
        stage.here.seen.clear();
        await stage.pass(60_000);
        await bots.polling(stage);
        return [...stage.here.seen];
      },
      shows: [['first'], ['second']],
    },
    chat_id: {
      around: minutely,
      from: 7,
      to: 8,
      see: async (stage) => (await stage.newMessages('notice', () => stage.pass(60_000))).at(-1)?.ref.chatId,
      shows: [7, 8],
    },
    allowed_user_ids: { from: [7], to: [7, 8], see: answersTo(8), shows: [0, 1] },
    allow_any_user: {
      around: { reload: { tripwire: false } },
      to: true,
      along: { transports: { telegram: { allowed_user_ids: [] } } },
      see: async (stage) => {
        const stranger = { sender: { id: 9, name: 'Grace', isBot: false } };
        return (await stage.newMessages('final', () => stage.app.say('hello', stranger))).length;
      },
      shows: [0, 1],
    },
    message_overflow: {
      to: 'trim',
      see: async (stage) => (await stage.newMessages('final', () => stage.app.say('[[say:one\ftwo]]'))).length,
      shows: [2, 1],
    },
    long_answers: {
      to: 'split',
      see: async (stage) => {
        const long = `[[say:${Array.from({ length: 6 }, (_, n) => n).join('\f')}]]`;
        return (await stage.newMessages('final', () => stage.app.say(long))).length;
      },
      shows: [2, 6],
    },
    session_mode: {
      from: 'stateless',
      to: 'chat',
      see: async (stage) => {
        await stage.ask('one');
        const [order] = await stage.ask('two');
        return order?.resume !== null;
      },
      shows: [false, true],
    },
    show_resume_line: {
      to: false,
      see: async (stage) => {
        const [final] = await stage.newMessages('final', () => stage.app.say('one'));
        return final?.view?.face.resumeLine !== null;
      },
      shows: [true, false],
    },
    reactions: {
      before: bots.prepare,
      around: { transports: { telegram: { bot_token: FIRST } } },
      to: false,
      see: bots.reacted,
      shows: [['👀'], []],
    },
    forward_coalesce_s: { to: 4, see: waitAfter({ forwarded: true }), shows: [1, 4] },
    media_group_debounce_s: { to: 3, see: waitAfter({ mediaGroup: 'album' }), shows: [1, 3] },
    backlog_max_age_s: {
      to: 60,
      see: async (stage) => {
        const sentAt = stage.world.time.now() - 300_000;
        return (await stage.ask('while you were away', { sentAt })).length;
      },
      shows: [1, 0],
    },
  }),
  'progress.group_chat_rps': {
    before: bots.prepare,
    around: { transports: { telegram: { bot_token: FIRST } } },
    to: 10,
    see: bots.arrived,
    shows: ['some', 'all'],
  },
};
