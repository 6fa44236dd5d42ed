import { expect } from 'chai';
import { NOT_BUILT_YET } from '../../src/application/chat/commands/not-built-yet.js';
import { T } from '../../src/composition/wiring/tokens.js';
import { TestApp } from '../support/app.js';
import { cronOf } from '../support/builders/cron.js';

const GROUP = -5;
const setup = {
  telegram: { chatId: GROUP, allowedUserIds: [7] },
  triggers: { enabled: true, crons: [cronOf('nightly', { schedule: '0 3 1 1 *' })] },
};

/** What holds for everyone in a chat, written and pressed. */
const FOR_ADMINISTRATORS = {
  written: [
    '/triggers pause',
    '/triggers resume',
    '/triggers run nightly',
    '/triggers disable nightly',
    '/agent other',
    '/agent clear',
    '/model opus',
    '/loops off',
    '/reload',
    '/rollback',
    '/config diff',
    '/restart',
  ],
  pressed: [
    'triggers:pause',
    'triggers:resume',
    'missed:x:1:1',
    'offer:again:x',
    'offer:continue:x',
    'offer:now:x',
    'held:apply:x',
    'held:reject:x',
    'config:x',
    'threads:archive:T-01234567-89ab-4cde-8f01-23456789abcd',
    'choose:agent::other',
    'choose:agent::',
    'choose:model:fake:opus',
  ],
} as const;

describe('what is for administrators', () => {
  const begin = async () => {
    const app = await TestApp.start(setup);
    app.world.bot.channel.administrators.set(GROUP, new Set([1]));
    return app;
  };

  for (const text of FOR_ADMINISTRATORS.written) {
    it(`is refused to anybody else in a group, and nobody in private: ${text}`, async () => {
      const app = await begin();
      await app.say(text, { chatId: GROUP, chatKind: 'supergroup' });
      expect(app.texts('said').at(-1)).to.equal('problem: administrators-only');
      await app.say(text);
      expect(app.texts('said').at(-1)).not.to.equal('problem: administrators-only');
    });
  }

  for (const data of FOR_ADMINISTRATORS.pressed) {
    it(`is refused as a button to anybody else in a group, and nobody in private: ${data}`, async () => {
      const app = await begin();
      const [message] = app.shown('said');
      if (message === undefined) throw new Error('no message');
      const pressed = { ...app.world.pressUnseen(message, data), chatKind: 'supergroup' as const };
      await app.receive(pressed);
      expect(app.world.bot.channel.answered.get(pressed.buttonId)).to.match(/^Only administrators/);
      const inPrivate = { ...app.world.pressUnseen(message, data), chatId: 7, chatKind: 'private' as const };
      await app.receive(inPrivate);
      expect(app.world.bot.channel.answered.get(inPrivate.buttonId)).not.to.match(/^Only administrators/);
    });
  }

  it('is said to be no barrier, to whoever begins', async () => {
    const app = await begin();
    await app.say('/start');
    expect(app.texts('said').at(-1)).to.include('may do anything in a private chat');
  });
});

describe('the words that are commands', () => {
  it('are those of the table, no more and no fewer', async () => {
    const { application } = new TestApp();
    const names = [...application.get(T.commands).commands.map(({ name }) => name), ...NOT_BUILT_YET];
    expect([...application.get(T.commandNames)].sort()).to.deep.equal([...names].sort());
  });
});
