import { expect } from 'chai';
import { ok } from '../../src/domain/result.js';
import { TestApp, TestWorld } from '../support/app.js';

const INVITATION = { url: 'https://acme.example/device', code: 'EFGH-67890' };

describe('/auth codex', () => {
  it('shows where to log in and the code, once, with a warning, and tells the end', async () => {
    const app = await TestApp.start();
    await app.say('/auth codex');
    const invitation = app.shown('said').at(-1);
    if (invitation === undefined) throw new Error('nothing was said');
    expect(invitation.text).to.include('https://auth.example/device').and.include('ABCD-12345').and.include('⚠️');
    expect(invitation.buttons[0]?.[0]).to.include({ label: '📋 Copy the code', copy: 'ABCD-12345' });
    await app.say('/auth codex');
    expect(app.texts('said').at(-1)).to.include('in progress');
    expect(app.world.engineTools.loginsBegun).to.equal(1);
    app.world.engineTools.endLogin(ok(null));
    await app.world.time.advance(0);
    expect(app.texts('said').at(-1)).to.include('Codex is logged in');
    expect(invitation.text).to.not.include('ABCD-12345');
    await app.say('/auth codex');
    expect(app.world.engineTools.loginsBegun).to.equal(2);
  });

  it('is for private chats only, and for engines that can be logged in', async () => {
    const app = await TestApp.start({ telegram: { chatId: -5 } });
    await app.say('/auth codex', { chatId: -5, chatKind: 'supergroup' });
    expect(app.texts('said').at(-1)).to.include('private chat');
    await app.say('/auth everything', { chatId: -5, chatKind: 'supergroup' });
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
    expect(app.world.engineTools.loginsBegun).to.equal(0);
  });

  it('is called off by its button, and by the end of the program', async () => {
    const app = await TestApp.start({ telegram: { allowedUserIds: [7, 8] } });
    await app.say('/auth codex');
    const invitation = app.shown('said').at(-1);
    if (invitation === undefined) throw new Error('nothing was said');
    const elsewhere = { ...app.world.press(invitation, 'auth:cancel', 8), chatId: 8 };
    await app.receive(elsewhere);
    expect(app.world.bot.channel.answered.get(elsewhere.buttonId)).to.equal('No login is in progress');
    expect(await app.press(invitation, 'Cancel')).to.equal('Cancelled');
    expect(app.texts('said').at(-1)).to.include('cancelled');
    await app.say('/auth codex');
    await app.stop();
    expect(app.texts('said').at(-1)).to.include('cancelled');
  });

  it('is for each engine that can be logged in, by its name', async () => {
    const app = await TestApp.start();
    const tools = app.world.engineTools;
    const typed = Promise.withResolvers<void>();
    tools.logins = [
      ...tools.logins,
      {
        ...{ engine: 'acme', name: 'Acme', codeLastsMs: 300_000 },
        logIn: async (invite) => {
          invite(INVITATION);
          await typed.promise;
          return ok(null);
        },
      },
    ];
    await app.say('/auth acme');
    const texts = app.texts('said').join('\n');
    expect(texts).to.include('Asking Acme').and.include('which account Acme works with').and.include('for 5 minutes');
    typed.resolve();
    await app.world.time.advance(0);
    expect(app.texts('said').at(-1)).to.include('Acme is logged in');
    await app.say('/auth');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
    tools.logins = [];
    await app.say('/auth codex');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
  });

  it('says what is missing', async () => {
    const app = await TestApp.start();
    app.world.engineTools.missing.add('codex');
    await app.say('/auth codex');
    expect(app.texts('said').at(-1)).to.equal('problem: engine');
  });
});

describe('/threads', () => {
  const threads = Array.from({ length: 17 }, (_, index) => ({
    id: `T-0123abcd-0000-4000-8000-${`${index}`.padStart(12, '0')}`,
    title: index === 3 ? 'mend the build' : `thread ${index}`,
  }));

  it('lists at most fifteen, finds by words, and shows one to be replied to', async () => {
    const app = await TestApp.start({}, new TestWorld('fake', 'amp'));
    app.world.engineTools.threadsOfAmp = threads;
    await app.say('/threads');
    const list = app.shown('said').at(-1);
    if (list === undefined) throw new Error('nothing was said');
    expect(list.buttons).to.have.length(15);
    expect(list.text).to.include('2 more');
    await app.say('/threads search build');
    const found = app.shown('said').at(-1) ?? list;
    expect(found.buttons).to.have.length(1);
    await app.press(found, 'mend the build');
    expect(found.text).to.match(/^`?amp --resume T-[0-9a-f-]+`?$/m);
    await app.press(found, 'Back');
    expect(found.buttons).to.have.length(15);
  });

  it('goes on with the thread that is shown by a reply, whatever the message says by then', async () => {
    const world = new TestWorld('fake', 'amp');
    const [, second] = threads;
    world.other.know(second?.id ?? '');
    const app = await TestApp.start({ telegram: { sessionMode: 'stateless' } }, world);
    world.engineTools.threadsOfAmp = threads.slice(0, 2);
    await app.say('/threads');
    const list = app.shown('said').at(-1);
    if (list === undefined) throw new Error('nothing was said');
    const reply = { replyTo: { messageId: list.ref.messageId, text: '', ours: true } };
    await app.press(list, 'thread 1');
    await app.say('go on', reply);
    await app.press(list, 'Back');
    await app.say('begin', reply);
    expect(world.other.orders.map(({ resume }) => resume?.value ?? null)).to.deep.equal([second?.id, null]);
  });

  it('puts one away, in a group by its administrators only', async () => {
    const app = await TestApp.start({ telegram: { chatId: -5 } });
    app.world.engineTools.threadsOfAmp = threads.slice(0, 2);
    await app.say('/threads');
    const list = app.shown('said').at(-1);
    if (list === undefined) throw new Error('nothing was said');
    await app.press(list, 'thread 1');
    expect(await app.press(list, 'Archive')).to.equal('Archived');
    expect(list.buttons.flat().map(({ label }) => label)).to.deep.equal(['thread 0']);
    for (const data of ['archive:--help', 'show:../../x', 'archive:T-1', 'archive:', 'show', 'nonsense:x']) {
      const forged = app.world.pressUnseen(list, `threads:${data}`);
      await app.receive(forged);
      expect(app.world.bot.channel.answered.get(forged.buttonId), data).to.equal('There is no such thread');
    }
    expect(app.world.engineTools.threadsOfAmp).to.have.length(1);
    const press = app.world.pressUnseen(list, `threads:archive:${threads[0]?.id}`);
    await app.receive({ ...press, chatId: -5, chatKind: 'supergroup' });
    expect(app.world.bot.channel.answered.get(press.buttonId)).to.include('administrators');
  });

  it('asks which engine is meant where several keep threads, and names it in its buttons', async () => {
    const app = await TestApp.start();
    const tools = app.world.engineTools;
    tools.threadsOfAmp = threads.slice(0, 1);
    const archived: string[] = [];
    tools.threads = [
      ...tools.threads,
      {
        ...{ engine: 'acme', name: 'Acme', isId: (text) => text.startsWith('a-') },
        list: async () => ok([{ id: 'a-1', title: 'the only one' }]),
        archive: async (id) => {
          archived.push(id);
          return ok(null);
        },
      },
    ];
    await app.say('/threads');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
    await app.say('/threads amp');
    expect(app.texts('said').at(-1)).to.include('Amp’s threads');
    await app.say('/threads Acme search only');
    const list = app.shown('said').at(-1);
    if (list === undefined) throw new Error('nothing was said');
    expect(list.text).to.include('Acme’s threads for “only”');
    await app.press(list, 'the only one');
    expect(await app.press(list, 'Archive')).to.equal('Archived');
    expect(archived).to.deep.equal(['a-1']);
    tools.threads = [];
    await app.say('/threads');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
  });

  it('says what is missing, and what it takes', async () => {
    const app = await TestApp.start();
    app.world.engineTools.missing.add('amp');
    await app.say('/threads');
    expect(app.texts('said').at(-1)).to.equal('problem: engine');
    await app.say('/threads delete');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
  });
});
