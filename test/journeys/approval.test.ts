import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import type { InboundButton } from '../../src/domain/chat/inbound.js';
import { isAnything } from '../../src/domain/json-shape.js';
import type { AgentRequest, Question, RequestAnswer } from '../../src/domain/run/agent-request.js';
import type { RunEvent } from '../../src/domain/run/run-event.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import { cronOf } from '../support/builders/cron.js';
import { targetIn, toolRequest } from '../support/builders/tool-request.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';
import type { HeldRun } from '../support/fakes/fake-engine.js';
import { settled } from '../support/fakes/fake-time.js';

const WRITE = toolRequest();
const FETCH = toolRequest({ id: 'r2', tool: 'WebFetch', preview: null, target: null, always: [], planned: false });
const BASH = toolRequest({
  id: 'r7',
  tool: 'Bash',
  subject: null,
  target: null,
  preview: { language: 'sh', text: 'npm test' },
  always: [{ kind: 'rule', tool: 'Bash', name: 'Bash', content: 'npm test *' }],
});
const PLAN: AgentRequest = { kind: 'plan', id: 'r3', plan: '# The plan\n\n1. Do it' };
const COLOUR: Question = {
  text: 'Which colour?',
  options: [
    { label: 'Red', description: 'warm' },
    { label: 'Blue', description: null },
  ],
  many: false,
};
const SIZES: Question = { ...COLOUR, text: 'Which sizes?', many: true };
const ANSWER: RunEvent = { kind: 'completed', ok: true, answer: 'Done.', problem: null, usage: null };
const GROUP = { chatId: -5, chatKind: 'group' as const };
const GROUP_OF_TWO: ConfigChange = { telegram: { chatId: -5, allowedUserIds: [7, 8] } };

/** An application whose engine asks what the test says. */
class Asking {
  readonly app: TestApp;

  constructor(app: TestApp) {
    this.app = app;
  }

  static async start(change: ConfigChange = {}, world = new TestWorld()): Promise<Asking> {
    world.engine.holding = true;
    world.engine.know('conversation');
    return new Asking(await TestApp.start(change, world));
  }

  get run(): HeldRun {
    const run = this.app.world.engine.held.at(-1);
    if (run === undefined) throw new Error('no run');
    return run;
  }

  /** What the agent was told, in order. */
  get answers(): readonly RequestAnswer[] {
    return this.run.words.flatMap((word) => (word.kind === 'answer' ? [word.answer] : []));
  }

  get question(): FakeMessage {
    const message = this.app.shown('notice').at(-1);
    if (message === undefined) throw new Error('nothing is asked');
    return message;
  }

  get labels(): readonly string[] {
    return this.question.buttons.flat().map(({ label }) => label);
  }

  /** A run begins and its agent asks. */
  async asks(...requests: readonly AgentRequest[]): Promise<FakeMessage> {
    await this.app.say('do it');
    return this.asksMore(...requests);
  }

  async asksMore(...requests: readonly AgentRequest[]): Promise<FakeMessage> {
    const resume = { engine: 'fake', value: 'conversation', directory: null };
    const asked = requests.map((request): RunEvent => ({ kind: 'asked', request }));
    this.run.emit({ kind: 'started', resume, meta: { permissionMode: 'default' } }, ...asked);
    await settled();
    return this.question;
  }

  async ends(): Promise<void> {
    this.run.emit(ANSWER);
    this.run.end();
    await settled();
  }

  press(label: string): ReturnType<TestApp['press']> {
    return this.app.press(this.question, label);
  }

  /** A press by whomever, wherever; resolves with the toast. */
  async pressAs(label: string, change: Partial<InboundButton>): Promise<string | null | undefined> {
    const button = this.question.buttons.flat().find((one) => one.label.includes(label));
    const press = { ...this.app.world.press(this.question, button?.data ?? ''), ...change };
    await this.app.receive(press);
    return this.app.world.bot.channel.answered.get(press.buttonId);
  }
}

describe('an agent that asks a person', () => {
  it('is allowed what it wants by a button, and the buttons vanish', async () => {
    const asking = await Asking.start();
    const message = await asking.asks(WRITE);
    expect(message.text).to.contain('Write').and.contain('made.txt').and.contain('+ hello');
    expect(message.silent).to.equal(false);
    expect(message.replyTo).to.equal(asking.app.shown('progress')[0]?.ref.messageId);
    expect(asking.labels).to.deep.equal(['✅ Allow', '❌ Deny', '♾ All edits', '✍️ Deny and say why']);
    const desk = asking.app.application.get(T.approvals);
    await asking.app.world.time.advance(2_000);
    expect(asking.app.texts('progress')[0]).to.contain('asking');
    expect(desk.isAsking(asking.run.order.run)).to.equal(true);
    expect(await asking.press('Allow')).to.equal('Allowed');
    await asking.app.world.time.advance(2_000);
    expect(asking.app.texts('progress')[0]).to.contain('working');
    expect(desk.isAsking(asking.run.order.run)).to.equal(false);
    expect(asking.answers).to.deep.equal([{ kind: 'allow', always: false }]);
    expect(message.buttons).to.deep.equal([]);
    expect(message.text, 'what, and not by whom, where one person decides').to.equal(
      '✅ Allowed: Write `made.txt` \\(\\+1 −0\\)\n\n> ```diff\n> + hello\n> ```',
    );
    await asking.ends();
    expect(asking.app.texts('final')[0]).to.contain('Done.');
  });

  it('is told no, and goes on', async () => {
    const asking = await Asking.start();
    const message = await asking.asks(WRITE);
    expect(await asking.press('❌ Deny')).to.equal('Denied');
    expect(asking.answers[0]?.kind).to.equal('deny');
    expect(message.text).to.contain('❌ Denied: Write `made.txt`');
    await asking.ends();
    expect(asking.app.texts('final')[0]).to.contain('Done.');
  });

  it('is told why not, in the next message, which starts no run', async () => {
    const asking = await Asking.start();
    const message = await asking.asks(WRITE);
    await asking.press('say why');
    expect(message.text).to.contain('Write the reason as your next message');
    await asking.app.say('use another name');
    expect(asking.answers).to.deep.equal([{ kind: 'deny', reason: 'The user said no to this: use another name' }]);
    expect(message.buttons).to.deep.equal([]);
    await asking.ends();
    expect(asking.app.world.engine.orders).to.have.length(1);
    expect((await asking.app.world.inbox.unfinished()).length).to.equal(0);
  });

  it('never takes the reason of a no for a yes', async () => {
    const asking = await Asking.start();
    await asking.asks(WRITE);
    await asking.press('say why');
    await asking.app.say('ok');
    expect(asking.answers).to.deep.equal([{ kind: 'deny', reason: 'The user said no to this: ok' }]);
  });

  it('takes a reply to its question for the answer: yes, no, or the reason', async () => {
    for (const [text, answer] of [
      ['Yes!', { kind: 'allow', always: false }],
      ['👍🏽', { kind: 'allow', always: false }],
      ['nein, nimm die andere', { kind: 'deny', reason: 'The user said no to this: nein, nimm die andere' }],
    ] as const) {
      const asking = await Asking.start();
      const message = await asking.asks(WRITE);
      const replyTo = { messageId: message.ref.messageId, text: message.text, ours: true };
      await asking.app.say(text, { replyTo });
      expect(asking.answers).to.deep.equal([answer]);
    }
  });

  it('takes no other message for an answer', async () => {
    const asking = await Asking.start();
    await asking.asks(WRITE);
    await asking.app.say('something else');
    expect(asking.answers).to.deep.equal([]);
    expect(asking.question.buttons).not.to.deep.equal([]);
    expect(asking.app.texts('progress').at(-1)).to.contain('queued');
  });

  it('takes no words that another bot wrote for an answer', async () => {
    const asking = await Asking.start();
    const message = await asking.asks(WRITE);
    const replyTo = { messageId: message.ref.messageId, text: '', ours: true };
    await asking.app.say('yes', { replyTo, writtenBy: 'G @gif' });
    expect(asking.answers).to.deep.equal([]);
    expect(asking.question.buttons).not.to.deep.equal([]);
  });

  it('asks no more for what is always allowed, in later runs of the conversation too', async () => {
    const asking = await Asking.start();
    await asking.asks(WRITE);
    await asking.press('All edits');
    expect(asking.answers).to.deep.equal([{ kind: 'allow', always: true }]);
    await asking.ends();
    await asking.asks({ ...WRITE, id: 'r9' });
    expect(asking.app.shown('notice')).to.have.length(1);
    expect(asking.answers).to.deep.equal([{ kind: 'allow', always: false }]);
    const other = await asking.asksMore({
      ...WRITE,
      id: 'r10',
      always: [{ kind: 'rule', tool: 'Bash', name: 'Bash', content: 'rm *' }],
    });
    expect(other.buttons).not.to.deep.equal([]);
  });

  it('asks for several things at once, each in a message of its own', async () => {
    const asking = await Asking.start();
    await asking.asks(WRITE, FETCH);
    const [first, second] = asking.app.shown('notice');
    expect(await asking.press('Allow')).to.equal('Allowed');
    expect(asking.run.words).to.deep.equal([
      { kind: 'answer', request: 'r2', answer: { kind: 'allow', always: false } },
    ]);
    expect([first?.buttons.length === 0, second?.buttons.length === 0]).to.deep.equal([false, true]);
  });

  it('may ask in a delayed run, which is a person’s, and not in a schedule’s, which is nobody’s', async () => {
    const asking = await Asking.start({ triggers: { enabled: true, crons: [cronOf('minutely')] } });
    await asking.app.say('/at 10m do it');
    await asking.app.world.time.advance(61_000);
    expect(asking.run.order.person).to.equal(undefined);
    await asking.app.world.time.advance(600_000);
    const delayed = asking.app.world.engine.orders.filter(({ prompt }) => prompt === 'do it');
    expect(delayed.map(({ person }) => person === undefined)).to.deep.equal([false]);
  });
});

describe('words to a request of an agent', () => {
  async function replied(text: string, request: AgentRequest = WRITE) {
    const asking = await Asking.start();
    const message = await asking.asks(request);
    await asking.app.say(text, { replyTo: { messageId: message.ref.messageId, text: '', ours: true } });
    return { asking, message, back: asking.app.shown('said').at(-1) };
  }

  it('are asked back about where they neither allow nor deny it', async () => {
    const { asking, message, back } = await replied('can you use pnpm instead?');
    expect(asking.answers).to.deep.equal([]);
    expect(message.buttons).not.to.deep.equal([]);
    expect(back?.text).to.contain('can you use pnpm instead');
    expect(back?.buttons.flat().map(({ label }) => label)).to.deep.equal([
      '✅ Allow',
      '❌ Deny, and tell the agent this',
    ]);
    if (back === undefined) return;
    await asking.app.press(back, 'tell the agent this');
    const reason = 'The user said no to this: can you use pnpm instead?';
    expect(asking.answers).to.deep.equal([{ kind: 'deny', reason }]);
    expect([message.buttons, back.buttons]).to.deep.equal([[], []]);
    expect(back.text).to.contain('The agent got this answer');
  });

  it('are not passed on where it is allowed after all', async () => {
    const { asking, message, back } = await replied('no idea, looks harmless');
    if (back === undefined) throw new Error('not asked back');
    await asking.app.press(back, 'Allow');
    expect(asking.answers).to.deep.equal([{ kind: 'allow', always: false }]);
    expect(message.text).to.contain('✅ Allowed');
    expect(back.text).to.contain('did not get this answer');
  });

  it('can be several, each asked back about, and lose their buttons with the request and after a crash', async () => {
    const { asking, message } = await replied('hmm');
    await asking.app.say('maybe', { replyTo: { messageId: message.ref.messageId, text: '', ours: true } });
    const back = asking.app.shown('said').slice(-2);
    expect(back.map(({ text }) => text.includes('hmm') || text.includes('maybe'))).to.deep.equal([true, true]);
    expect(await asking.app.world.checkpoints.find('asked-messages', isAnything)).to.have.length(3);
    asking.app.crash();
    await TestApp.start({}, asking.app.world);
    expect([message, ...back].map(({ buttons }) => buttons)).to.deep.equal([[], [], []]);
  });

  it('are asked about ten at once in a chat; the oldest give way, which is said, and can be said again', async () => {
    const { asking, message } = await replied('w0 hmm', WRITE);
    const other = await asking.asksMore(FETCH);
    for (let n = 1; n <= 1_005; n++) {
      const to = n % 2 === 0 ? message : other;
      await asking.app.say(`w${n} hmm`, { replyTo: { messageId: to.ref.messageId, text: '', ours: true } });
    }
    const back = asking.app.shown('said');
    expect(back.filter(({ buttons }) => buttons.length > 0).map(({ text }) => /w\d+/.exec(text)?.[0])).to.deep.equal(
      Array.from({ length: 10 }, (_, n) => `w${n + 996}`),
    );
    expect(await asking.app.world.checkpoints.find('asked-messages', isAnything)).to.have.length(12);
    const about = (words: string) => back.find(({ text }) => text.includes(words))?.text;
    expect(about('w0 hmm')).to.match(/No longer asked.*not told this: w0 hmm.*reply to the request again/s);
    expect(back.at(-1)?.text).to.include('w1005').and.to.include('the oldest was closed');
    expect(about('w9 hmm'), 'while there was room').not.to.include('the oldest');
    const last = back.at(-1);
    if (last === undefined) throw new Error('not asked back');
    await asking.app.press(last, 'tell the agent this');
    expect(asking.answers).to.deep.equal([{ kind: 'deny', reason: 'The user said no to this: w1005 hmm' }]);
    await asking.app.say('no, w0', { replyTo: { messageId: message.ref.messageId, text: '', ours: true } });
    expect(asking.answers).to.have.length(2);
  });

  it('are a no with its reason where they begin with one', async () => {
    const { asking } = await replied('no, that is the wrong file');
    expect(asking.answers).to.deep.equal([
      { kind: 'deny', reason: 'The user said no to this: no, that is the wrong file' },
    ]);
  });
});

describe('what is always allowed', () => {
  const allowed = async (...later: readonly AgentRequest[]) => {
    const asking = await Asking.start();
    await asking.asks(WRITE);
    await asking.press('All edits');
    await asking.asksMore(...later);
    return asking.answers.length - 1;
  };

  it('is an edit in the directory, and none of a hidden file, nor through a link that leads out', async () => {
    expect(await allowed(toolRequest({ id: 'a', target: targetIn('src/deep/b.ts') }))).to.equal(1);
    for (const target of [
      targetIn('.mcp.json'),
      targetIn('.claude/settings2.json'),
      targetIn('src/.git/hooks/pre-commit'),
      targetIn('link/f.txt', '/elsewhere/f.txt'),
      { path: '/etc/passwd', real: '/etc/passwd', within: null },
      null,
    ]) {
      expect(await allowed(toolRequest({ id: 'a', target })), target?.path ?? 'nothing').to.equal(0);
    }
  });

  it('is held by the engine where it is a rule, and asked about again where the engine asks all the same', async () => {
    const asking = await Asking.start();
    await asking.asks(BASH);
    expect(asking.labels).to.include('♾ npm test *');
    await asking.press('npm test');
    expect(asking.answers).to.deep.equal([{ kind: 'allow', always: true }]);
    const beyond = await asking.asksMore({ ...BASH, id: 'r8' });
    expect(beyond.buttons).not.to.deep.equal([]);
  });

  it('is given to each later process of the conversation, so that the first that it asks is asked about too', async () => {
    const asking = await Asking.start();
    await asking.asks(BASH);
    expect(asking.run.order.granted).to.equal(undefined);
    await asking.press('npm test');
    await asking.ends();
    const command = { language: 'sh' as const, text: 'npm test > /etc/passwd' };
    const beyond = await asking.asks({ ...BASH, id: 'r9', preview: command });
    expect(asking.run.order.granted).to.deep.equal(BASH.always);
    expect(asking.answers).to.deep.equal([]);
    expect(beyond.buttons).not.to.deep.equal([]);
    await asking.press('✅ Allow');
    expect(asking.answers).to.deep.equal([{ kind: 'allow', always: false }]);
  });

  it('is given to no other conversation', async () => {
    const asking = await Asking.start();
    await asking.asks(BASH);
    await asking.press('npm test');
    await asking.ends();
    await asking.app.say('/new');
    await asking.app.say('do it');
    expect(asking.run.order.granted).to.equal(undefined);
  });

  it('is an edit in a further directory that was granted, and nothing else that names it', async () => {
    const elsewhere = { path: '/x/a', real: '/x/a', within: null };
    const always = [{ kind: 'edits' as const }, { kind: 'directories' as const, paths: ['/x'] }];
    const asking = await Asking.start();
    await asking.asks(toolRequest({ target: elsewhere, always }));
    await asking.press('All edits');
    await asking.ends();
    await asking.asks(toolRequest({ id: 'b', target: elsewhere, always }));
    expect(asking.answers).to.deep.equal([{ kind: 'allow', always: true }]);
    for (const more of [
      { target: { path: '/x/l', real: '/y/l', within: null }, always },
      { target: null, always },
      { target: null, always: always.slice(1) },
    ]) {
      const asked = await asking.asksMore(toolRequest({ id: `c${JSON.stringify(more)}`, ...more }));
      expect(asked.buttons).not.to.deep.equal([]);
      expect(asking.answers).to.have.length(1);
    }
  });

  it('is not to be had by a made-up button where it is not offered', async () => {
    const asking = await Asking.start();
    const message = await asking.asks({ ...WRITE, always: [] });
    const key = message.buttons[0]?.[0]?.data.split(':')[1] ?? '';
    for (const verb of ['always', 'task', 'outline', 'skip', 'tell:0', 'tell:9', 'done:0']) {
      await asking.app.receive(asking.app.world.pressUnseen(message, `ask:${key}:${verb}`));
    }
    expect(asking.answers).to.deep.equal([]);
    expect(message.buttons).not.to.deep.equal([]);
  });
});

describe('a request that is too long for one message', () => {
  const text = Array.from({ length: 900 }, (_, index) => `echo line ${index}`).join('\n');

  it('can be read whole, part after part', async () => {
    const asking = await Asking.start();
    const message = await asking.asks({ ...BASH, preview: { language: 'sh', text } });
    expect(asking.labels.at(-1)).to.equal('📄 Show all');
    const before = asking.app.shown('said').length;
    await asking.press('Show all');
    const parts = () => asking.app.shown('said').slice(before);
    expect(asking.answers).to.deep.equal([]);
    for (let tap = 0; message.buttons.flat().some(({ label }) => label.includes('Show')) && tap < 20; tap++) {
      await asking.press('Show');
    }
    const shown = parts().map((part) => part.text.replace(/^.*\n\n```\n/, '').replace(/\n```$/, ''));
    expect(shown.join('')).to.contain(text);
    expect(parts().every(({ replyTo, silent }) => replyTo === message.ref.messageId && silent)).to.equal(true);
    await asking.press('Deny');
    expect(message.text).to.contain('echo line 0').and.contain('echo line 899');
  });

  it('goes along as a file where it takes more than a few messages, once', async () => {
    const asking = await Asking.start();
    const long = Array.from({ length: 3_000 }, (_, index) => `echo line ${index}`).join('\n');
    await asking.asks({ ...BASH, preview: { language: 'sh', text: `${long}\u202e` } });
    await asking.press('Show all');
    await asking.press('Show');
    const files = asking.app.shown('said').flatMap(({ file }) => file ?? []);
    expect(files.map(({ name }) => name)).to.deep.equal(['request.txt']);
    expect(files[0]?.text).to.contain('echo line 0\n').and.contain('echo line 2999').and.not.contain('\u202e');
  });

  it('has no such button where everything is shown', async () => {
    const asking = await Asking.start();
    await asking.asks(BASH);
    expect(asking.labels.join()).not.to.contain('Show');
  });
});

describe('the end of the program', () => {
  it('says that it waits for the person whom a run waits for', async () => {
    const asking = await Asking.start();
    await asking.asks(WRITE);
    const stopping = asking.app.stop(60_000);
    await settled();
    expect(asking.app.texts('said').at(-1)).to.match(/^✋ Shutting down waits for you: answer the question above, or/);
    await asking.app.world.time.advance(2_000);
    expect(asking.app.shown('progress')[0]?.view).to.include({ phase: 'asking', draining: true });
    await asking.press('Allow');
    await asking.ends();
    await stopping;
    expect(asking.app.texts('final')[0]).to.contain('Done.');
  });
});

describe('an agent with a plan', () => {
  const APPROVALS = ['✅ Approve, keep asking', "⏩ Approve, don't ask in this task"];

  it('shows it, and begins when it is approved; every edit and command is still asked about', async () => {
    const asking = await Asking.start();
    await asking.asks(PLAN);
    expect(asking.app.texts('said').at(-1)).to.equal('> # The plan\n>\n> 1. Do it');
    expect(asking.labels).to.deep.equal([...APPROVALS, '❌ Refuse', '💬 Discuss', '📝 Outline first']);
    const plan = asking.question;
    expect(await asking.press('keep asking')).to.equal('Approved');
    expect(plan.text).to.equal(
      '✅ Plan approved. Edits and commands are still asked about.\n\n> # The plan\n>\n> 1. Do it',
    );
    const edit = await asking.asksMore(WRITE);
    expect(edit.buttons).not.to.deep.equal([]);
    expect(asking.answers).to.deep.equal([{ kind: 'allow', always: false }]);
    expect(
      asking.app
        .shown('progress')[0]
        ?.buttons.flat()
        .map(({ label }) => label),
    ).to.deep.equal(['Cancel']);
  });

  it('is not asked for edits and commands in this task where that was tapped, and the progress shows it', async () => {
    const asking = await Asking.start();
    await asking.asks(PLAN);
    const plan = asking.question;
    await asking.press("don't ask in this task");
    expect(plan.text).to.contain('not asked about until this task ends');
    await asking.asksMore(WRITE, BASH);
    expect(asking.answers).to.deep.equal(Array(3).fill({ kind: 'allow', always: false }));
    expect(asking.app.shown('notice')).to.have.length(1);
    await asking.app.world.time.advance(2_000);
    expect(
      asking.app
        .shown('progress')[0]
        ?.buttons.flat()
        .map(({ label }) => label),
    ).to.include('ask again');
    expect((await asking.asksMore(FETCH)).text, 'what no plan covers').to.contain('WebFetch');
  });

  it('is asked again as soon as somebody wants that', async () => {
    const asking = await Asking.start();
    await asking.asks(PLAN);
    await asking.press("don't ask in this task");
    await asking.app.world.time.advance(2_000);
    const [progress] = asking.app.shown('progress');
    if (progress === undefined) throw new Error('no progress');
    const late = asking.app.world.press(progress, 'untether:ask-again');
    expect(await asking.app.press(progress, 'ask again')).to.equal('The agent will ask you again from now on');
    const edit = await asking.asksMore(WRITE);
    expect(edit.buttons).not.to.deep.equal([]);
    await asking.app.world.time.advance(2_000);
    expect(progress.buttons.flat().map(({ label }) => label)).to.deep.equal(['Cancel']);
    await asking.app.receive(late);
    expect(asking.app.world.bot.channel.answered.get(late.buttonId)).to.equal('It already asks you');
  });

  it('opens nothing for a later task of the conversation, nor for another plan', async () => {
    const asking = await Asking.start();
    await asking.asks(PLAN);
    await asking.press("don't ask in this task");
    await asking.asksMore({ ...PLAN, id: 'r4' });
    await asking.asksMore(WRITE);
    expect(asking.answers, 'the other plan is not decided').to.have.length(1);
    await asking.ends();
    const edit = await asking.asks({ ...WRITE, id: 'r9' });
    expect(edit.buttons).not.to.deep.equal([]);
    expect(asking.answers).to.deep.equal([]);
  });

  it('opens nothing for words that are handed over after its answer', async () => {
    const asking = await Asking.start({ interaction: { steering: 'hand_over' } });
    await asking.asks(PLAN);
    await asking.press("don't ask in this task");
    asking.app.application.get(T.approvals).tell(asking.run.order.run, 'and use tabs');
    await asking.asksMore(WRITE);
    expect(asking.answers).to.have.length(2);
    asking.run.emit(ANSWER);
    await settled();
    asking.app.application.get(T.approvals).tell(asking.run.order.run, 'now something else');
    expect((await asking.asksMore({ ...WRITE, id: 'r9' })).buttons).not.to.deep.equal([]);
  });

  it('ends what was always allowed when asking is to continue', async () => {
    const asking = await Asking.start();
    await asking.asks(WRITE);
    await asking.press('All edits');
    await asking.asksMore(PLAN);
    await asking.press('keep asking');
    expect((await asking.asksMore({ ...WRITE, id: 'r9' })).buttons).not.to.deep.equal([]);
  });

  it('hears any words but a clear yes as feedback, and stays unapproved', async () => {
    for (const text of ['yes, but use tabs', 'no tests please', 'ok?', 'hmm', 'I agree with step 1 only']) {
      const asking = await Asking.start();
      const message = await asking.asks(PLAN);
      await asking.app.say(text, { replyTo: { messageId: message.ref.messageId, text: '', ours: true } });
      const [answer] = asking.answers;
      expect(answer?.kind === 'deny' && answer.reason, text).to.match(
        /^The user has not approved the plan yet and says: /,
      );
      expect(message.text).to.contain('Plan not approved yet');
    }
  });

  it('is approved by a reply to its text as well', async () => {
    const asking = await Asking.start();
    await asking.asks(PLAN);
    const plan = asking.app.shown('said').at(-1);
    await asking.app.say('yes', { replyTo: { messageId: plan?.ref.messageId ?? 0, text: '', ours: true } });
    expect(asking.answers).to.deep.equal([{ kind: 'allow', always: false }]);
  });

  it('is refused', async () => {
    const asking = await Asking.start();
    await asking.asks(PLAN);
    await asking.press('Refuse');
    const [answer] = asking.answers;
    expect(answer?.kind === 'deny' && answer.reason).to.contain('refused this plan');
    const later = await asking.asksMore(WRITE);
    expect(later.buttons, 'edits are asked about').not.to.deep.equal([]);
  });

  it('hears what a person thinks of it', async () => {
    const asking = await Asking.start();
    const message = await asking.asks(PLAN);
    await asking.press('Discuss');
    await asking.app.say('what about tests?');
    const [answer] = asking.answers;
    expect(answer?.kind === 'deny' && answer.reason).to.contain('what about tests?');
    expect(message.text).to.contain('💬').and.contain('what about tests?');
  });

  it('is sent back for an outline until there is something to read', async () => {
    const asking = await Asking.start();
    const empty = { ...PLAN, plan: '' } as const;
    await asking.asks(empty);
    await asking.press('Outline first');
    await asking.asksMore({ ...empty, id: 'r4' });
    expect(asking.answers.map(({ kind }) => kind)).to.deep.equal(['deny', 'deny']);
    expect(asking.app.shown('notice'), 'not shown again').to.have.length(1);
    await asking.asksMore({ kind: 'plan', id: 'r5', plan: `# All of it\n\n${'A step. '.repeat(40)}` });
    expect(asking.app.texts('said').at(-1)).to.contain('All of it');
    expect(asking.labels).to.deep.equal([...APPROVALS, '❌ Refuse', '💬 Discuss']);
    await asking.press('keep asking');
    expect(asking.answers.at(-1)).to.deep.equal({ kind: 'allow', always: false });
  });

  it('is shown without an outline rather than sent back for ever', async () => {
    const asking = await Asking.start();
    const empty = { ...PLAN, plan: '' } as const;
    await asking.asks(empty);
    await asking.press('Outline first');
    for (const id of ['r4', 'r5', 'r6']) await asking.asksMore({ ...empty, id });
    expect(asking.answers).to.have.length(3);
    expect(asking.app.shown('notice')).to.have.length(2);
  });
});

describe('an agent with questions', () => {
  const questions = (...all: readonly Question[]): AgentRequest => ({ kind: 'questions', id: 'q', questions: all });

  it('gets the option that was pressed', async () => {
    const asking = await Asking.start();
    const message = await asking.asks(questions(COLOUR));
    expect(message.text).to.contain('Which colour?').and.contain('warm');
    expect(asking.labels).to.deep.equal(['1. Red', '2. Blue', '✍️ Other', '🤷 Skip']);
    expect(await asking.press('Blue')).to.equal('Answered');
    expect(asking.answers).to.deep.equal([{ kind: 'answers', answers: ['Blue'] }]);
    expect(message.text).to.contain('Blue');
    expect(message.buttons).to.deep.equal([]);
  });

  it('gets several answers to several questions, one after the other in one message', async () => {
    const asking = await Asking.start();
    const message = await asking.asks(questions(COLOUR, SIZES));
    expect(message.text).to.contain('1 of 2');
    await asking.press('Red');
    expect(message.text).to.contain('2 of 2');
    expect(await asking.press('Done')).to.equal('Choose at least one first');
    await asking.press('Red');
    await asking.press('Blue');
    await asking.press('Red');
    await asking.press('Red');
    expect(asking.labels.slice(0, 2)).to.deep.equal(['☑️ 1. Red', '☑️ 2. Blue']);
    await asking.press('Done');
    expect(asking.answers).to.deep.equal([{ kind: 'answers', answers: ['Red', 'Red, Blue'] }]);
  });

  it('gets another answer in one’s own words', async () => {
    const asking = await Asking.start();
    await asking.asks(questions(COLOUR));
    await asking.press('Other');
    await asking.app.say('no');
    expect(asking.answers).to.deep.equal([{ kind: 'answers', answers: ['no'] }]);
  });

  it('gets the next message where there is nothing to choose from', async () => {
    const asking = await Asking.start();
    await asking.asks(questions({ text: 'What is its name?', options: [], many: false }));
    await asking.app.say('Grace');
    expect(asking.answers).to.deep.equal([{ kind: 'answers', answers: ['Grace'] }]);
    expect(asking.app.world.engine.orders).to.have.length(1);
  });

  it('gets what was written after the press that asked for words, and not what was written before it asked', async () => {
    const asking = await Asking.start();
    const { world } = asking.app;
    const before = world.message('a task');
    const message = await asking.asks(questions(COLOUR));
    const other = message.buttons.flat().find(({ label }) => label.includes('Other'))?.data ?? '';
    const [former, press] = [world.press(message, 'nothing'), world.press(message, other)];
    await asking.app.receive(former, before, press, world.message('green'));
    await world.time.advance(2_000);
    expect(asking.answers).to.deep.equal([{ kind: 'answers', answers: ['green'] }]);
    await asking.ends();
    expect(world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['do it', 'a task']);
    expect((await world.inbox.unfinished()).map(({ state }) => state)).to.deep.equal(['begun']);
  });

  it('does not take for its answer what was written before it asked, and waits for more', async () => {
    const asking = await Asking.start();
    await asking.app.say('do it');
    await asking.app.receive(asking.app.world.message('a task'));
    await asking.asksMore(questions({ text: 'What is its name?', options: [], many: false }));
    await asking.app.world.time.advance(400);
    expect(asking.answers).to.deep.equal([]);
    await asking.app.say('Grace');
    expect(asking.answers).to.deep.equal([{ kind: 'answers', answers: ['Grace'] }]);
    await asking.ends();
    expect(asking.app.world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['do it', 'a task']);
  });

  it('does not take for its answer what was written before it asked, and had to wait for its turn', async () => {
    const asking = await Asking.start();
    await asking.app.say('do it');
    const { world } = asking.app;
    const busy = Promise.withResolvers<void>();
    const say = world.bot.channel.say.bind(world.bot.channel);
    world.bot.channel.say = (...said) => busy.promise.then(() => say(...said));
    await asking.app.receive(world.message('/ping'), world.message('a task'));
    await asking.asksMore(questions({ text: 'What is its name?', options: [], many: false }));
    await world.time.advance(1_000);
    busy.resolve();
    await settled();
    expect(asking.answers).to.deep.equal([]);
    await asking.app.say('Grace');
    expect(asking.answers).to.deep.equal([{ kind: 'answers', answers: ['Grace'] }]);
    await asking.ends();
    expect(world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['do it', 'a task']);
  });

  it('leaves what was written in a row with its answer to one task', async () => {
    const asking = await Asking.start();
    await asking.asks(questions({ text: 'What is its name?', options: [], many: false }));
    const { world } = asking.app;
    await asking.app.receive(world.message('Grace'), world.message('a task'), world.message('and more of it'));
    await world.time.advance(2_000);
    expect(asking.answers).to.deep.equal([{ kind: 'answers', answers: ['Grace'] }]);
    await asking.ends();
    expect(world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['do it', 'a task\n\nand more of it']);
  });

  it('is answered at once, however much time words are given to be joined', async () => {
    const asking = await Asking.start();
    const message = await asking.asks(WRITE);
    const replyTo = { messageId: message.ref.messageId, text: '', ours: true };
    await asking.app.receive(asking.app.world.message('yes', { replyTo }));
    expect(asking.answers).to.deep.equal([{ kind: 'allow', always: false }]);
  });

  it('gets an answer that was long on its way', async () => {
    const asking = await Asking.start();
    await asking.asks(questions({ text: 'What is its name?', options: [], many: false }));
    await asking.app.say('Grace', { sentAt: asking.app.world.time.now() - 700_000 });
    expect(asking.answers).to.deep.equal([{ kind: 'answers', answers: ['Grace'] }]);
    await asking.app.world.time.advance(2_000);
    expect(asking.app.texts('notice').join()).not.to.include('too long ago');
  });

  it('is left to its own devices', async () => {
    const asking = await Asking.start();
    await asking.asks(questions(COLOUR));
    await asking.press('Skip');
    const [answer] = asking.answers;
    expect(answer?.kind === 'deny' && answer.reason).to.contain('say what you assumed');
  });

  it('does not take the button of a question before for this one', async () => {
    const asking = await Asking.start();
    const message = await asking.asks(questions(COLOUR, { ...COLOUR, text: 'And the other?' }));
    const press = asking.app.world.press(message, message.buttons[0]?.[0]?.data ?? '');
    await asking.press('Red');
    await asking.app.receive(press);
    expect(asking.app.world.bot.channel.answered.get(press.buttonId)).to.equal('That question was answered already');
    expect(message.text).to.contain('And the other?');
    expect(asking.answers).to.deep.equal([]);
  });
});

describe('a request that is over', () => {
  it('is refused when it is pressed again, and when it never was', async () => {
    const asking = await Asking.start();
    const message = await asking.asks(WRITE);
    const [allow] = message.buttons.flat();
    await asking.press('Allow');
    for (const data of [allow?.data ?? '', 'ask:ffffffffffff:yes', 'ask:nonsense']) {
      const press = asking.app.world.pressUnseen(message, data);
      await asking.app.receive(press);
      expect(asking.app.world.bot.channel.answered.get(press.buttonId)).to.equal('This question is over');
    }
    expect(asking.answers).to.have.length(1);
  });

  it('ends when the agent takes it back', async () => {
    const asking = await Asking.start();
    const message = await asking.asks(WRITE);
    asking.run.emit({ kind: 'withdrawn', id: 'r1' });
    await settled();
    expect(message.buttons).to.deep.equal([]);
    expect(message.text).to.contain('no longer asks');
  });

  it('ends with its run, and when the run is cancelled', async () => {
    const ended = await Asking.start();
    const first = await ended.asks(WRITE);
    await ended.ends();
    expect(first.buttons).to.deep.equal([]);
    expect(first.text).to.contain('run ended');
    const cancelled = await Asking.start();
    const second = await cancelled.asks(WRITE);
    await cancelled.app.say('/cancel');
    expect(second.buttons).to.deep.equal([]);
    expect(cancelled.answers).to.deep.equal([]);
    expect(cancelled.app.texts('progress').at(-1)).to.contain('cancelled');
  });

  it('is brought to mind, and then answered with no so that the run goes on', async () => {
    const asking = await Asking.start();
    const message = await asking.asks(WRITE);
    await asking.app.world.time.advance(600_000);
    expect(asking.app.texts('said').at(-1)).to.contain('still waiting');
    await asking.app.world.time.advance(2_999_000);
    expect(asking.answers).to.deep.equal([]);
    await asking.app.world.time.advance(2_000);
    const [answer] = asking.answers;
    expect(answer?.kind === 'deny' && answer.reason).to.contain('Nobody answered within 1 h');
    expect(message.buttons).to.deep.equal([]);
    expect(message.text).to.contain('Nobody answered within 1 h');
    await asking.ends();
    expect(asking.app.texts('final')[0]).to.contain('Done.');
  });

  it('leaves a question that nobody answered to the agent', async () => {
    const asking = await Asking.start();
    const message = await asking.asks({ kind: 'questions', id: 'q', questions: [COLOUR] });
    await asking.app.world.time.advance(3_601_000);
    const [answer] = asking.answers;
    expect(answer?.kind === 'deny' && answer.reason).to.contain('say what you assumed');
    expect(message.text).to.contain('as it thinks best');
  });

  it('has no deadline where the configuration sets none', async () => {
    const asking = await Asking.start({ interaction: { deadlineMs: null, reminderMs: null } });
    await asking.asks(WRITE);
    await asking.app.world.time.advance(100 * 3_600_000);
    expect(asking.answers).to.deep.equal([]);
    await asking.press('Allow');
    expect(asking.answers).to.have.length(1);
  });

  it('ends with the program: by an orderly stop, and at the next start after a crash', async () => {
    const stopped = await Asking.start();
    const first = await stopped.asks(WRITE);
    const stopping = stopped.app.stop(1_000);
    await stopped.app.world.time.advance(60_000);
    await stopping;
    expect(first.buttons).to.deep.equal([]);

    const crashed = await Asking.start();
    const second = await crashed.asks(WRITE);
    const [allow] = second.buttons.flat();
    crashed.app.crash();
    expect(second.buttons).not.to.deep.equal([]);
    const press = crashed.app.world.press(second, allow?.data ?? '');
    expect(await crashed.app.world.checkpoints.find('asked-messages', isAnything)).to.have.length(1);
    const next = new Asking(await TestApp.start({}, crashed.app.world));
    expect(second.buttons).to.deep.equal([]);
    expect(second.text).to.contain('run ended');
    expect(await crashed.app.world.checkpoints.find('asked-messages', isAnything)).to.deep.equal([]);
    await next.app.receive(press);
    expect(next.app.world.bot.channel.answered.get(press.buttonId)).to.equal('This question is over');
  });
});

describe('who may answer an agent in a group', () => {
  const bob = { sender: { id: 8, name: 'Bob', isBot: false }, ...GROUP };

  async function inGroup(): Promise<Asking> {
    const asking = await Asking.start(GROUP_OF_TWO);
    await asking.app.say('do it', GROUP);
    await asking.asksMore(WRITE);
    return asking;
  }

  it('is who asked for the run', async () => {
    const asking = await inGroup();
    expect(await asking.pressAs('Allow', GROUP)).to.equal('Allowed');
  });

  it('is an administrator, and nobody else', async () => {
    const asking = await inGroup();
    expect(await asking.pressAs('Allow', bob)).to.contain('Only the person who asked');
    expect(asking.answers).to.deep.equal([]);
    expect(asking.question.buttons).not.to.deep.equal([]);
    asking.app.world.bot.channel.administrators.set(-5, new Set([8]));
    expect(await asking.pressAs('Allow', bob)).to.equal('Allowed');
    expect(asking.question.text).to.contain('Allowed by Bob: Write `made.txt`');
  });

  it('is not who may not use the bot at all, nor anybody in another chat', async () => {
    const asking = await inGroup();
    const eve = { sender: { id: 9, name: 'Eve', isBot: false }, ...GROUP };
    expect(await asking.pressAs('Allow', eve)).to.contain('not allowed');
    expect(await asking.pressAs('Allow', { chatId: 7, chatKind: 'private' })).to.equal('This question is over');
    expect(asking.answers).to.deep.equal([]);
  });

  it('keeps its buttons, whatever data is sent from its message', async () => {
    const asking = await inGroup();
    const message = asking.question;
    const [text, buttons] = [message.text, message.buttons];
    for (const data of ['at:cancel:x', 'at:list:x', 'loop:drop:x', 'triggers:pause', 'threads:list', 'ask:other:yes']) {
      await asking.app.receive({ ...asking.app.world.press(message, data, 8), ...GROUP });
    }
    expect([message.text, message.buttons]).to.deep.equal([text, buttons]);
    expect(asking.answers).to.deep.equal([]);
  });

  it('does not count what others reply, nor wait for their words', async () => {
    const asking = await inGroup();
    const replyTo = { messageId: asking.question.ref.messageId, text: '', ours: true };
    await asking.app.say('yes', { ...bob, replyTo });
    expect(asking.app.texts('said').at(-1)).to.contain('Only the person who asked');
    await asking.pressAs('say why', GROUP);
    await asking.app.say('a task of my own', bob);
    expect(asking.answers).to.deep.equal([]);
    await asking.app.say('because', GROUP);
    const answer = { kind: 'deny', reason: 'The user said no to this: because' };
    expect(asking.app.world.engine.held[0]?.words).to.deep.equal([{ kind: 'answer', request: 'r1', answer }]);
  });
});

describe('a message to a conversation that goes on', () => {
  it('waits for its turn', async () => {
    const asking = await Asking.start();
    await asking.app.say('do it');
    await asking.app.say('and another thing');
    expect(asking.run.words).to.deep.equal([]);
    await asking.ends();
    expect(asking.app.world.engine.orders).to.have.length(2);
  });

  it('is handed to the run where that is set', async () => {
    const asking = await Asking.start({ interaction: { steering: 'hand_over' } });
    await asking.app.say('do it');
    await asking.app.say('and another thing');
    expect(asking.run.words).to.deep.equal([{ kind: 'message', text: 'and another thing' }]);
    expect(asking.app.texts('said').at(-1)).to.contain('Handed to the current run');
    await asking.ends();
    expect(asking.app.world.engine.orders).to.have.length(1);
    expect((await asking.app.world.inbox.unfinished()).length).to.equal(0);
  });

  it('shows what the run shows that took it, and what came of it', async () => {
    const asking = await Asking.start({ interaction: { steering: 'hand_over' } });
    const { channel } = asking.app.world.bot;
    const first = await asking.app.say('do it');
    const second = await asking.app.say('and another thing');
    expect(channel.receiptsOn(second)).to.deep.equal(['accepted', 'working']);
    await asking.ends();
    expect(channel.receiptsOn(second)).to.deep.equal(['accepted', 'working', 'done']);
    expect(channel.receiptsOn(first).at(-1)).to.equal('done');
  });

  it('shows nothing any more where the run ends without another answer', async () => {
    const asking = await Asking.start({ interaction: { steering: 'hand_over' } });
    const { channel } = asking.app.world.bot;
    const first = await asking.app.say('do it');
    asking.run.emit(ANSWER);
    await settled();
    const second = await asking.app.say('and another thing');
    expect(channel.receiptsOn(second)).to.deep.equal(['accepted', 'working']);
    asking.run.end();
    await settled();
    expect(channel.receiptsOn(second)).to.deep.equal(['accepted', 'working', 'none']);
    expect(channel.receiptsOn(first).at(-1)).to.equal('done');
  });

  it('shows the failure of the run that took it', async () => {
    const asking = await Asking.start({ interaction: { steering: 'hand_over' } });
    await asking.app.say('do it');
    const second = await asking.app.say('and another thing');
    const problem = { kind: 'other', message: 'it broke' } as const;
    asking.run.emit({ kind: 'completed', ok: false, answer: '', problem, usage: null });
    asking.run.end();
    await settled();
    expect(asking.app.world.bot.channel.receiptsOn(second).at(-1)).to.equal('failed');
  });

  it('is handed to the run that began while its supergroup was a group', async () => {
    const [former, now] = [-5, -1_000_000_000_005];
    const world = new TestWorld();
    const inGroup = { telegram: { chatId: former, sessionMode: 'chat' as const } };
    const asking = await Asking.start({ interaction: { steering: 'hand_over' }, ...inGroup }, world);
    await asking.app.say('do it', { chatId: former, chatKind: 'group' });
    asking.app.application.get(T.followChats).moved({ from: former, to: now });
    await settled();
    const second = await asking.app.say('and another thing', { chatId: now, chatKind: 'supergroup' });
    expect(asking.run.words).to.deep.equal([{ kind: 'message', text: 'and another thing' }]);
    expect(world.bot.channel.receiptsOn(second).at(-1)).to.equal('working');
    await asking.ends();
    expect(world.engine.orders).to.have.length(1);
    expect(world.bot.channel.receiptsOn(second).at(-1)).to.equal('none');
  });

  it('is handed to the run whose progress message it answers, and to no other', async () => {
    const asking = await Asking.start({
      interaction: { steering: 'hand_over' },
      telegram: { sessionMode: 'stateless' },
    });
    await asking.app.say('do it');
    const [progress] = asking.app.shown('progress');
    const replyTo = { messageId: progress?.ref.messageId ?? 0, text: '', ours: true };
    await asking.app.say('and this too', { replyTo });
    await asking.app.say('something else');
    const [first, second] = asking.app.world.engine.held;
    expect(first?.words).to.deep.equal([{ kind: 'message', text: 'and this too' }]);
    expect(second?.order.prompt).to.equal('something else');
    expect(second?.words).to.deep.equal([]);
  });

  it('is not handed to a run that works elsewhere than it names', async () => {
    const project = { worktreeBase: null, defaultEngine: null, chatId: null };
    const [web, api] = ['web', 'api'].map((alias) => {
      return { alias, name: alias, path: `/p/${alias}`, worktreesDirectory: `/p/${alias}/.worktrees`, ...project };
    });
    const projects = web === undefined || api === undefined ? [] : [web, api];
    const asking = await Asking.start({ interaction: { steering: 'hand_over' }, projects, defaultProject: 'web' });
    await asking.app.say('do it');
    const { run } = asking;
    await asking.app.say('/api drop the tables');
    expect(run.words).to.deep.equal([]);
    run.emit(ANSWER);
    run.end();
    await settled();
    expect(asking.run.order.directory).to.equal('/p/api');
  });

  it('waits for its turn where the run does not hear any more', async () => {
    const asking = await Asking.start({ interaction: { steering: 'hand_over' } });
    await asking.app.say('do it');
    asking.app.application.get(T.approvals).leave(asking.run.order.run);
    await asking.app.say('and another thing');
    await asking.ends();
    expect(asking.app.world.engine.orders).to.have.length(2);
  });
});
