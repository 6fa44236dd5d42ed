import { expect } from 'chai';
import { NOT_BUILT_YET } from '../../src/application/chat/commands/not-built-yet.js';
import { T } from '../../src/composition/wiring/tokens.js';
import { TestApp } from '../support/app.js';

const projects = [
  {
    alias: 'web',
    name: 'web',
    path: '/p/web',
    worktreesDirectory: '/p/web/.worktrees',
    worktreeBase: null,
    defaultEngine: null,
    chatId: null,
  },
];
const group = { chatId: -5, chatKind: 'supergroup' as const };

describe('commands', () => {
  it('never reach the engine, built or not; slash words that nobody knows do', async () => {
    const app = await TestApp.start();
    const built = app.application.get(T.commands).commands.map((command) => command.name);
    // The one command that asks for a run.
    const answered = built.filter((name) => name !== 'continue');
    for (const name of [...answered, ...NOT_BUILT_YET]) await app.say(`/${name}`);
    expect(app.world.engine.orders).to.have.length(0);
    expect(app.texts('said').filter((text) => text === 'problem: not-available-yet')).to.have.length(
      NOT_BUILT_YET.length,
    );
    await app.say('/compact the context');
    expect(app.world.engine.orders.map((order) => order.prompt)).to.deep.equal(['/compact the context']);
  });

  it('for another bot are not ours', async () => {
    const app = await TestApp.start();
    await app.say('/ping@other_bot');
    expect(app.texts('said')).to.have.length(1);
    await app.say('/ping@Fake_Bot');
    expect(app.texts('said').at(-1)).to.include('pong');
  });

  it('typed with a dot are guessed, not run', async () => {
    const app = await TestApp.start();
    await app.say('.new please');
    expect(app.texts('said').at(-1)).to.include('/new');
    expect(app.world.engine.orders).to.have.length(0);
  });

  it('/help and /start name every command and engine', async () => {
    const app = await TestApp.start({ projects });
    await app.say('/help');
    const help = app.texts('said').at(-1) ?? '';
    const hidden = ['triggers', 'threads', 'auth', 'file'];
    for (const { name } of app.application.get(T.commands).commands) {
      if (!hidden.includes(name)) expect(help).to.include(`/${name} – `);
    }
    expect(help).not.to.include('`/codex`');
    expect(help).to.include('fake').and.to.include('web');
    expect(app.world.bot.channel.menu.map((entry) => entry.name)).to.include('cancel');
  });

  it('/start is four lines and buttons that show more, without a word of what isn’t there', async () => {
    const app = await TestApp.start({ triggers: { defaultTimezone: 'Europe/Berlin' } });
    await app.say('/start');
    const start = app.shown('said').at(-1);
    if (start === undefined) throw new Error('nothing was said');
    expect(start.text.split('\n')).to.have.length(4);
    expect(start.text).to.include('`fake` answers').and.to.include('`Europe/Berlin`, with 24 hours');
    expect(start.buttons.flat().map(({ label }) => label)).to.deep.equal(['📋 Commands', '🤖 Agent', '📊 Status']);
    await app.press(start, 'Commands');
    expect(app.texts('said').at(-1))
      .to.include('**Tasks**')
      .and.not.to.include('/triggers')
      .and.not.to.include('@branch');
    await app.press(start, 'Agent');
    expect(
      app
        .shown('said')
        .at(-1)
        ?.buttons.flat()
        .map(({ label }) => label),
    ).to.deep.equal(['fake', 'other']);
    await app.press(start, 'Status');
    expect(app.texts('said').at(-1)).to.include('Nothing is running');
  });

  it('/help says more about one command, and knows what was probably meant', async () => {
    const app = await TestApp.start();
    await app.say('/help at');
    expect(app.texts('said').at(-1)).to.match(/^\/at – run a task later\n\n`\/at <delay/);
    await app.say('/help /cancle');
    expect(app.texts('said').at(-1)).to.equal('There is no command `/cancle`. Did you mean /cancel?');
    await app.say('/help constructor');
    expect(app.texts('said').at(-1)).to.equal('There is no command `/constructor`. /help lists the commands.');
  });

  it('/cancel stops the one run, asks when there are several, drops what is queued, and says when there is nothing', async () => {
    const app = await TestApp.start({ telegram: { sessionMode: 'stateless' } });
    await app.say('/cancel');
    expect(app.texts('said').at(-1)).to.include('Nothing');
    await app.say('[[hang]] one');
    await app.say('[[hang]] two');
    await app.say('/cancel');
    expect(app.texts('said').at(-1)).to.include('2 runs');
    const [first] = app.shown('progress');
    await app.say('/cancel', { replyTo: { messageId: first?.ref.messageId ?? 0, text: '', ours: true } });
    expect(app.world.engine.live).to.equal(1);
    await app.say('/cancel');
    expect(app.world.engine.live).to.equal(0);
  });

  it('/cancel in reply to a queued message drops that one only', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]] one');
    await app.say('two');
    const queued = app.shown('progress').at(-1);
    await app.say('/cancel', { replyTo: { messageId: queued?.ref.messageId ?? 0, text: '', ours: true } });
    expect(queued?.view).to.deep.include({ status: 'cancelled' });
    expect(app.world.engine.live).to.equal(1);
    expect((await app.world.inbox.unfinished()).map((row) => row.state)).to.deep.equal(['begun']);
  });

  it('/new drops the queue of the conversation before it ends the run', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]] one');
    await app.say('two');
    await app.say('/new');
    expect(app.world.engine.orders).to.have.length(1);
    expect(app.world.engine.live).to.equal(0);
    await app.say('three');
    expect(app.texts('final').at(-1)).to.include('turn 1: three');
  });

  it('/agent chooses the engine of the chat, warns of one that is missing, and gives the choice back', async () => {
    const app = await TestApp.start();
    await app.say('/agent set other');
    await app.say('one');
    expect(app.world.other.orders).to.have.length(1);
    await app.say('/agent set nonsense');
    expect(app.texts('said').at(-1)).to.equal('problem: unknown-engine');
    await app.say('/agent set codex');
    expect(app.texts('said').at(-1)).to.include('not available');
    await app.say('/agent clear');
    await app.say('two');
    expect(app.world.engine.orders).to.have.length(1);
    await app.say('/agent');
    expect(app.texts('said').at(-1)).to.include('fake').and.to.include('other');
  });

  it('/model goes to the engine, for the engine that is named', async () => {
    const app = await TestApp.start({ engines: { fake: engineSettings('configured') } });
    await app.say('one');
    await app.say('/model set big model');
    await app.say('/model set other small');
    await app.say('two');
    await app.say('/other three');
    await app.say('/model clear');
    await app.say('four');
    expect(app.world.engine.orders.map((order) => order.options.model)).to.deep.equal([
      'configured',
      'big model',
      'configured',
    ]);
    expect(app.world.other.orders[0]?.options.model).to.equal('small');
  });

  it('/ctx binds the chat to a project and branch', async () => {
    const app = await TestApp.start({ projects });
    await app.say('/ctx set WEB @feat');
    await app.say('one');
    expect(app.world.engine.orders[0]?.directory).to.equal('/p/web/.worktrees/feat');
    await app.say('/ctx set nowhere');
    expect(app.texts('said').at(-1)).to.equal('problem: unknown-project');
    await app.say('/ctx set web feat');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
    await app.say('/ctx clear');
    await app.say('two');
    expect(app.world.engine.orders[1]?.directory).to.equal('/home/ada');
  });

  it('that change a group are for administrators, and conversations there are each person’s own', async () => {
    const app = await TestApp.start({ telegram: { chatId: -5, allowedUserIds: [7, 8] } });
    await app.say('/agent set other', group);
    expect(app.texts('said').at(-1)).to.equal('problem: membership-unknown');
    app.world.bot.channel.administrators.set(-5, new Set([8]));
    await app.say('/agent set other', group);
    expect(app.texts('said').at(-1)).to.equal('problem: administrators-only');
    const grace = { sender: { id: 8, name: 'Grace', isBot: false } };
    await app.say('/agent set other', { ...group, ...grace });
    await app.say('one', group);
    await app.say('two', { ...group, ...grace });
    expect(app.world.other.orders.map((order) => order.resume)).to.deep.equal([null, null]);
  });
});

function engineSettings(model: string) {
  return { command: null, model, permissionMode: null, extraArgs: [], extra: {} };
}
