import { expect } from 'chai';
import type { FileSettings } from '../../src/application/values/config/chat-settings.js';
import { TestApp, TestWorld } from '../support/app.js';
import { BotApiChat } from '../support/bot-api-chat.js';
import { appConfig, type ConfigChange } from '../support/builders/app-config.js';

const PROJECT = {
  ...{ alias: 'web', name: 'web', path: '/p/web', worktreesDirectory: '/p/web/.worktrees' },
  ...{ worktreeBase: null, defaultEngine: null, chatId: null },
};
const GROUP = { chatId: -5, chatKind: 'supergroup' as const };

function config(files: Partial<FileSettings> = {}, more: ConfigChange = {}): ConfigChange {
  const { telegram } = appConfig();
  return {
    projects: [PROJECT],
    defaultProject: 'web',
    ...more,
    telegram: { ...more.telegram, files: { ...telegram.files, enabled: true, ...files } },
  };
}

describe('having files sent', () => {
  let world: TestWorld;
  const put = (files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) world.files.files.set(path, Buffer.from(text));
  };
  const sent = () =>
    world.bot.channel.filesOrders.flatMap(({ files }) => files.map(({ name, bytes }) => `${name} ${bytes}`));
  const lastSaid = (app: TestApp) => app.texts('said').at(-1) ?? '';
  beforeEach(() => {
    world = new TestWorld();
    put({
      '/p/web/src/cart.ts': 'cart',
      '/p/web/src/deep/tax.ts': 'taxes',
      '/p/web/README.md': 'read',
      '/p/web/.env': 'KEY=1',
      '/p/web/src/server.pem': 'KEY',
      '/p/web/[id].tsx': 'route',
      '/p/web/nothing.log': '',
    });
  });
  afterEach(() => BotApiChat.closeAll());

  it('sends a file that is named, or shown, in reply to who asked', async () => {
    const app = await TestApp.start(config(), world);
    const asked = await app.say('/file get src/cart.ts');
    expect(sent()).to.deep.equal(['cart.ts 4']);
    expect(world.bot.channel.filesOrders[0]?.replyTo).to.equal(asked.messageId);
    await app.say('/browse README.md');
    const [message] = app.shown('said').slice(-1);
    if (message === undefined) throw new Error('nothing was said');
    expect(await app.press(message, 'Send')).to.equal('Sending…');
    expect(sent()).to.deep.equal(['cart.ts 4', 'README.md 4']);
    expect(world.files.staged.size).to.equal(0);
  });

  it('sends a folder as an archive, without what may hold secrets, and says so', async () => {
    const app = await TestApp.start(config(), world);
    const { channel } = world.bot;
    await app.say('/file get src/');
    await channel.waitFor(() => channel.filesOrders.length === 1);
    const [order] = world.bot.channel.filesOrders;
    expect(order?.files[0]).to.include({ name: 'src.zip', caption: '📦 src.zip (2 files, 1 left out)' });
    await app.say('/file get .');
    await channel.waitFor(() => channel.filesOrders.length === 2);
    expect(sent()[1]).to.match(/^web\.zip /);
  });

  it('sends the only file that a pattern matches, and asks where there are several', async () => {
    const app = await TestApp.start(config(), world);
    await app.say('/file get **/tax.*');
    expect(sent()).to.deep.equal(['tax.ts 5']);
    await app.say('/file get [id].tsx');
    expect(sent()).to.deep.equal(['tax.ts 5', '[id].tsx 5']);
    await app.say('/file get **/*.ts');
    const [question] = app.shown('said').slice(-1);
    if (question === undefined) throw new Error('nothing was said');
    expect(question.buttons.flat().map(({ label }) => label)).to.deep.equal([
      '📄 src/cart.ts · 4 B',
      '📄 src/deep/tax.ts · 5 B',
    ]);
    app.crash();
    const later = await TestApp.start(config(), world);
    await later.press(question, 'cart.ts');
    expect(sent()).to.deep.equal(['tax.ts 5', '[id].tsx 5', 'cart.ts 4']);
    await later.say('/file get **/*.go');
    expect(lastSaid(later)).to.include('No file matches `**/*.go`');
  });

  it('sends nothing that may hold secrets, lies elsewhere or is not there', async () => {
    const app = await TestApp.start(config({ denyGlobs: ['*.tsx'] }), world);
    for (const path of ['.env', 'src/server.pem', '[id].tsx', '/etc/passwd', '../web/.env', 'none', '~/.ssh/id_rsa']) {
      await app.say(`/file get ${path}`);
      expect(lastSaid(app), path).to.include('⚠️');
    }
    await app.say('/file get nothing.log');
    expect(lastSaid(app)).to.include('is empty');
    await app.say('/file get');
    expect(lastSaid(app)).to.equal('problem: usage');
    expect(sent()).to.deep.equal([]);
  });

  it('says how it is switched on, who may do it, and where a project is missing', async () => {
    const app = await TestApp.start(config({ enabled: false }), world);
    await app.say('/file get README.md');
    expect(lastSaid(app)).to.include('enabled = true');
    await app.say('/browse README.md');
    const [message] = app.shown('said').slice(-1);
    if (message === undefined) throw new Error('nothing was said');
    await app.press(message, 'Send');
    expect(lastSaid(app)).to.include('enabled = true');
    await app.edit(config({ allowedUserIds: [8] }));
    await app.say('/file get README.md');
    expect(lastSaid(app)).to.include('allowed_user_ids');
    expect(await app.press(message, 'Send')).to.include('Only the people who are listed');
    await app.edit(config({}, { telegram: { chatId: -5 } }));
    world.bot.channel.administrators.set(-5, new Set());
    await app.say('/file get README.md', GROUP);
    expect(lastSaid(app)).to.include('only administrators');
    await app.edit(config({}, { defaultProject: null }));
    await app.say('/file get README.md');
    expect(lastSaid(app)).to.include('No project is chosen here').and.include('/file get /web README.md');
    expect(sent()).to.deep.equal([]);
  });

  it('reaches Telegram as a document, and a question opens the field for its answer', async () => {
    const chat = await BotApiChat.start(config());
    chat.world.files.files.set('/p/web/src/cart.ts', Buffer.from('cart'));
    await chat.write(7, '/file get src/cart.ts');
    const document = chat.said(7).find((message) => message.document !== undefined)?.document;
    expect(document).to.include({ name: 'cart.ts', bytes: 4 });
    await chat.write(7, '/browse src/cart.ts');
    const view = chat.last(7, 'src/cart.ts');
    expect(view.now.text).to.include('4 B').and.include('cart\n');
    await chat.press(view, 'Ask about it');
    expect(chat.last(7, 'Reply to this message').asks).to.equal('About cart.ts');
  });
});
