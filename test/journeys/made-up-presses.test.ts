import { expect } from 'chai';
import { WORKS_BUTTON } from '../../src/application/values/works-button.js';
import { TOASTS } from '../../src/application/wording/buttons/toasts.js';
import { firstMessageText, WORKS_LABEL } from '../../src/application/wording/onboarding/first-message-text.js';
import { T } from '../../src/composition/wiring/tokens.js';
import type { RunEvent } from '../../src/domain/run/run-event.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import { cronOf } from '../support/builders/cron.js';
import { toolRequest } from '../support/builders/tool-request.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';

const HOUR_MS = 3_600_000;
const NO_EFFECT = 'This button no longer does anything';
const RESUME = { engine: 'fake', value: 'conversation', directory: '/home/ada' };
const PROJECT = {
  ...{ alias: 'web', name: 'Web', path: '/p/web', worktreesDirectory: '/p/web/.worktrees' },
  ...{ worktreeBase: null, defaultEngine: null },
};
const hourly = { triggers: { enabled: true, crons: [cronOf('hourly', { schedule: '0 * * * *' })] } };

/** Brings the program to where there is a button, and gives the last message of that kind. */
type Scene = () => Promise<readonly [TestApp, FakeMessage['kind']]>;

const afterSaying =
  (text: string, change: ConfigChange = {}): Scene =>
  async () => {
    const app = await TestApp.start(change);
    await app.say(text);
    return [app, 'said'];
  };

/** The beginning of a file is shown. */
const browsing: Scene = async () => {
  const world = new TestWorld();
  world.files.files.set(`${PROJECT.path}/a.txt`, Buffer.from('a'));
  const app = await TestApp.start({ projects: [{ ...PROJECT, chatId: null }], defaultProject: 'web' }, world);
  await app.say('/browse a.txt');
  return [app, 'said'];
};

/** An agent that holds its run says these. */
async function agentSays(change: ConfigChange, ...events: readonly RunEvent[]): Promise<TestApp> {
  const app = await TestApp.start(change);
  app.world.engine.know(RESUME.value);
  app.world.engine.holding = true;
  await app.say('do it');
  app.world.engine.held.at(-1)?.emit({ kind: 'started', resume: RESUME, meta: {} }, ...events);
  await app.world.time.advance(2_000);
  return app;
}

/** A run waits because the one before it asks somebody. */
async function behindQuestion(): ReturnType<Scene> {
  const app = await agentSays({}, { kind: 'asked', request: toolRequest() });
  await app.say('and then that');
  return [app, 'progress'];
}

/** For each kind of button one that counts, named by what its data begins with. */
const SCENES: Readonly<Record<string, Scene>> = {
  'untether:cancel': async () => [await agentSays({}), 'progress'],
  'untether:ask-again': async () => {
    const plan: RunEvent = { kind: 'asked', request: { kind: 'plan', id: 'r3', plan: '1. Do it' } };
    const app = await agentSays({}, plan);
    const question = app.shown('notice').at(-1);
    if (question !== undefined) await app.press(question, "don't ask in this task");
    return [app, 'progress'];
  },
  'untether:show-question': () => behindQuestion(),
  'untether:deny-question': () => behindQuestion(),
  'untether:tell-question': () => behindQuestion(),
  'moved-chat:': async () => {
    const app = await TestApp.start({ telegram: { chatId: 7 }, projects: [{ ...PROJECT, chatId: -5 }] });
    app.application.get(T.followChats).moved({ from: -5, to: -105 });
    await app.world.time.advance(0);
    return [app, 'notice'];
  },
  'ask:': async () => [await agentSays({}, { kind: 'asked', request: toolRequest() }), 'notice'],
  'question:': async () => {
    const app = await TestApp.start();
    await app.say('/cancle it');
    return [app, 'notice'];
  },
  'offer:': async () => {
    const before = await TestApp.start();
    await before.say('[[hang]] work');
    before.crash();
    const app = await TestApp.start({}, before.world);
    await app.world.time.advance(2_000);
    return [app, 'final'];
  },
  'missed:': async () => {
    const before = await TestApp.start(hourly);
    await before.stop();
    await before.world.time.advance(2 * HOUR_MS + 90_000);
    const app = await TestApp.start(hourly, before.world);
    await app.world.time.advance(0);
    return [app, 'notice'];
  },
  'held:': async () => {
    const app = await TestApp.start({ reload: { approve: true } });
    await app.edit({ reload: { approve: true }, defaultEngine: 'other' });
    return [app, 'notice'];
  },
  'config:': async () => {
    const app = await TestApp.start();
    await app.edit({ progress: { maxActions: 9 } });
    return [app, 'notice'];
  },
  'at:cancel:': afterSaying('/at 5m later'),
  'at:list:': async () => {
    const app = await TestApp.start();
    await app.say('/at 5m later');
    await app.say('/at list');
    return [app, 'said'];
  },
  'loop:drop:': async () => {
    const time = { kind: 'cron', schedule: '0 * * * *', recurring: true } as const;
    const app = await agentSays(
      { loop: { enabled: true } },
      { kind: 'wake-up-set', id: 'toolu_1', job: null, time, prompt: 'look again' },
      { kind: 'completed', ok: true, answer: 'fine', problem: null, usage: null },
    );
    app.world.engine.held.at(-1)?.end();
    await app.world.time.advance(0);
    await app.say('/loops');
    return [app, 'said'];
  },
  'more:': async () => {
    const app = await TestApp.start();
    app.world.bot.channel.cut();
    const order = { place: { chatId: 7, threadId: null }, source: 'webhook:w', foldable: true };
    for (let n = 0; n < 500; n++) await app.application.get(T.notices).tell({ ...order, markdown: `${n}` });
    app.world.bot.channel.mend();
    await app.world.time.advance(0);
    return [app, 'notice'];
  },
  'kept:': async () => {
    const app = await TestApp.start();
    const news = app.application.get(T.followChats);
    app.world.bot.channel.gone.add(7);
    news.unreachable(7, '403 Forbidden');
    for (let n = 0; n < 21; n++) await app.say(`${n}`);
    app.world.bot.channel.gone.delete(7);
    news.reached(7);
    await app.world.time.advance(2_000);
    return [app, 'notice'];
  },
  'triggers:': afterSaying('/triggers', hourly),
  'auth:cancel': afterSaying('/auth codex'),
  'threads:': async () => {
    const app = await TestApp.start({}, new TestWorld('fake', 'amp'));
    app.world.engineTools.threadsOfAmp = [{ id: 'T-0123abcd-0000-4000-8000-000000000000', title: 'the build' }];
    await app.say('/threads');
    return [app, 'said'];
  },
  'browse:': browsing,
  'send-file:': browsing,
  'choose:': afterSaying('/agent'),
  'show:': afterSaying('/start'),
  'status:': async () => {
    const app = await TestApp.start();
    await app.say('[[hang]] work');
    await app.say('/status');
    return [app, 'said'];
  },
  'diff:': async () => {
    const world = new TestWorld();
    const counts = { files: 1, added: 1, removed: 0, shared: false };
    world.runChanges.found = { ...counts, text: '+new\n', cut: false, withheld: 0, large: 0 };
    const app = await TestApp.start({}, world);
    await app.say('[[steps:1]] work');
    return [app, 'final'];
  },
  'untether:works': async () => {
    const app = await TestApp.start();
    const buttons = [[{ label: WORKS_LABEL, data: WORKS_BUTTON }]];
    await app.world.bot.channel.say({ chatId: 7, threadId: null }, { markdown: firstMessageText() }, { buttons });
    return [app, 'said'];
  },
  'retry:': async () => {
    const app = await TestApp.start();
    await app.say('[[error:other it broke]]');
    return [app, 'final'];
  },
  'auth:in:': async () => {
    const app = await TestApp.start({ defaultEngine: 'codex' }, new TestWorld('codex'));
    await app.say('[[error:authentication_failed not logged in]]');
    return [app, 'final'];
  },
};

/** The data of a button that counts, its message, and another message of ours in the same chat that says something else. */
async function begin(prefix: string, scene: Scene) {
  const [app, kind] = await scene();
  const isIt = ({ data }: { readonly data: string }) => data.startsWith(prefix);
  const own = app.shown(kind).findLast(({ buttons }) => buttons.flat().some(isIt));
  const data = own?.buttons.flat().find(isIt)?.data;
  if (own === undefined || data === undefined) throw new Error(`no ${prefix}: ${app.texts(kind).join('\n')}`);
  await app.say('/ping');
  const other = app.shown('said').at(-1);
  if (other === undefined || other === own) throw new Error('no other message');
  const toastOf = async (press: ReturnType<TestWorld['press']>) => {
    await app.receive(press);
    await app.world.time.advance(2_000);
    return app.world.bot.channel.answered.get(press.buttonId);
  };
  return { app, own, data, other, toastOf };
}

describe('data of a button, sent as if it stood under another message', () => {
  for (const [prefix, scene] of Object.entries(SCENES)) {
    it(`does nothing, and leaves both messages as they are: ${prefix}`, async () => {
      const { app, own, data, other, toastOf } = await begin(prefix, scene);
      const before = [{ ...own }, { ...other }];
      expect(await toastOf(app.world.press(other, data))).to.equal(NO_EFFECT);
      expect([{ ...own, view: null }, other]).to.deep.equal([{ ...before[0], view: null }, before[1]]);
      expect(await toastOf(app.world.press(own, data)), 'its own message').not.to.equal(NO_EFFECT);
    });

    it(`leaves that message as it is if Telegram does not show it any more: ${prefix}`, async () => {
      const { app, data, other, toastOf } = await begin(prefix, scene);
      const before = { ...other };
      await toastOf(app.world.pressUnseen(other, data));
      expect(other).to.deep.equal(before);
    });
  }

  for (const [prefix, scene] of Object.entries(SCENES)) {
    it(`finds nothing where a part of it only means something to JavaScript: ${prefix}`, async () => {
      const { app, own, data, toastOf } = await begin(prefix, scene);
      const parts = data.slice(prefix.length).split(':');
      for (const name of ['constructor', '__proto__', 'toString']) {
        for (const at of parts.keys()) {
          const made = prefix + parts.with(at, name).join(':');
          expect(await toastOf(app.world.pressUnseen(own, made)), made).not.to.equal(TOASTS.failed);
        }
      }
    });
  }

  it('is tried with every kind of button', () => {
    const handlers = new TestApp().application.get(T.buttonList);
    expect(Object.keys(SCENES).sort()).to.deep.equal(handlers.map(({ prefix }) => prefix).sort());
  });
});

describe('the buttons', () => {
  it('are told apart by what their data begins with', () => {
    const prefixes = new TestApp().application.get(T.buttonList).map(({ prefix }) => prefix);
    for (const one of prefixes) expect(prefixes.filter((other) => one.startsWith(other))).to.deep.equal([one]);
  });

  it('stand for nothing where more or other things follow than they can mean', async () => {
    const app = await TestApp.start();
    await app.say('/ping');
    const said = app.shown('said').at(-1);
    if (said === undefined) throw new Error('nothing was said');
    const made = [
      'untether:cancel.',
      'untether:ask-again:x',
      'auth:cancel:1',
      'triggers:',
      'triggers:start',
      'held:x:y',
      'kept:',
      'kept:x',
      'kept:8',
    ];
    for (const data of [
      ...made,
      'held:apply:x:y',
      'offer:later:x',
      'at:cancel:',
      'at:list:',
      'loop:drop:',
      'config:x',
    ]) {
      const press = app.world.pressUnseen(said, data);
      await app.receive(press);
      expect(app.world.bot.channel.answered.get(press.buttonId), data).to.equal(NO_EFFECT);
    }
  });
});
