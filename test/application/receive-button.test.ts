import { expect } from 'chai';
import type { ButtonHandler } from '../../src/application/chat/buttons/button-handler.js';
import type { ButtonPress, PressedAt } from '../../src/application/chat/buttons/button-press.js';
import { ReceiveButton } from '../../src/application/chat/buttons/receive-button.js';
import { NO_TURN } from '../../src/application/concurrency/turn.js';
import type { MayPress } from '../../src/application/values/may-press.js';
import { T } from '../../src/composition/wiring/tokens.js';
import type { InboundButton } from '../../src/domain/chat/inbound.js';
import { fail, ok } from '../../src/domain/result.js';
import { TestApp } from '../support/app.js';

const GROUP = { chatId: -5, chatKind: 'supergroup' as const };
const BUTTON: InboundButton = {
  kind: 'button',
  bot: 4_000,
  updateId: 1,
  buttonId: 'b',
  data: 'test:it',
  chatId: 7,
  chatKind: 'private',
  messageId: 5,
  threadId: null,
  sender: { id: 7, name: 'Ada', isBot: false },
};

/** A button that does as it is told; what it stands for is its data, and `gone` stands for nothing. */
function handlerOf(
  press: (press: ButtonPress, target: string) => Promise<void>,
  mayPress: ButtonHandler<string>['mayPress'] = { who: 'anyone' },
): ButtonHandler<string> {
  return {
    prefix: 'test:',
    mayPress,
    find: (data) => (data === 'gone' ? fail({ toast: 'Gone', strip: true as const }) : ok(data)),
    press,
  };
}

/** Lets a press arrive; resolves with what was made of it. */
async function receive(
  handler: ButtonHandler<string>,
  change: Partial<InboundButton> = { genuine: true },
  whileAsked: (app: TestApp) => Promise<void> = async () => undefined,
) {
  const app = await TestApp.start();
  const { channel } = app.world.bot;
  channel.administrators.set(GROUP.chatId, new Set([1]));
  await app.say('/ping');
  const [message] = app.shown('said');
  if (message === undefined) throw new Error('nothing was said');
  message.buttons = [[{ label: 'x', data: BUTTON.data }]];
  const toasts: (string | null)[] = [];
  const { answerButton, isAdministrator } = channel;
  channel.isAdministrator = async (chatId, userId) => {
    await whileAsked(app);
    return isAdministrator.call(channel, chatId, userId);
  };
  channel.answerButton = async (id, toast) => {
    toasts.push(toast);
    await answerButton.call(channel, id, toast);
  };
  const [bots, generations] = [app.application.get(T.bots), app.application.get(T.generations)];
  const receiveButton = new ReceiveButton({ bots, generations, inbox: app.world.inbox, handlers: [handler] });
  const body = { ...BUTTON, messageId: message.ref.messageId, ...change };
  const [receipt] = await app.world.inbox.accept([{ source: 'button', key: 'b', body, due: null }]);
  const failure = await receiveButton.receive(receipt?.id ?? 0, body, NO_TURN).then(
    () => null,
    (cause: unknown) => cause,
  );
  const unfinished = (await app.world.inbox.unfinished()).length;
  return { app, message, toasts, failure, unfinished };
}

describe('a pressed button', () => {
  it('is ended exactly once, with the first words, or without any', async () => {
    const silent = await receive(handlerOf(async () => undefined));
    expect(silent.toasts).to.deep.equal([null]);
    const twice = await receive(
      handlerOf(async (press) => {
        await press.say('first');
        await press.say('second');
      }),
    );
    expect(twice.toasts).to.deep.equal(['first']);
    expect([silent.unfinished, twice.unfinished]).to.deep.equal([0, 0]);
  });

  it('is ended also when its handler fails, before or after it has said something', async () => {
    const broken = new Error('broken');
    const silent = await receive(
      handlerOf(async () => {
        throw broken;
      }),
    );
    expect([silent.toasts, silent.failure]).to.deep.equal([['Something went wrong'], broken]);
    const late = await receive(
      handlerOf(async (press) => {
        await press.say('Done');
        throw broken;
      }),
    );
    expect([late.toasts, late.failure]).to.deep.equal([['Done'], broken]);
    const unread = await receive({
      ...handlerOf(async () => undefined),
      find: () => {
        throw broken;
      },
    });
    expect([unread.toasts, unread.failure]).to.deep.equal([['Something went wrong'], broken]);
  });

  it('has no effect where no handler knows it, or it stands for nothing', async () => {
    const pressed: string[] = [];
    const handler = handlerOf(async (_press, target) => void pressed.push(target));
    expect((await receive(handler, { data: 'other' })).toasts).to.deep.equal(['This button no longer does anything']);
    const gone = await receive(handler, { data: 'test:gone', genuine: true });
    expect([gone.toasts, gone.message.buttons]).to.deep.equal([['Gone'], []]);
    expect(pressed).to.deep.equal([]);
  });

  it('edits and strips the message that has it, and no other', async () => {
    const editing = handlerOf(async (press) => press.edit('edited', { buttons: [[{ label: 'y', data: 'y' }]] }));
    const own = await receive(editing);
    expect([own.message.text, own.message.buttons.flat().length]).to.deep.equal(['edited', 1]);
    const other = await receive(editing, {});
    expect(other.message.text).not.to.equal('edited');
    expect(other.app.texts('said').at(-1)).to.equal('edited');
    const stripping = handlerOf(async (press) => press.strip());
    expect((await receive(stripping)).message.buttons).to.deep.equal([]);
  });
});

describe('who may press a button', () => {
  const cases: readonly (readonly [MayPress, number, string | null])[] = [
    [{ who: 'anyone' }, 8, null],
    [{ who: 'administrators', to: 'start' }, 1, null],
    [{ who: 'administrators', to: 'start' }, 8, 'Only administrators of this group may start that.'],
    [{ who: 'administrators', to: 'change' }, 8, 'Only administrators of this group may change that.'],
    [{ who: 'administrators', to: 'decide' }, 8, 'Only administrators of this group may decide that.'],
    [{ who: 'owner', what: 'run', owner: 8 }, 8, null],
    [{ who: 'owner', what: 'run', owner: 8 }, 1, null],
    [
      { who: 'owner', what: 'run', owner: 8 },
      9,
      'Only the person who asked for this run, or an administrator of this group, may decide that.',
    ],
    [
      { who: 'owner', what: 'message', owner: null },
      8,
      'Only the person who wrote it, or an administrator of this group, may decide that.',
    ],
  ];

  for (const [mayPress, id, refusal] of cases) {
    for (const declared of ['always', 'by what it stands for'] as const) {
      const how = `${mayPress.who}, ${declared}: ${id} ${refusal === null ? 'may' : 'may not'}`;
      it(`is judged in a group before the handler hears of it: ${how}`, async () => {
        const pressed: number[] = [];
        const rule = declared === 'always' ? mayPress : { by: () => mayPress };
        const handler = handlerOf(async ({ sender }) => void pressed.push(sender.id), rule);
        const sender = { id, name: 'Bob', isBot: false };
        const { toasts } = await receive(handler, { ...GROUP, sender });
        expect([toasts, pressed]).to.deep.equal(refusal === null ? [[null], [id]] : [[refusal], []]);
      });
    }
  }

  it('is asked for as long as it takes, and what follows acts by what the file says by then', async () => {
    const numbers: number[] = [];
    const handler = {
      ...handlerOf(async ({ generation }) => void numbers.push(generation.number), {
        who: 'administrators',
        to: 'start',
      }),
      find: (data: string, { generation }: PressedAt) => {
        numbers.push(generation.number);
        return ok(data);
      },
    };
    const sender = { id: 1, name: 'Bob', isBot: false };
    await receive(handler, { ...GROUP, sender }, (app) => app.edit({ defaultEngine: 'other' }));
    expect(numbers).to.deep.equal([2, 2]);
  });

  it('is whoever is let in, in a private chat', async () => {
    const pressed: number[] = [];
    const handler = handlerOf(async ({ sender }) => void pressed.push(sender.id), {
      who: 'administrators',
      to: 'start',
    });
    await receive(handler);
    expect(pressed).to.deep.equal([7]);
  });
});
