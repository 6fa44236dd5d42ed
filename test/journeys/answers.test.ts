import { expect } from 'chai';
import type { InboundMessage } from '../../src/domain/chat/inbound.js';
import type { AgentRequest, Question, RequestAnswer } from '../../src/domain/run/agent-request.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import { toolRequest } from '../support/builders/tool-request.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';
import { settled } from '../support/fakes/fake-time.js';

const COLOUR: Question = { text: 'Which colour?', options: [{ label: 'Red', description: null }], many: false };
const QUESTION: AgentRequest = { kind: 'questions', id: 'q', questions: [COLOUR] };
const PLAN: AgentRequest = { kind: 'plan', id: 'p', plan: '# The plan\n\n1. Do it\n2. Delete the old one' };
const BASH = toolRequest({
  id: 'b',
  tool: 'Bash',
  subject: null,
  target: null,
  preview: { language: 'sh', text: 'npm test' },
});
const OTHER_BASH = toolRequest({ ...BASH, id: 'b2', preview: { language: 'sh', text: 'rm -rf dist' } });
const GROUP = { chatId: -5, chatKind: 'group' as const };
const GROUP_OF_TWO: ConfigChange = { telegram: { chatId: -5, allowedUserIds: [7, 8] } };

async function asking(
  requests: readonly AgentRequest[],
  change: ConfigChange = {},
  first: Partial<InboundMessage> = {},
) {
  const world = new TestWorld();
  world.engine.holding = true;
  const app = await TestApp.start(change, world);
  await app.say('do it', first);
  const resume = { engine: 'fake', value: 'c1', directory: null };
  world.engine.know('c1');
  const asked = requests.map((request) => ({ kind: 'asked' as const, request }));
  world.engine.held[0]?.emit({ kind: 'started', resume, meta: {} }, ...asked);
  await settled();
  return app;
}

function answers(app: TestApp): readonly RequestAnswer[] {
  return app.world.engine.held[0]?.words.flatMap((word) => (word.kind === 'answer' ? [word.answer] : [])) ?? [];
}

/** What the agent was told instead of having its way. */
function told(app: TestApp): string {
  const [answer] = answers(app);
  return answer?.kind === 'deny' ? answer.reason : '';
}

function replyTo(message: FakeMessage | undefined, more: object = {}): Pick<InboundMessage, 'replyTo'> {
  if (message === undefined) throw new Error('there is nothing to reply to');
  return { replyTo: { messageId: message.ref.messageId, text: message.text, ours: true, ...more } };
}

describe('the next words of whom an agent asks', () => {
  const modes: Readonly<Record<string, ConfigChange>> = {
    chat: {},
    stateless: { telegram: { sessionMode: 'stateless' } },
    'hand-over': { interaction: { steering: 'hand_over' } },
  };
  for (const [mode, change] of Object.entries(modes)) {
    for (const text of ['green, but not too dark', 'grün bitte', '緑がいいです', '/usr/share/colours', '@green']) {
      it(`are the answer to its question in ${mode} mode: ${text}`, async () => {
        const app = await asking([QUESTION], change);
        await app.say(text);
        expect(answers(app)).to.deep.equal([{ kind: 'answers', answers: [text] }]);
        expect(app.world.engine.orders).to.have.length(1);
        expect((await app.world.inbox.unfinished()).map(({ state }) => state)).to.deep.equal(['begun']);
      });
    }
  }

  for (const text of ['yes', 'ja, mach', 'd’accord', 'はい', '👍']) {
    it(`allow what it asks for, where they say yes: ${text}`, async () => {
      const app = await asking([BASH]);
      await app.say(text);
      expect(answers(app)).to.deep.equal([{ kind: 'allow', always: false }]);
    });
  }

  for (const text of ['no, use pnpm', 'nein, nimm pnpm', 'не надо, используй pnpm']) {
    it(`deny it with their reason, where they begin with a no: ${text}`, async () => {
      const app = await asking([BASH]);
      await app.say(text);
      expect(told(app)).to.include(text);
    });
  }

  it('are a task where they are neither, which waits and says for what', async () => {
    const app = await asking([BASH]);
    await app.say('then fix the readme too');
    expect(answers(app)).to.deep.equal([]);
    const waiting = app.shown('progress').at(-1);
    expect(waiting?.view).to.deep.include({ phase: 'queued', waitsFor: 'question' });
    expect(waiting?.buttons.flat().map(({ label }) => label)).to.include('Deny it and continue');
  });

  it('are feedback to its plan, which stays unapproved, unless they are a clear yes', async () => {
    const app = await asking([PLAN]);
    await app.say('keep the old one');
    expect(told(app)).to.include('keep the old one');
    const other = await asking([PLAN]);
    await other.say('genehmigt');
    expect(answers(other)).to.deep.equal([{ kind: 'allow', always: false }]);
  });

  it('are one answer, however many messages Telegram made of what was pasted', async () => {
    const app = await asking([QUESTION]);
    const piece = `${'x'.repeat(4_090)} end`;
    await app.receive(app.world.message(piece), app.world.message(piece), app.world.message('of it'));
    await app.world.time.advance(5_000);
    expect(answers(app)).to.deep.equal([{ kind: 'answers', answers: [`${piece}\n${piece}\nof it`] }]);
    expect(app.world.engine.orders).to.have.length(1);
  });

  it('are told with what they carry', async () => {
    const app = await asking([QUESTION]);
    await app.say('as in the guide', { marks: [{ kind: 'link', offset: 10, length: 5, url: 'https://a.example' }] });
    expect(answers(app)).to.deep.equal([{ kind: 'answers', answers: ['as in the [guide](https://a.example)'] }]);
  });

  it('are told with the part of the plan that was selected', async () => {
    const app = await asking([PLAN]);
    const plan = app.shown('said').find(({ text }) => text.startsWith('> # The plan'));
    await app.say('keep it', replyTo(plan, { quote: { text: '2. Delete the old one' } }));
    expect(told(app)).to.include('> 2. Delete the old one\n\nkeep it');
  });

  it('are no answer of anybody else', async () => {
    const app = await asking([QUESTION], GROUP_OF_TWO, GROUP);
    await app.say('green', { ...GROUP, sender: { id: 8, name: 'Bob', isBot: false } });
    expect(answers(app)).to.deep.equal([]);
    await app.say('blue', GROUP);
    expect(answers(app)).to.deep.equal([{ kind: 'answers', answers: ['blue'] }]);
  });

  it('are none where they say themselves where they belong', async () => {
    const app = await asking([QUESTION]);
    for (const text of ['/other do that', '/at 5m do that', 'fake --resume c1']) await app.say(text);
    await app.say('that', { replyTo: { messageId: 3, text: 'hers', ours: false, by: 'Eve' } });
    await app.say('', { attachment: 'photo' });
    await app.say('look', { forwarded: true, writtenBy: 'Eve' });
    await app.world.time.advance(3_000);
    expect(answers(app)).to.deep.equal([]);
  });

  it('are the answer also as a reply to its progress', async () => {
    const app = await asking([QUESTION]);
    await app.say('blue', replyTo(app.shown('progress')[0]));
    expect(answers(app)).to.deep.equal([{ kind: 'answers', answers: ['blue'] }]);
  });

  it('decide nothing where a yes could mean two things', async () => {
    const app = await asking([BASH, OTHER_BASH]);
    await app.say('yes');
    expect(answers(app)).to.deep.equal([]);
    expect(app.texts('said').at(-1)).to.include('Several requests');
    await app.say('yes', replyTo(app.shown('notice').at(-1)));
    await app.say('no');
    expect(answers(app).map(({ kind }) => kind)).to.deep.equal(['allow', 'deny']);
  });

  it('are a task once it is answered', async () => {
    const app = await asking([QUESTION]);
    await app.say('blue');
    await app.say('and then the readme');
    expect(answers(app)).to.have.length(1);
    expect(app.shown('progress')).to.have.length(2);
  });
});

describe('the edit of an answer', () => {
  const edit = (app: TestApp, { messageId }: InboundMessage, text: string): InboundMessage => {
    return { ...app.world.message(text), messageId, edited: true };
  };

  it('counts while the rest of it is on its way', async () => {
    const app = await asking([QUESTION]);
    const piece = app.world.message('x'.repeat(4_050));
    await app.receive(piece, edit(app, piece, 'blue'));
    await app.world.time.advance(5_000);
    expect(answers(app)).to.deep.equal([{ kind: 'answers', answers: ['blue'] }]);
  });

  it('takes the place of words that are asked back about', async () => {
    const app = await asking([BASH]);
    const unclear = await app.say('use pnpm', replyTo(app.shown('notice').at(-1)));
    expect(app.texts('said').at(-1)).to.include('use pnpm');
    await app.receive(edit(app, unclear, 'no, use pnpm'));
    expect(told(app)).to.include('no, use pnpm');
    expect(app.texts('said').some((text) => text.includes('No longer asked'))).to.equal(true);
  });

  it('is offered as a correction once the agent has the answer', async () => {
    const app = await asking([QUESTION]);
    const answer = await app.say('blue');
    await app.receive(edit(app, answer, 'dark blue'));
    const offer = app.shown('notice').at(-1);
    expect(offer?.buttons.flat().map(({ label }) => label)).to.deep.equal(['Send as correction']);
    if (offer !== undefined) await app.press(offer, 'Send as correction');
    app.world.engine.held[0]?.emit({ kind: 'completed', ok: true, answer: 'a', problem: null, usage: null });
    app.world.engine.held[0]?.end();
    await settled();
    const last = app.world.engine.orders.at(-1);
    expect(last?.prompt).to.include('edited my last message').and.to.include('dark blue');
    expect(last?.resume?.value).to.equal('c1');
  });
});

describe('a run that waits behind a question', () => {
  const waiting = (app: TestApp) => {
    const message = app.shown('progress').at(-1);
    if (message === undefined) throw new Error('nothing waits');
    return message;
  };

  async function behind(request: AgentRequest, change: ConfigChange = {}, first: Partial<InboundMessage> = {}) {
    const world = new TestWorld();
    world.engine.holding = true;
    const app = await TestApp.start(change, world);
    await app.say('do it', first);
    await app.say('and then that', first);
    expect(waiting(app).view).to.deep.include({ phase: 'queued', waitsFor: 'run' });
    const resume = { engine: 'fake', value: 'c1', directory: null };
    world.engine.know('c1');
    world.engine.held[0]?.emit({ kind: 'started', resume, meta: {} }, { kind: 'asked', request });
    await settled();
    await world.time.advance(3_000);
    return app;
  }

  it('says so, however it came to wait, until there is an answer', async () => {
    for (const request of [BASH, PLAN, QUESTION]) {
      const app = await behind(request);
      expect(waiting(app).view).to.deep.include({ phase: 'queued', waitsFor: 'question' });
      expect(
        waiting(app)
          .buttons.flat()
          .map(({ label }) => label),
      ).to.deep.equal(['Show it', 'Deny it and continue', 'Tell the agent this', 'Cancel']);
      await app.say('ja');
      await app.world.time.advance(3_000);
      expect(waiting(app).view).to.deep.include({ phase: 'queued', waitsFor: 'run' });
      expect(waiting(app).buttons.flat()).to.have.length(1);
    }
  });

  it('leads to the question, silently; a reply to that is an answer', async () => {
    const app = await behind(BASH);
    const question = app.shown('notice').at(-1);
    expect(await app.press(waiting(app), 'Show it')).to.equal('It is shown below');
    const pointing = app.shown('said').at(-1);
    expect(pointing?.replyTo).to.equal(question?.ref.messageId);
    expect(pointing?.silent).to.equal(true);
    await app.say('yes', replyTo(pointing));
    expect(answers(app)).to.deep.equal([{ kind: 'allow', always: false }]);
    expect(await app.press(question ?? waiting(app), 'Allow').catch(() => 'no button')).to.equal('no button');
  });

  for (const request of [BASH, PLAN, QUESTION]) {
    it(`denies it and lets the run continue: ${request.kind}`, async () => {
      const app = await behind(request);
      expect(await app.press(waiting(app), 'Deny it')).to.equal('Denied');
      expect(answers(app).map(({ kind }) => kind)).to.deep.equal(['deny']);
      app.world.engine.held[0]?.emit({ kind: 'completed', ok: true, answer: 'a', problem: null, usage: null });
      app.world.engine.held[0]?.end();
      await settled();
      expect(app.world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['do it', 'and then that']);
    });
  }

  it('can be answered with its words after all, and runs no more then', async () => {
    for (const request of [BASH, PLAN, QUESTION]) {
      const app = await behind(request);
      const task = waiting(app);
      expect(await app.press(task, 'Tell the agent this')).to.equal('Told the agent');
      if (request === QUESTION) expect(answers(app).map(({ kind }) => kind)).to.have.length(1);
      else expect(told(app)).to.include('and then that');
      app.world.engine.held[0]?.emit({ kind: 'completed', ok: true, answer: 'a', problem: null, usage: null });
      app.world.engine.held[0]?.end();
      await settled();
      expect(app.world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['do it']);
      expect(await app.world.inbox.unfinished()).to.deep.equal([]);
      const again = app.world.press(task, 'untether:tell-question');
      await app.receive({ ...again, genuine: true });
      expect(app.world.bot.channel.answered.get(again.buttonId)).to.equal('Nothing is waiting for you here any more');
      expect(answers(app)).to.have.length(1);
    }
  });

  it('is not stopped by the button that it had while it waited, when it asks itself', async () => {
    const app = await behind(BASH);
    const [task, old] = [waiting(app), app.world.press(waiting(app), 'untether:tell-question')];
    expect(await app.press(task, 'Deny it')).to.equal('Denied');
    const [first] = app.world.engine.held;
    first?.emit({ kind: 'completed', ok: true, answer: 'a', problem: null, usage: null });
    first?.end();
    await settled();
    const resume = { engine: 'fake', value: 'c1', directory: null };
    app.world.engine.held.at(-1)?.emit({ kind: 'started', resume, meta: {} }, { kind: 'asked', request: BASH });
    await settled();
    await app.world.time.advance(3_000);
    expect(task.view).to.deep.include({ phase: 'asking' });
    await app.receive({ ...old, genuine: true });
    expect(app.world.bot.channel.answered.get(old.buttonId)).to.equal('Nothing is waiting for you here any more');
    await app.world.time.advance(3_000);
    expect(app.world.engine.live).to.equal(1);
    expect(task.view).to.deep.include({ phase: 'asking' });
  });

  it('is answered with nobody else’s words', async () => {
    const app = await behind(BASH, GROUP_OF_TWO, GROUP);
    const press = { ...app.world.press(waiting(app), 'untether:tell-question', 8), chatKind: 'group' as const };
    await app.receive(press);
    expect(answers(app)).to.deep.equal([]);
  });

  it('is denied by whom it was asked or an administrator, by nobody else', async () => {
    const app = await behind(BASH, GROUP_OF_TWO, GROUP);
    const press = (userId: number) => ({
      ...app.world.press(waiting(app), 'untether:deny-question', userId),
      chatKind: 'group' as const,
    });
    await app.receive(press(8));
    expect(answers(app)).to.deep.equal([]);
    await app.receive(press(7));
    expect(answers(app).map(({ kind }) => kind)).to.deep.equal(['deny']);
  });

  it('says so, and decides nothing, where that is asked in another chat', async () => {
    const app = await asking([BASH], { telegram: { chatId: -5, allowedUserIds: [7, 8] } });
    await app.say('fake --resume c1', GROUP);
    expect(waiting(app).view).to.deep.include({ phase: 'queued', waitsFor: 'question' });
    for (const label of ['Show it', 'Deny it']) {
      expect(await app.press(waiting(app), label)).to.equal('It is asked in another chat');
    }
    expect(answers(app)).to.deep.equal([]);
    expect(app.texts('said').some((text) => text.startsWith('☝️'))).to.equal(false);
  });

  it('is said of words that are handed to the run that asks, too', async () => {
    const app = await asking([BASH], { interaction: { steering: 'hand_over' } });
    await app.say('then fix the readme too');
    const handed = app.shown('said').at(-1);
    expect(handed?.text).to.include('waits for your answer first');
    if (handed !== undefined) expect(await app.press(handed, 'Deny it')).to.equal('Denied');
    expect(answers(app).map(({ kind }) => kind)).to.deep.equal(['deny']);
    await app.say('and test it');
    expect(app.texts('said').at(-1)).to.equal('↪️ Handed to the current run.');
  });

  it('leads nowhere any more once the process is another one', async () => {
    const app = await behind(BASH);
    const before = waiting(app);
    app.crash();
    const next = await TestApp.start({}, app.world);
    const press = next.world.pressUnseen(before, 'untether:show-question');
    await next.receive(press);
    expect(next.world.bot.channel.answered.get(press.buttonId)).to.equal('Nothing is waiting for you here any more');
  });
});
