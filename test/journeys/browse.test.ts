import { expect } from 'chai';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';

const projectOf = (alias: string) => ({
  ...{ alias, name: alias, path: `/p/${alias}`, worktreesDirectory: `/p/${alias}/.worktrees` },
  ...{ worktreeBase: null, defaultEngine: null, chatId: null },
});
const CONFIG: ConfigChange = { projects: [projectOf('web'), projectOf('api')], defaultProject: 'web' };
const GROUP = { chatId: -5, chatKind: 'supergroup' as const };

function put(world: TestWorld, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) world.files.files.set(path, Buffer.from(text));
}

function labels({ buttons }: FakeMessage): readonly string[] {
  return buttons.flat().map(({ label }) => label);
}

function last(app: TestApp): FakeMessage {
  const message = app.shown('said').at(-1);
  if (message === undefined) throw new Error('nothing was said');
  return message;
}

async function browse(app: TestApp, rest = '', change = {}): Promise<FakeMessage> {
  await app.say(`/browse ${rest}`.trim(), change);
  return last(app);
}

describe('/browse', () => {
  let world: TestWorld;
  beforeEach(() => {
    world = new TestWorld();
    put(world, {
      '/p/web/README.md': '# Shop\n',
      '/p/web/.env': 'KEY=1',
      '/p/web/.env.example': 'KEY=',
      '/p/web/.gitignore': 'x',
      '/p/web/src/cart.ts': 'export const total = 0;\n',
      '/p/web/src/deep/a.ts': 'a',
      '/p/web/.worktrees/dev/only-here.txt': 'dev',
      '/p/api/main.go': 'package main',
    });
  });

  it('shows the project of the chat, folders first, and never what may hold secrets', async () => {
    const app = await TestApp.start(CONFIG, world);
    const message = await browse(app);
    expect(labels(message)).to.deep.equal([
      '📂 src',
      '📂 .worktrees',
      '📄 README.md · 7 B',
      '📄 .env.example · 4 B',
      '📄 .gitignore · 1 B',
    ]);
    expect(message.text).to.include('web').and.include('2 folders · 3 files · 1 hidden');
    const named = await browse(app, '.env');
    expect(named.text).to.include('may hold secrets').and.not.include('KEY=1');
  });

  it('goes down, shows the beginning of a file, and comes back, in one message', async () => {
    const app = await TestApp.start(CONFIG, world);
    const message = await browse(app);
    const said = app.shown('said').length;
    await app.press(message, 'src');
    expect(labels(message)).to.deep.equal(['📂 deep', '📄 cart.ts · 24 B', '⬆ Up']);
    await app.press(message, 'cart.ts');
    expect(message.text).to.include('src/cart.ts').and.include('export const total = 0;').and.include('24 B');
    await app.press(message, 'Back');
    await app.press(message, 'deep');
    expect(message.text).to.include('src/deep');
    await app.press(message, 'Up');
    await app.press(message, 'Up');
    expect(labels(message)).to.include('📄 README.md · 7 B');
    expect(app.shown('said').length).to.equal(said);
  });

  it('turns pages of twenty, and comes back to the page that a file was on', async () => {
    put(
      world,
      Object.fromEntries(Array.from({ length: 45 }, (_, n) => [`/p/api/many/f${`${n}`.padStart(2, '0')}`, 'x'])),
    );
    const app = await TestApp.start(CONFIG, world);
    const message = await browse(app, '/api many');
    expect(message.text).to.include('45 files · page 1 of 3');
    expect(labels(message)).to.have.length(22).and.include('▶').and.not.include('◀');
    await app.press(message, '▶');
    expect(labels(message)).to.include('📄 f20 · 1 B').and.include('◀').and.include('▶');
    await app.press(message, 'f25');
    await app.press(message, 'Back');
    expect(message.text).to.include('page 2 of 3');
    await app.press(message, '▶');
    expect(labels(message)).to.have.length(7);
    for (const { data } of message.buttons.flat()) expect(Buffer.byteLength(data)).to.be.at.most(64);
  });

  it('begins at the first page of a folder, wherever that was chosen', async () => {
    const inFolders = Array.from({ length: 25 }, (_, n) => [`/p/api/z${n}/a`, 'x']);
    const inLast = Array.from({ length: 45 }, (_, n) => [`/p/api/z9/f${n}`, 'x']);
    put(world, Object.fromEntries([...inFolders, ...inLast]));
    const app = await TestApp.start(CONFIG, world);
    const message = await browse(app, '/api');
    await app.press(message, '▶');
    await app.press(message, 'z9');
    expect(message.text).to.include('46 files · page 1 of 3');
  });

  it('goes on after a restart, and knows what has changed meanwhile', async () => {
    const app = await TestApp.start(CONFIG, world);
    const message = await browse(app, 'src');
    app.crash();
    const later = await TestApp.start(CONFIG, world);
    await later.press(message, 'cart.ts');
    expect(message.text).to.include('export const total');
    world.files.files.delete('/p/web/src/cart.ts');
    await later.press(message, 'Back');
    const stale = later.world.press(message, message.buttons.flat()[0]?.data ?? '');
    await later.press(message, 'deep');
    await later.receive({ ...stale, genuine: true });
    expect(later.world.bot.channel.answered.get(stale.buttonId)).to.equal('This list has changed; press again');
    const gone = await browse(later, 'src/cart.ts');
    expect(gone.text).to.include('`src/cart.ts` is not there');
    expect(labels(gone)).to.deep.equal(['⬅ Back']);
  });

  it('looks where the next task would work: the branch, the topic, or the message that is replied to', async () => {
    const app = await TestApp.start(CONFIG, world);
    world.worktrees.have(projectOf('web'), 'dev');
    expect(labels(await browse(app, '@dev'))).to.deep.equal(['📄 only-here.txt · 3 B']);
    expect(world.worktrees.made).to.have.length(1);
    const none = await browse(app, '/web @later');
    expect(none.text).to.equal('problem: no-such-branch');
    await app.say('/ctx set api');
    expect(labels(await browse(app))).to.deep.equal(['📄 main.go · 12 B']);
    await app.say('/web @dev begin');
    const final = app.shown('final').at(-1);
    const replyTo = { messageId: final?.ref.messageId ?? 0, text: '', ours: true };
    expect(labels(await browse(app, '', { replyTo }))).to.deep.equal(['📄 only-here.txt · 3 B']);
    put(world, { '/p/api/@types/node.d.ts': 'x' });
    expect(labels(await browse(app, '@types'))).to.include('📄 node.d.ts · 1 B');
  });

  it('asks which project is meant where none is', async () => {
    const app = await TestApp.start({ projects: CONFIG.projects ?? [] }, world);
    const message = await browse(app);
    expect(labels(message)).to.deep.equal(['📂 web', '📂 api']);
    await app.press(message, 'api');
    expect(labels(message)).to.deep.equal(['📄 main.go · 12 B']);
    expect((await browse(app, 'src')).text).to.include('No project is chosen here');
  });

  it('tells an agent which file a question is about', async () => {
    const app = await TestApp.start(CONFIG, world);
    const message = await browse(app, '/web src/cart.ts');
    await app.press(message, 'Ask about it');
    const question = last(app);
    expect(question.text).to.include('src/cart.ts');
    const replyTo = { messageId: question.ref.messageId, text: question.text, ours: true };
    await app.say('why is it zero?', { replyTo });
    const order = app.world.engine.orders.at(-1);
    expect([order?.directory, order?.prompt]).to.deep.equal(['/p/web', '[file: src/cart.ts]\n\nwhy is it zero?']);
    const quote = { text: 'total = 0' };
    await app.say('and this?', { replyTo: { ...replyTo, messageId: message.ref.messageId, quote } });
    const quoted = app.world.engine.orders.at(-1)?.prompt ?? '';
    expect(quoted).to.include('[file: src/cart.ts]\n\nand this?').and.include('total = 0');
  });

  it('shows what is no text, empty or long as what it is', async () => {
    put(world, {
      '/p/api/logo.png': '\u0089PNG\0\0',
      '/p/api/empty': '',
      '/p/api/long.txt': 'line\n'.repeat(1_000),
      '/p/api/one-line.json': `"${'x'.repeat(50_000)}"`,
      '/p/api/ünï.md': '``` fence\n<b>&\u202Etxt',
    });
    const app = await TestApp.start(CONFIG, world);
    expect((await browse(app, '/api logo.png')).text).to.include('This is no text');
    expect((await browse(app, '/api empty')).text).to.include('This file is empty');
    const long = (await browse(app, '/api long.txt')).text;
    expect(long.match(/line/g)).to.have.length(25);
    expect(long).to.include('Only the beginning is shown');
    expect((await browse(app, '/api one-line.json')).text.length).to.be.below(1_000);
    expect((await browse(app, '/api ünï.md')).text).to.include('<b>&⟨U+202E⟩txt');
  });

  it('leads nowhere else', async () => {
    const app = await TestApp.start(CONFIG, world);
    for (const path of ['..', 'src/../../api', '/etc/passwd', '~/x', '/p/api/main.go']) {
      const { text, buttons } = await browse(app, path);
      expect(text, path).to.include('⚠️').and.not.include('package main');
      expect(
        buttons.flat().filter(({ label }) => label.startsWith('📄')),
        path,
      ).to.deep.equal([]);
    }
    expect((await browse(app, '/p/web/src')).text).to.include('src');
    expect((await browse(app, './src//deep/')).text).to.include('src/deep');
  });

  it('is for administrators in groups, or for those who are listed', async () => {
    const files = { telegram: { chatId: -5, allowedUserIds: [7, 8] } };
    const app = await TestApp.start({ ...CONFIG, ...files }, world);
    const { channel } = world.bot;
    channel.administrators.set(-5, new Set([7]));
    const message = await browse(app, '', GROUP);
    expect(labels(message)).to.include('📂 src');
    const other = { sender: { id: 8, name: 'Bo', isBot: false } };
    expect((await browse(app, '', { ...GROUP, ...other })).text).to.include('only administrators');
    const press = { ...world.press(message, message.buttons.flat()[0]?.data ?? '', 8), ...GROUP };
    await app.receive(press);
    expect(channel.answered.get(press.buttonId)).to.include('Only administrators');
    expect(labels(message)).to.include('📂 src');
  });
});
