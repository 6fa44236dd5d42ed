import { expect } from 'chai';
import type { FileSettings } from '../../src/application/values/config/chat-settings.js';
import { BotApiChat } from '../support/bot-api-chat.js';
import { appConfig, type ConfigChange } from '../support/builders/app-config.js';
import type { SentFile } from '../support/telegram-server/telegram-server.js';

const GROUP = -100;
const CHAT = 7;
const project = {
  alias: 'webshop',
  name: 'webshop',
  path: '/p/web',
  worktreesDirectory: '/p/web/.worktrees',
  worktreeBase: null,
  defaultEngine: null,
  chatId: null,
};

function config(files: Partial<FileSettings> = {}, more: ConfigChange = {}): ConfigChange {
  const { telegram } = appConfig();
  return {
    projects: [project],
    defaultProject: 'webshop',
    ...more,
    telegram: { ...more.telegram, files: { ...telegram.files, enabled: true, ...files } },
  };
}

/** A person sends files at once, and all follows from it. */
async function send(chat: BotApiChat, ...files: readonly SentFile[]) {
  const messages = files.map((file) => chat.server.sendFile(CHAT, 7, file));
  await chat.pass(3_000);
  return messages;
}

function saved({ world }: BotApiChat): readonly string[] {
  return [...world.files.files.keys()];
}

function told(chat: BotApiChat, chatId = CHAT): readonly string[] {
  return chat.said(chatId).map(({ now }) => now.text);
}

function labels(chat: BotApiChat, words: string): readonly string[] {
  return chat
    .last(CHAT, words)
    .now.buttons.flat()
    .map(({ text }) => text);
}

const png = (name: string, content = name): SentFile => ({ file: { content, name, mime: 'image/png' } });
const photo = (content: string, more: Partial<SentFile> = {}): SentFile => ({
  kind: 'photo',
  file: { content },
  ...more,
});

describe('a file with words', () => {
  afterEach(() => BotApiChat.closeAll());

  it('is saved where the run works, which is started once and is told of it', async () => {
    const chat = await BotApiChat.start(config());
    await send(chat, photo('pixels', { caption: 'what is wrong here?' }));
    expect(saved(chat)).to.deep.equal(['/p/web/incoming/photo_20261123_120001.jpg']);
    expect(chat.prompts).to.deep.equal(['what is wrong here?\n\n[uploaded file: incoming/photo_20261123_120001.jpg]']);
    expect(chat.world.engine.orders[0]?.attachments).to.deep.equal([
      { path: '/p/web/incoming/photo_20261123_120001.jpg', mime: 'image/jpeg' },
    ]);
    expect(chat.world.gitExclude.excluded).to.include('/p/web/incoming');
    expect([...chat.world.files.staged.keys()]).to.deep.equal([]);
    expect(await chat.world.inbox.unfinished()).to.deep.equal([]);
  });

  for (const kind of ['document', 'photo', 'video', 'video_note', 'animation', 'audio'] as const) {
    it(`may be any kind: ${kind}`, async () => {
      const chat = await BotApiChat.start(config());
      await send(chat, { kind, file: { content: 'x', name: 'a.bin' }, caption: 'look' });
      expect(chat.prompts).to.deep.equal(['look\n\n[uploaded file: incoming/a.bin]']);
      expect(Buffer.from(chat.world.files.files.get('/p/web/incoming/a.bin') ?? []).toString()).to.equal('x');
    });
  }

  it('goes where its directives say', async () => {
    const chat = await BotApiChat.start(config());
    chat.world.worktrees.have(project, 'feat');
    await send(chat, { ...png('a.png'), caption: '@feat see' });
    expect(saved(chat)).to.deep.equal(['/p/web/.worktrees/feat/incoming/a.png']);
    expect(chat.prompts).to.deep.equal(['see\n\n[uploaded file: incoming/a.png]']);
  });

  it('goes among the uploads where there is no project, told by its absolute path', async () => {
    const chat = await BotApiChat.start(config({}, { projects: [], defaultProject: null }));
    await send(chat, { ...png('a.png'), caption: 'see' });
    expect(saved(chat)).to.deep.equal(['/state/uploads/7/a.png']);
    expect(chat.prompts).to.deep.equal(['see\n\n[uploaded file: /state/uploads/7/a.png]']);
    expect(chat.world.gitExclude.excluded).to.deep.equal(['/home/ada/.untether-outbox']);
  });

  it('makes one task of an album', async () => {
    const chat = await BotApiChat.start(config());
    const album = [1, 2, 3, 4, 5].map((number) => ({ ...png(`${number}.png`), album: 'five' }));
    await send(chat, ...album.map((file, index) => (index === 2 ? { ...file, caption: 'compare these' } : file)));
    const names = [1, 2, 3, 4, 5].map((number) => `incoming/${number}.png`);
    expect(chat.prompts).to.deep.equal([
      `compare these\n\n[uploaded files]\n${names.map((name) => `- ${name}`).join('\n')}`,
    ]);
    expect(chat.world.engine.orders[0]?.attachments).to.have.length(5);
  });

  it('runs with the rest of an album, and says what is missing', async () => {
    const chat = await BotApiChat.start(config());
    const album = ['a.png', 'b.pem', 'c.png'].map((name) => ({ ...png(name), album: 'three' }));
    await send(chat, ...album.map((file, index) => (index === 0 ? { ...file, caption: 'compare' } : file)));
    expect(chat.prompts).to.deep.equal([
      'compare\n\n[uploaded files]\n- incoming/a.png\n- incoming/c.png\n[not uploaded: b.pem]',
    ]);
    expect(told(chat).join('\n')).to.include('b.pem').and.to.include('The task runs without it.');
    expect(saved(chat)).to.have.length(2);
  });

  it('waits for its turn with them, and keeps them when its words are edited', async () => {
    const chat = await BotApiChat.start(config());
    chat.world.engine.holding = true;
    await chat.write(CHAT, 'first');
    const [message] = await send(chat, { ...png('a.png'), caption: 'second' });
    const edit = {
      message_id: message?.messageId,
      date: 1,
      chat: chat.server.wireChat(CHAT),
      from: { id: 7, is_bot: false, first_name: 'Ada' },
    };
    const document = { file_id: 'file-1', file_unique_id: 'unique-1', file_name: 'a.png', mime_type: 'image/png' };
    chat.server.push('4000:fake', { edited_message: { ...edit, edit_date: 2, caption: 'third', document } });
    await chat.pass(2_000);
    chat.world.engine.held[0]?.end();
    await chat.pass(2_000);
    expect(chat.prompts.at(-1)).to.equal('third\n\n[uploaded file: incoming/a.png]');
    expect(chat.world.engine.orders.at(-1)?.attachments).to.have.length(1);
    for (const run of chat.world.engine.held) run.end();
    chat.world.engine.holding = false;
  });
});

describe('an album that waits for its turn without one of its files', () => {
  afterEach(() => BotApiChat.closeAll());

  it('still says which one is missing when its words are edited', async () => {
    const chat = await BotApiChat.start(config());
    chat.world.engine.holding = true;
    await chat.write(CHAT, 'first');
    const album = ['a.png', 'b.pem'].map((name) => ({ ...png(name), album: 'two' }));
    const [message] = await send(chat, ...album.map((file, at) => (at === 0 ? { ...file, caption: 'second' } : file)));
    const edit = {
      message_id: message?.messageId,
      date: 1,
      chat: chat.server.wireChat(CHAT),
      from: { id: 7, is_bot: false, first_name: 'Ada' },
      media_group_id: 'two',
    };
    const document = { file_id: 'file-1', file_unique_id: 'unique-1', file_name: 'a.png', mime_type: 'image/png' };
    chat.server.push('4000:fake', { edited_message: { ...edit, edit_date: 2, caption: 'third', document } });
    await chat.pass(2_000);
    chat.world.engine.held[0]?.end();
    await chat.pass(2_000);
    expect(chat.prompts.at(-1)).to.equal('third\n\n[uploaded file: incoming/a.png]\n[not uploaded: b.pem]');
    for (const run of chat.world.engine.held) run.end();
    chat.world.engine.holding = false;
  });
});

describe('a file without words', () => {
  afterEach(() => BotApiChat.closeAll());

  it('is saved; a reply to what is told of it runs with it', async () => {
    const chat = await BotApiChat.start(config());
    await send(chat, { file: { content: 120_000, name: 'a.png', mime: 'image/png' } });
    expect(chat.prompts).to.deep.equal([]);
    const note = chat.last(CHAT, 'Saved');
    expect(note.now.text).to.equal(
      '📎 Saved `incoming/a.png` (120 kB)\n\nReply to this message to start a task with it.',
    );
    await chat.write(CHAT, 'crop it', { replyTo: note.messageId });
    expect(chat.prompts).to.deep.equal(['crop it\n\n[uploaded file: incoming/a.png]']);
    expect(chat.world.engine.orders[0]?.attachments).to.deep.equal([
      { path: '/p/web/incoming/a.png', mime: 'image/png' },
    ]);
    expect(saved(chat)).to.have.length(1);
  });

  it('is given by a reply to itself as well, and not saved twice', async () => {
    const chat = await BotApiChat.start(config());
    const [message] = await send(chat, png('a.png'));
    await chat.write(CHAT, 'crop it', { replyTo: message?.messageId ?? 0 });
    expect(chat.prompts).to.deep.equal(['crop it\n\n[uploaded file: incoming/a.png]']);
    expect(saved(chat)).to.deep.equal(['/p/web/incoming/a.png']);
  });

  it('starts a run where the file says so', async () => {
    const chat = await BotApiChat.start(config({ autoPutMode: 'prompt' }));
    await send(chat, png('a.png'));
    expect(chat.prompts).to.deep.equal(['[uploaded file: incoming/a.png]']);
  });

  it('keeps another file of its name, and knows its own content', async () => {
    const chat = await BotApiChat.start(config());
    await send(chat, png('a.png', 'one'));
    await send(chat, png('a.png', 'two'));
    await send(chat, png('a.png', 'one'));
    await send(chat, png('a.png', 'two'));
    expect(saved(chat)).to.deep.equal(['/p/web/incoming/a.png', '/p/web/incoming/a_1.png']);
  });

  it('is named so that it leads nowhere, whatever its sender calls it', async () => {
    const names = [
      '../../etc/passwd',
      '/etc/cron.d/x',
      '..\\..\\x',
      '~/.ssh/authorized_keys',
      ' .claude',
      '\u00a0.profile',
      '\ufeff.mcp.json',
      'a\nb.txt',
      'x'.repeat(500),
      '..',
      '.',
      'con\u202etxt.exe',
      '\ud800.txt',
      'a\u0000.png',
    ];
    const chat = await BotApiChat.start(config());
    for (const name of names) await send(chat, { file: { content: name, name } });
    const paths = saved(chat);
    expect(paths).to.have.length(names.length);
    for (const path of paths) expect(path).to.match(/^\/p\/web\/incoming\/[^/.~\s][^/\\\p{Cc}]*$/u);
    for (const path of paths) expect(Buffer.byteLength(path)).to.be.below(255);
  });

  for (const name of ['id_rsa', 'server.PEM', 'AGENTS.md', 'credentials.p12']) {
    it(`is not saved under a name that is off limits: ${name}`, async () => {
      const chat = await BotApiChat.start(config());
      await send(chat, { file: { content: 'x', name } });
      expect(saved(chat)).to.deep.equal([]);
      expect(told(chat).at(-1)).to.include('off limits').and.to.include(name);
    });
  }

  it('is taken from a chat that another program of ours is not told of, such as a sticker', async () => {
    const chat = await BotApiChat.start(config());
    await send(chat, { kind: 'sticker', file: { content: 'x' } });
    expect(saved(chat)).to.deep.equal([]);
    expect(told(chat).at(-1)).to.include('stickers');
  });
});

describe('a file that can’t be had', () => {
  afterEach(() => BotApiChat.closeAll());

  it('is refused before it is fetched where it is too large', async () => {
    const chat = await BotApiChat.start(config());
    await send(chat, { file: { content: 21 * 1_024 * 1_024, name: 'film.mkv' } });
    expect(chat.server.calls.filter(({ method }) => method === 'getFile' || method === 'download')).to.have.length(0);
    expect(told(chat).at(-1)).to.include('larger than 20 MiB');
    expect(labels(chat, 'film.mkv')).to.deep.equal(['🔁 Try again', 'Drop']);
  });

  for (const kind of ['cut', 'reset'] as const) {
    it(`is asked for again by itself: ${kind}`, async () => {
      const chat = await BotApiChat.start(config());
      chat.server.faults.next('download', { kind }, { times: 2 });
      await send(chat, { ...png('a.png'), caption: 'see' });
      await chat.pass(10_000);
      expect(chat.prompts).to.deep.equal(['see\n\n[uploaded file: incoming/a.png]']);
    });
  }

  it('starts nothing; its sender may try again, as often as it takes', async () => {
    const chat = await BotApiChat.start(config());
    const heal = chat.server.faults.always('download', { kind: 'cut' });
    await send(chat, { ...png('a.png'), caption: 'see' });
    await chat.pass(10_000);
    expect(chat.prompts).to.deep.equal([]);
    expect(saved(chat)).to.deep.equal([]);
    expect([...chat.world.files.staged.keys()]).to.deep.equal([]);
    expect(labels(chat, 'Not saved')).to.deep.equal(['🔁 Try again', 'Run the text alone', 'Drop']);
    await chat.press(chat.last(CHAT, 'Not saved'), 'Try again');
    await chat.pass(10_000);
    expect(told(chat).filter((text) => text.includes('Not saved'))).to.have.length(2);
    heal();
    await chat.press(chat.last(CHAT, 'Not saved'), 'Try again');
    await chat.pass(3_000);
    expect(chat.prompts).to.deep.equal(['see\n\n[uploaded file: incoming/a.png]']);
  });

  it('leaves its words to be run alone, or all to be dropped', async () => {
    const chat = await BotApiChat.start(config());
    chat.server.faults.always('getFile', { kind: 'answer', code: 400, description: 'Bad Request: wrong file_id' });
    await send(chat, { ...png('a.png'), caption: 'first' });
    await chat.press(chat.last(CHAT, 'Not saved'), 'Run the text alone');
    expect(chat.prompts).to.deep.equal(['first']);
    await send(chat, { ...png('b.png'), caption: 'second' });
    await chat.press(chat.last(CHAT, 'b.png'), 'Drop');
    expect(chat.prompts).to.deep.equal(['first']);
    expect(await chat.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is told where the disk is full', async () => {
    const chat = await BotApiChat.start(config());
    chat.world.files.problem = { kind: 'disk-full', path: '/state/staging/x' };
    await send(chat, png('a.png'));
    expect(told(chat).at(-1)).to.include('the disk is full');
  });

  it('keeps tasks of its chat behind it, but no command', async () => {
    const chat = await BotApiChat.start(config());
    chat.server.faults.next('download', { kind: 'stall' });
    chat.server.sendFile(CHAT, 7, { ...png('a.png'), caption: 'first' });
    await chat.pass(2_000);
    await chat.write(CHAT, 'second');
    const ping = await chat.write(CHAT, '/ping');
    expect(chat.said(CHAT).filter(({ replyTo }) => replyTo === ping.messageId)).to.have.length(1);
    expect(chat.prompts).to.deep.equal([]);
    await chat.pass(40_000);
    expect(chat.prompts).to.deep.equal(['first\n\n[uploaded file: incoming/a.png]', 'second']);
  });

  it('is not lost behind a command that takes none', async () => {
    const chat = await BotApiChat.start(config());
    await send(chat, { ...png('a.png'), caption: '/at 5m see' });
    expect(
      chat
        .last(CHAT, 'can’t take documents')
        .now.buttons.flat()
        .map(({ text }) => text),
    ).to.deep.equal(['Run the text alone']);
    expect(saved(chat)).to.deep.equal([]);
  });

  it('holds up nobody in another chat', async () => {
    const chat = await BotApiChat.start(config({}, { telegram: { allowedUserIds: [7, 8] } }));
    chat.server.faults.next('download', { kind: 'stall' });
    chat.server.sendFile(CHAT, 7, { ...png('a.png'), caption: 'see' });
    await chat.pass(2_000);
    await chat.write(8, 'hello', { from: 8 });
    expect(chat.prompts).to.deep.equal(['hello']);
  });
});

describe('who may send files, and whether', () => {
  afterEach(() => BotApiChat.closeAll());

  it('nothing runs where they are switched off: how to switch them on is told', async () => {
    const chat = await BotApiChat.start(config({ enabled: false }));
    await send(chat, { ...png('a.png'), caption: 'see' });
    expect(chat.prompts).to.deep.equal([]);
    expect(told(chat).at(-1)).to.include('enabled = true').and.to.include('Nothing was started.');
    expect(labels(chat, 'switched off')).to.deep.equal(['Run the text alone', 'Drop']);
    await chat.press(chat.last(CHAT, 'switched off'), 'Run the text alone');
    expect(chat.prompts).to.deep.equal(['see']);
    await send(chat, png('b.png'));
    expect(chat.last(CHAT, 'switched off').now.buttons).to.deep.equal([]);
    expect(chat.last(CHAT, 'switched off').now.text).not.to.include('Nothing was started.');
    expect(chat.server.calls.filter(({ method }) => method === 'getFile')).to.have.length(0);
  });

  it('only on demand, where the file says so', async () => {
    const chat = await BotApiChat.start(config({ autoPut: false }));
    await send(chat, { ...png('a.png'), caption: 'see' });
    expect(chat.prompts).to.deep.equal([]);
    expect(told(chat).at(-1)).to.include('/file put');
    await send(chat, { ...png('a.png'), caption: '/file put' });
    expect(saved(chat)).to.deep.equal(['/p/web/incoming/a.png']);
  });

  it('in groups administrators, unless people are listed', async () => {
    const prepare = (server: BotApiChat['server']) =>
      void server.addChat(GROUP, { administrators: [8], members: [7, 8] });
    const telegram = { chatId: GROUP, allowedUserIds: [7, 8] };
    const chat = await BotApiChat.start(config({}, { telegram }), prepare);
    const from = async (userId: number) => {
      chat.server.sendFile(GROUP, userId, { ...png(`${userId}.png`), caption: 'see' });
      // Telegram takes few messages to a group.
      await chat.pass(30_000);
    };
    await from(7);
    expect(told(chat, GROUP).at(-1)).to.include('only administrators may send files');
    await from(8);
    expect(chat.prompts).to.have.length(1);
    chat.world.configSource.put(appConfig(config({ allowedUserIds: [7] }, { telegram })));
    await chat.app.edited();
    await chat.pass(2_000);
    await from(7);
    expect(chat.prompts).to.have.length(2);
    await from(8);
    expect(chat.prompts).to.have.length(2);
    expect(told(chat, GROUP).at(-1)).to.include('not among those who may send files');
  });
});

describe('/file put', () => {
  afterEach(() => BotApiChat.closeAll());

  for (const [rest, path] of [
    ['', '/p/web/incoming/a.png'],
    ['docs/', '/p/web/docs/a.png'],
    ['docs/b.png', '/p/web/docs/b.png'],
    ['./docs//b.png', '/p/web/docs/b.png'],
    ['"with blanks/b c.png"', '/p/web/with blanks/b c.png'],
    ['./', '/p/web/a.png'],
    ['\u202edocs/b\u200b.png', '/p/web/docs/b.png'],
    ['@feat docs/', '/p/web/.worktrees/feat/docs/a.png'],
  ] as const) {
    it(`saves where it says: ${rest}`, async () => {
      const chat = await BotApiChat.start(config());
      await send(chat, { ...png('a.png'), caption: `/file put ${rest}` });
      expect(saved(chat)).to.deep.equal([path]);
      expect(chat.prompts).to.deep.equal([]);
      expect(told(chat).at(-1)).to.include('📎 Saved');
    });
  }

  for (const rest of ['/etc/passwd', '~/x', '../x', 'a/../../x', '--wrong x', '--force --wrong']) {
    it(`saves nothing elsewhere: ${rest}`, async () => {
      const chat = await BotApiChat.start(config());
      await send(chat, { ...png('a.png'), caption: `/file put ${rest}` });
      expect(saved(chat)).to.deep.equal([]);
      expect(told(chat).at(-1)).to.equal('problem: usage');
    });
  }

  for (const rest of [
    '.git/hooks/pre-commit',
    '.env',
    '.e\u200bnv',
    '\ufeff.mcp.json',
    'AGENTS.override.md',
    'deep/.ssh/config',
    '.mcp.json',
    'server.key',
  ]) {
    it(`saves nothing under a name that is off limits: ${rest}`, async () => {
      const chat = await BotApiChat.start(config());
      await send(chat, { ...png('a.png'), caption: `/file put ${rest}` });
      expect(saved(chat)).to.deep.equal([]);
      expect(told(chat).at(-1)).to.include('off limits');
    });
  }

  it('replaces a file only by --force', async () => {
    const chat = await BotApiChat.start(config());
    await send(chat, { ...png('a.png', 'one'), caption: '/file put x.png' });
    await send(chat, { ...png('a.png', 'two'), caption: '/file put x.png' });
    expect(saved(chat)).to.deep.equal(['/p/web/x.png', '/p/web/x_1.png']);
    await send(chat, { ...png('a.png', 'three'), caption: '/file put --force x.png' });
    expect(Buffer.from(chat.world.files.files.get('/p/web/x.png') ?? []).toString()).to.equal('three');
  });

  for (const album of [[], [png('b.png')]]) {
    it(`keeps tasks of its chat behind it, but no command: ${album.length + 1} files`, async () => {
      const chat = await BotApiChat.start(config());
      chat.server.faults.next('download', { kind: 'stall' });
      const group = album.length === 0 ? {} : { album: 'slow' };
      await send(
        chat,
        { ...png('a.png'), caption: '/file put', ...group },
        ...album.map((one) => ({ ...one, ...group })),
      );
      await chat.write(CHAT, 'use it');
      const ping = await chat.write(CHAT, '/ping');
      expect(chat.said(CHAT).filter(({ replyTo }) => replyTo === ping.messageId)).to.have.length(1);
      expect(chat.prompts).to.deep.equal([]);
      await chat.pass(40_000);
      expect(saved(chat)).to.have.length(album.length + 1);
      expect(chat.prompts).to.deep.equal(['use it']);
      expect(await chat.world.inbox.unfinished()).to.deep.equal([]);
    });
  }

  it('takes a whole album, and what it replies to; a sticker too', async () => {
    const chat = await BotApiChat.start(config());
    const album = ['a.png', 'b.png'].map((name) => ({ ...png(name), album: 'two' }));
    await send(chat, album[0] ?? png('?'), { ...(album[1] ?? png('?')), caption: '/file put shots/' });
    expect(saved(chat)).to.deep.equal(['/p/web/shots/b.png', '/p/web/shots/a.png']);
    const [sticker] = await send(chat, { kind: 'sticker', file: { content: 'x', mime: 'image/webp' } });
    await chat.write(CHAT, '/file put', { replyTo: sticker?.messageId ?? 0 });
    expect(saved(chat)).to.have.length(3);
    await chat.write(CHAT, '/file put');
    expect(told(chat).at(-1)).to.equal('problem: usage');
    expect(await chat.world.inbox.unfinished()).to.deep.equal([]);
  });
});

describe('files and a restart', () => {
  afterEach(() => BotApiChat.closeAll());

  it('goes on with what was not there yet, once', async () => {
    const chat = await BotApiChat.start(config());
    chat.server.faults.next('download', { kind: 'stall' });
    await send(chat, { ...png('a.png'), caption: 'see' });
    expect(chat.prompts).to.deep.equal([]);
    await chat.restart(config());
    await chat.pass(3_000);
    expect(chat.prompts).to.deep.equal(['see\n\n[uploaded file: incoming/a.png]']);
    expect(saved(chat)).to.deep.equal(['/p/web/incoming/a.png']);
    expect([...chat.world.files.staged.keys()]).to.deep.equal([]);
  });

  it('saves nothing twice that was saved before a crash', async () => {
    const chat = await BotApiChat.start(config());
    chat.world.files.files.set('/p/web/incoming/a.png', new TextEncoder().encode('a.png'));
    await send(chat, { ...png('a.png'), caption: 'see' });
    expect(saved(chat)).to.deep.equal(['/p/web/incoming/a.png']);
    expect(chat.prompts).to.have.length(1);
  });

  it('asks about files that came while it was away', async () => {
    const chat = await BotApiChat.start(config());
    await chat.stop();
    chat.server.sendFile(CHAT, 7, { ...png('a.png'), caption: 'see' });
    await chat.world.time.advance(3_600_000);
    await chat.restart(config());
    await chat.pass(5_000);
    expect(chat.prompts).to.deep.equal([]);
    await chat.press(chat.last(CHAT, 'see'), 'Run now');
    await chat.pass(3_000);
    expect(chat.prompts).to.deep.equal(['see\n\n[uploaded file: incoming/a.png]']);
  });
});
