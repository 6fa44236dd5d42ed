import { expect } from 'chai';
import type { MultipartForm } from '../../src/application/ports/http/outbound.js';
import type { VoiceSettings } from '../../src/application/values/config/chat-settings.js';
import type { FileAttachment, InboundMessage } from '../../src/domain/chat/inbound.js';
import { Secret } from '../../src/domain/secret.js';
import { TestApp, TestWorld } from '../support/app.js';
import { appConfig, type ConfigChange } from '../support/builders/app-config.js';
import type { FakeAnswer } from '../support/fakes/fake-outbound.js';
import { settled } from '../support/fakes/fake-time.js';
import { spoken } from '../support/voice/voice-message.js';
import { SAID, VOICE_NOTE } from '../support/voice/voice-note.js';

const KEY = 'sk-of-the-file-0123456789';

function configured(change: Partial<VoiceSettings> = {}, more: ConfigChange = {}): ConfigChange {
  const base = { enabled: true, baseUrl: 'https://ears.example/v1', apiKey: new Secret(KEY) };
  return { telegram: { voice: { ...appConfig().telegram.voice, ...base, ...change } }, ...more };
}

const says = (text: string): FakeAnswer => ({ body: Buffer.from(JSON.stringify({ text })) });

/** A world whose server understands these, one after the other; the last one again and again. */
function hearing(...answers: readonly (string | FakeAnswer)[]): TestWorld {
  const world = new TestWorld();
  const left = [...answers];
  world.outbound.serve('ears.example', () => {
    const [answer = SAID] = left;
    if (left.length > 1) left.shift();
    return typeof answer === 'string' && answer !== 'silence' ? says(answer) : (answer as FakeAnswer);
  });
  return world;
}

/** Ada says something. */
async function speak(
  app: TestApp,
  change: Partial<InboundMessage> & { readonly file?: Partial<FileAttachment> } = {},
): Promise<InboundMessage> {
  const { file, ...message } = change;
  return app.say(message.text ?? '', { ...message, ...spoken(app.world, file) });
}

/** Lets time pass until it holds: what becomes of files takes as long as the machine takes. */
async function until(world: TestWorld, holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    await world.time.advance(50);
  }
}

const prompts = (app: TestApp) => app.world.engine.orders.map(({ prompt }) => prompt);
const echoes = (app: TestApp) => app.shown('said').filter(({ text }) => text.startsWith('🎙'));
const asked = (app: TestApp) => app.world.outbound.sent.map(({ body }) => body as MultipartForm);

describe('a spoken message', () => {
  describe('that is understood', () => {
    it('is shown, and runs like a written one, beneath what was understood', async () => {
      const app = await TestApp.start(configured({ model: 'whisper-1', language: 'en' }), hearing(SAID));
      const { messageId } = await speak(app);
      expect(prompts(app)).to.deep.equal([`(voice transcribed) ${SAID}`]);
      const [echo] = echoes(app);
      expect(echo?.text).to.include(`🎙 Add a test for the cart total`);
      expect(echo?.replyTo).to.equal(messageId);
      expect(app.shown('final')[0]?.replyTo).to.equal(echo?.ref.messageId);
      const [form] = asked(app);
      expect(form?.fields).to.deep.equal({ model: 'whisper-1', response_format: 'json', language: 'en' });
      expect(Buffer.compare(form?.file.bytes ?? new Uint8Array(), VOICE_NOTE)).to.equal(0);
    });

    it('is not shown where that is switched off', async () => {
      const app = await TestApp.start(configured({ showTranscription: false }), hearing(SAID));
      const { messageId } = await speak(app);
      expect(echoes(app)).to.deep.equal([]);
      expect(app.shown('final')[0]?.replyTo).to.equal(messageId);
    });

    it('is one task with its caption', async () => {
      const app = await TestApp.start(configured(), hearing('and the shipping costs'));
      await speak(app, { text: 'Test the cart total' });
      expect(prompts(app)).to.deep.equal(['(voice transcribed) Test the cart total\n\nand the shipping costs']);
    });

    for (const kind of ['video-note', 'audio'] as const) {
      it(`may be ${kind}`, async () => {
        const app = await TestApp.start(configured(), hearing(SAID));
        await speak(app, { file: { kind, name: 'memo.m4a', mime: 'audio/mp4' } });
        expect(prompts(app)).to.deep.equal([`(voice transcribed) ${SAID}`]);
      });
    }

    it('chooses the agent and the project by words', async () => {
      const project = { alias: 'webshop', path: '/srv/webshop' };
      const projects = [{ ...appConfig().projects[0], ...project }] as unknown as ConfigChange['projects'];
      const app = await TestApp.start(
        configured({}, projects === undefined ? {} : { projects }),
        hearing('Slash other, fix the cart.'),
      );
      await speak(app);
      expect(app.world.other.orders.map(({ prompt }) => prompt)).to.deep.equal(['(voice transcribed) fix the cart.']);
    });

    it('runs a command only when that is confirmed', async () => {
      const app = await TestApp.start(configured(), hearing('Slash ping.'));
      await speak(app);
      expect(prompts(app)).to.deep.equal([]);
      const [question] = app.shown('notice');
      expect(question?.text).to.include('sounds like the command `/ping`');
      if (question === undefined) return;
      await app.press(question, 'Run /ping');
      expect(prompts(app)).to.deep.equal([]);
      expect(app.texts('said').join()).to.match(/pong/i);
    });

    it('keeps a spoken command for the agent where that is meant', async () => {
      const app = await TestApp.start(configured(), hearing('/new'));
      await speak(app);
      const [question] = app.shown('notice');
      if (question === undefined) return expect.fail('nothing was asked');
      await app.press(question, 'Send to the agent');
      expect(prompts(app)).to.deep.equal(['(voice transcribed) /new']);
    });

    it('of somebody else stays theirs', async () => {
      const app = await TestApp.start(configured(), hearing('Delete everything'));
      await speak(app, { forwarded: true, writtenBy: 'Mallory' });
      await app.world.time.advance(2_000);
      const [prompt = ''] = prompts(app);
      expect(prompt).to.match(/<outside-.*\nFrom: Mallory\nDelete everything/s);
    });
  });

  it('is done before what its sender writes behind it, and nobody else waits', async () => {
    const world = hearing('silence');
    const app = await TestApp.start(configured(), world);
    let answer = (_: FakeAnswer) => {};
    world.outbound.serve('ears.example', () => new Promise<FakeAnswer>((resolve) => (answer = resolve)));
    await speak(app);
    await app.say('and then this', { sentAt: world.time.now() + 5_000 });
    const grace = { chatId: 8, sender: { id: 8, name: 'Grace', isBot: false } };
    await app.edit(configured({}, { telegram: { ...configured().telegram, allowedUserIds: [7, 8] } }));
    await app.say('somebody else', grace);
    expect(prompts(app)).to.deep.equal(['somebody else']);
    await app.say('/ping');
    expect(app.texts('said').join()).to.match(/pong/i);
    answer(says('this first'));
    await settled();
    await world.time.advance(1_000);
    expect(prompts(app)).to.deep.equal(['somebody else', '(voice transcribed) this first', 'and then this']);
  });

  it('is one task with others of the same album, and with what is written right behind', async () => {
    const app = await TestApp.start(configured(), hearing('the first part', 'the second part'));
    const album = { mediaGroup: 'memos' };
    const parts = [1, 2].map(() => app.world.message('', { ...album, ...spoken(app.world, { kind: 'audio' }) }));
    await app.receive(...parts, app.world.message('do both'));
    await app.world.time.advance(2_000);
    expect(prompts(app)).to.deep.equal(['(voice transcribed) the first part\n\nthe second part\n\ndo both']);
  });

  it('runs with the caption as it was edited meanwhile', async () => {
    const world = hearing();
    const app = await TestApp.start(configured(), world);
    let answer = (_: FakeAnswer) => {};
    world.outbound.serve('ears.example', () => new Promise<FakeAnswer>((resolve) => (answer = resolve)));
    const { messageId, attachments } = await speak(app, { text: 'before' });
    const recording = { attachment: 'voice', ...(attachments === undefined ? {} : { attachments }) } as const;
    await app.receive(world.message('after', { messageId, edited: true, ...recording }));
    answer(says('the words'));
    await settled();
    await world.time.advance(1_000);
    expect(prompts(app)).to.deep.equal(['(voice transcribed) after\n\nthe words']);
    expect(await world.inbox.unfinished()).to.deep.equal([]);
  });

  describe('while an agent asks', () => {
    const COLOUR = { text: 'Which colour?', options: [{ label: 'Red', description: null }], many: false };

    async function asking(change: Partial<VoiceSettings>, world: TestWorld) {
      world.engine.holding = true;
      const app = await TestApp.start(configured(change), world);
      await app.say('paint it');
      world.engine.know('c1');
      const resume = { engine: 'fake', value: 'c1', directory: null };
      world.engine.held[0]?.emit({ kind: 'started', resume, meta: {} });
      const ask = async () => {
        world.engine.held[0]?.emit({ kind: 'asked', request: { kind: 'questions', id: 'q', questions: [COLOUR] } });
        await settled();
      };
      const answers = () =>
        world.engine.held[0]?.words.flatMap((word) => (word.kind === 'answer' ? [word.answer] : []));
      return { app, ask, answers };
    }

    it('answers', async () => {
      const { app, ask, answers } = await asking({}, hearing('Green, please.'));
      await ask();
      await speak(app);
      expect(answers()).to.deep.equal([{ kind: 'answers', answers: ['Green, please.'] }]);
      expect(prompts(app)).to.have.length(1);
    });

    it('answers once it is confirmed', async () => {
      const { app, ask, answers } = await asking({ confirm: 'always' }, hearing('Green, please.'));
      await ask();
      await speak(app);
      expect(answers()).to.deep.equal([]);
      const question = app.shown('notice').findLast(({ text }) => text.includes('I understood'));
      if (question === undefined) return expect.fail('nothing was asked');
      await app.press(question, 'Send');
      expect(answers()).to.deep.equal([{ kind: 'answers', answers: ['Green, please.'] }]);
    });

    it('answers nothing that was asked after it was said', async () => {
      const world = hearing();
      let answer = (_: FakeAnswer) => {};
      world.outbound.serve('ears.example', () => new Promise<FakeAnswer>((resolve) => (answer = resolve)));
      const { app, ask, answers } = await asking({}, world);
      await speak(app);
      await ask();
      answer(says('and the shed, too'));
      await settled();
      await world.time.advance(1_000);
      expect(answers()).to.deep.equal([]);
      expect(app.shown('progress').at(-1)?.view).to.deep.include({ phase: 'queued' });
    });
  });

  it('asks the server once, whenever the program dies after that', async () => {
    const world = hearing(SAID);
    const app = await TestApp.start(configured(), world);
    const stored = world.inbox.amend.bind(world.inbox);
    let crashed = false;
    world.inbox.amend = async (id, body) => {
      await stored(id, body);
      if (!crashed) {
        crashed = true;
        app.crash();
        return new Promise(() => {});
      }
    };
    await speak(app);
    expect(prompts(app)).to.deep.equal([]);
    await TestApp.start(configured(), Object.assign(world, { bot: world.anotherBot() }));
    await world.time.advance(2_000);
    expect(world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal([`(voice transcribed) ${SAID}`]);
    expect(world.outbound.sent).to.have.length(1);
  });

  it('is for the next process where this one ends meanwhile', async () => {
    const world = hearing('silence');
    const app = await TestApp.start(configured(), world);
    await speak(app);
    const stopping = app.stop();
    await settled();
    await world.time.advance(10_000);
    await stopping;
    const bot = world.anotherBot();
    bot.files.files.set('recording-1', VOICE_NOTE);
    world.outbound.serve('ears.example', () => says(SAID));
    await TestApp.start(configured(), Object.assign(world, { bot }));
    await world.time.advance(2_000);
    expect(world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal([`(voice transcribed) ${SAID}`]);
  });

  describe('that is to be confirmed', () => {
    it('runs when it is sent, under the question', async () => {
      const app = await TestApp.start(configured({ confirm: 'always' }), hearing(SAID));
      await speak(app);
      expect(prompts(app)).to.deep.equal([]);
      const [question] = app.shown('notice');
      if (question === undefined) return expect.fail('nothing was asked');
      expect(question.text).to.include('I understood').and.to.include('Add a test for the cart total');
      await app.press(question, 'Send');
      expect(prompts(app)).to.deep.equal([`(voice transcribed) ${SAID}`]);
      expect(app.shown('final')[0]?.replyTo).to.equal(question.ref.messageId);
      expect(echoes(app)).to.deep.equal([]);
      expect(app.world.outbound.sent).to.have.length(1);
    });

    it('is forgotten when it is dropped', async () => {
      const app = await TestApp.start(configured({ confirm: 'always' }), hearing(SAID));
      await speak(app);
      const [question] = app.shown('notice');
      if (question === undefined) return expect.fail('nothing was asked');
      const send = question.buttons.flat().find(({ label }) => label === 'Send')?.data ?? '';
      expect(await app.press(question, 'Drop')).to.equal('OK');
      expect(prompts(app)).to.deep.equal([]);
      expect(await app.world.inbox.unfinished()).to.deep.equal([]);
      const late = app.world.press(question, send);
      await app.receive({ ...late, genuine: true });
      expect(app.world.bot.channel.answered.get(late.buttonId)).to.equal('That is already decided');
      expect(prompts(app)).to.deep.equal([]);
    });

    it('is so only from half a minute on where that is chosen', async () => {
      const app = await TestApp.start(configured({ confirm: 'long' }), hearing(SAID));
      await speak(app, { file: { seconds: 30 } });
      expect(prompts(app)).to.have.length(1);
      await speak(app, { file: { seconds: 31 } });
      expect(prompts(app)).to.have.length(1);
      expect(app.texts('notice').join()).to.include('I understood');
    });
  });

  describe('that is not understood', () => {
    const cases: readonly (readonly [string, Partial<VoiceSettings>, string | FakeAnswer, RegExp])[] = [
      ['nobody listens', { enabled: false }, SAID, /voice messages are off\. Set `voice_transcription = true`/],
      ['it is too large', { maxBytes: 1_024 }, SAID, /larger than the 1\.0 kB that `voice_max_bytes` allows/],
      ['nothing is set up', { baseUrl: null, apiKey: null }, SAID, /nothing yet that turns speech into text/],
      ['the key is wrong', {}, { status: 401 }, /`ears\.example` does not accept the key/],
      [
        'the server refuses',
        {},
        { status: 400, body: Buffer.from(`{"error":{"message":"bad ${KEY}"}}`) },
        /answered 400: bad \\?\[secret\\?\]/,
      ],
      ['nothing was said', {}, ' ', /no words were understood/],
      [
        'it is private',
        { baseUrl: 'http://inside.example' },
        SAID,
        /leads to `10\.0\.0\.9`.*`voice_transcription_url_allowlist`/,
      ],
      ['it is slow', { timeoutMs: 2_000 }, 'silence', /took longer than 2 s/],
      ['the program is missing', { command: ['whisper-cli', '{file}'] }, SAID, /there is no program `whisper-cli`/],
    ];
    for (const [why, change, answer, sentence] of cases) {
      it(`says so: ${why}`, async () => {
        const world = hearing(answer);
        world.outbound.serve('inside.example', () => says(SAID), '10.0.0.9');
        const app = await TestApp.start(configured(change), world);
        await speak(app);
        await until(world, () => app.shown('notice').length > 0);
        const told = app.texts('notice').join();
        expect(told).to.match(sentence);
        expect(told).not.to.include(KEY);
        expect(prompts(app)).to.deep.equal([]);
        expect(await world.inbox.unfinished()).to.deep.equal([]);
      });
    }

    it('asks for nothing that is too large', async () => {
      const app = await TestApp.start(configured(), hearing(SAID));
      await speak(app, { file: { bytes: 10_485_761 } });
      expect(app.texts('notice').join()).to.include('larger than the 10 MB');
      expect(app.world.bot.files.opened).to.deep.equal([]);
    });

    it('is fetched again by itself where the network broke off', async () => {
      const world = hearing(SAID);
      const app = await TestApp.start(configured(), world);
      const recording = spoken(world);
      const id = recording.attachments?.[0]?.fileId ?? '';
      world.bot.files.broken.set(id, { kind: 'unavailable', reason: 'reset' });
      await app.say('', recording);
      expect(world.bot.files.opened).to.deep.equal([id]);
      world.bot.files.broken.clear();
      await world.time.advance(1_000);
      expect(prompts(app)).to.deep.equal([`(voice transcribed) ${SAID}`]);
      expect(app.texts('notice')).to.deep.equal([]);
    });

    it('is heard once more when that is asked for, however often', async () => {
      const world = hearing({ status: 404 }, { status: 404 }, SAID);
      const app = await TestApp.start(configured(), world);
      await speak(app);
      for (const _ of [1, 2]) {
        const question = app.shown('notice').findLast(({ buttons }) => buttons.length > 0);
        if (question === undefined) return expect.fail('nothing was asked');
        await app.press(question, 'Try again');
        await world.time.advance(1_000);
      }
      expect(prompts(app)).to.deep.equal([`(voice transcribed) ${SAID}`]);
      expect(world.outbound.sent).to.have.length(3);
    });

    it('can run by its caption alone', async () => {
      const app = await TestApp.start(configured({ enabled: false }), hearing(SAID));
      await speak(app, { text: 'Look at this' });
      expect(prompts(app)).to.deep.equal([]);
      const [question] = app.shown('notice');
      if (question === undefined) return expect.fail('nothing was asked');
      await app.press(question, 'Run the text alone');
      expect(prompts(app)).to.deep.equal(['Look at this']);
    });
  });

  describe('that came while Untether was off', () => {
    it('is listed, and fetched only once it is wanted', async () => {
      const app = await TestApp.start(configured(), hearing(SAID));
      await speak(app, { sentAt: app.world.time.now() - 3_600_000 });
      await app.world.time.advance(2_000);
      expect(app.world.bot.files.opened).to.deep.equal([]);
      expect(asked(app)).to.deep.equal([]);
      const [list] = app.shown('notice');
      if (list === undefined) return expect.fail('nothing was listed');
      expect(list.text).to.include('1 h ago: (voice messages)');
      await app.press(list, '▶️ Run now');
      await app.world.time.advance(2_000);
      expect(prompts(app)).to.deep.equal([`(voice transcribed) ${SAID}`]);
      expect(await app.world.inbox.unfinished()).to.deep.equal([]);
    });

    it('is told at once that nobody listens', async () => {
      const app = await TestApp.start(configured({ enabled: false }), hearing(SAID));
      await speak(app, { sentAt: app.world.time.now() - 3_600_000 });
      expect(app.texts('notice').join()).to.include('voice messages are off');
    });
  });

  for (const at of [0, 1]) {
    it(`is saved with its album where that is asked for: by caption ${at + 1} of 2`, async () => {
      const { telegram } = configured();
      const files = { ...appConfig().telegram.files, enabled: true };
      const app = await TestApp.start({ telegram: { ...telegram, files } }, hearing(SAID));
      const album = [0, 1].map((number) =>
        app.world.message(number === at ? '/file put memos/' : '', {
          mediaGroup: 'memos',
          ...spoken(app.world, { kind: 'audio', name: `${number}.mp3` }),
        }),
      );
      await app.receive(...album);
      await app.world.time.advance(5_000);
      expect(asked(app)).to.deep.equal([]);
      expect([...app.world.files.files.keys()].filter((path) => path.includes('/memos/'))).to.have.length(2);
      expect(prompts(app)).to.deep.equal([]);
      expect(await app.world.inbox.unfinished()).to.deep.equal([]);
    });
  }

  it('is asked about where its bot was replaced while it was fetched', async () => {
    const world = hearing(SAID);
    const app = await TestApp.start(configured(), world);
    const recording = spoken(world);
    world.bot.files.broken.set(recording.attachments?.[0]?.fileId ?? '', { kind: 'stopped' });
    await app.say('', recording);
    await world.time.advance(1_000);
    expect(app.texts('notice').join()).to.include('Try again in a minute');
    expect(await world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is listened to while Telegram lets nothing be said in other chats', async () => {
    const world = hearing(SAID);
    const app = await TestApp.start(
      configured({}, { telegram: { ...configured().telegram, allowedUserIds: [7, 8] } }),
      world,
    );
    const say = world.bot.channel.say.bind(world.bot.channel);
    world.bot.channel.say = (place, ...rest) => (place.chatId === 8 ? new Promise(() => {}) : say(place, ...rest));
    const grace = { chatId: 8, sender: { id: 8, name: 'Grace', isBot: false } };
    const six = [1, 2, 3, 4, 5, 6].map((thread) => ({ ...grace, threadId: thread, ...spoken(world) }));
    await app.receive(...six.map((change) => world.message('', change)));
    await speak(app);
    await world.time.advance(1_000);
    expect(prompts(app)).to.deep.equal([`(voice transcribed) ${SAID}`]);
  });

  it('goes to a program as it came, or as WAV', async () => {
    const world = new TestWorld();
    world.programs.install('listen', ({ args }) => args.join(' '));
    const app = await TestApp.start(configured({ command: ['listen', '{file}', '{language}'], baseUrl: null }), world);
    await speak(app);
    await until(world, () => prompts(app).length > 0);
    expect(prompts(app)[0]).to.match(/^\(voice transcribed\) .*\/recording\.ogg auto$/);
  });
});
