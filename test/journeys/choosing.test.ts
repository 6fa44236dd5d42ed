import { expect } from 'chai';
import { ENGINES } from '../../src/adapters/engines/engines.js';
import { TestApp, TestWorld } from '../support/app.js';
import { cronOf } from '../support/builders/cron.js';
import { manifestOf } from '../support/builders/manifest.js';

const topic = { threadId: 9 };

describe('what is chosen for a chat', () => {
  it('holds for the runs of the chat, its topics and its triggers, also after a restart', async () => {
    const world = new TestWorld();
    const triggers = {
      enabled: true,
      crons: [cronOf('daily', { prompt: 'tick' })],
    };
    const before = await TestApp.start({ triggers }, world);
    await before.say('/reasoning high');
    await before.say('/planmode on');
    await before.stop();
    world.engine.orders.length = 0;
    world.bot = world.anotherBot();
    const app = await TestApp.start({ triggers }, world);
    await app.say('one');
    await app.say('two', topic);
    await world.time.advance(60_000);
    const options = { model: null, effort: 'high', permissionMode: 'plan' };
    expect(world.engine.orders.map(({ prompt }) => prompt)).to.have.members(['one', 'two', 'tick']);
    for (const order of world.engine.orders) expect(order.options).to.deep.equal(options);
  });

  it('is told in the footer before the engine says it', async () => {
    const app = await TestApp.start();
    app.world.engine.holding = true;
    await app.say('/reasoning set low');
    await app.say('/planmode on');
    await app.say('one');
    expect(app.shown('progress')[0]?.view?.face.meta).to.deep.equal({ effort: 'low', permissionMode: 'plan' });
  });

  it('is frozen into what was asked for ahead of time', async () => {
    const app = await TestApp.start();
    await app.say('/reasoning high');
    await app.say('/planmode on');
    await app.say('/at 1m later');
    await app.say('/reasoning low');
    await app.say('/planmode clear');
    await app.world.time.advance(60_000);
    expect(app.world.engine.orders[0]?.options).to.deep.include({ effort: 'high', permissionMode: 'plan' });
  });

  it('in a topic wins over the chat, and gives way to it again', async () => {
    const app = await TestApp.start();
    await app.say('/reasoning high');
    await app.say('/reasoning low', topic);
    await app.say('one', topic);
    await app.say('/reasoning clear', topic);
    await app.say('two', topic);
    expect(app.world.engine.orders.map(({ options }) => options.effort)).to.deep.equal(['low', 'high']);
  });

  it('gives way to the permission mode of a trigger', async () => {
    const trigger = cronOf('daily', { prompt: 'tick', permissionMode: 'default' });
    const app = await TestApp.start({ triggers: { enabled: true, crons: [trigger] } });
    await app.say('/planmode on');
    await app.world.time.advance(60_000);
    expect(app.world.engine.orders[0]?.options.permissionMode).to.equal('default');
  });
});

describe('/agent and its kin', () => {
  it('offer what is installed as buttons, mark what is chosen, and take it back', async () => {
    const app = await TestApp.start();
    app.world.other.installed = false;
    await app.say('/agent');
    const said = app.shown('said').at(-1);
    if (said === undefined) throw new Error('nothing was said');
    expect(labels(said)).to.deep.equal(['fake']);
    expect(said.text).to.include('install other');
    app.world.other.installed = true;
    await app.say('/agent');
    const again = app.shown('said').at(-1) ?? said;
    expect(await app.press(again, 'other')).to.equal('Chosen');
    expect(labels(again)).to.deep.equal(['fake', '● other', '↩️ As configured']);
    await app.say('one');
    expect(app.world.other.orders).to.have.length(1);
    await app.press(again, 'As configured');
    await app.say('two');
    expect(app.world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['two']);
  });

  it('offer the models of an engine, the configured one first', async () => {
    const engines = { fake: { command: null, model: 'mine', permissionMode: null, extraArgs: [], extra: {} } };
    const app = await TestApp.start({ engines });
    await app.say('/model');
    const said = app.shown('said').at(-1);
    if (said === undefined) throw new Error('nothing was said');
    expect(labels(said)).to.deep.equal(['mine', 'small', 'big']);
    await app.press(said, 'big');
    await app.say('one');
    expect(app.world.engine.orders[0]?.options.model).to.equal('big');
  });

  it('leave a group to its administrators, but for how much it shows', async () => {
    const group = { chatId: -5, chatKind: 'supergroup' as const };
    const app = await TestApp.start({ telegram: { chatId: -5, allowedUserIds: [7, 8] } });
    app.world.bot.channel.administrators.set(-5, new Set([8]));
    for (const command of ['/reasoning high', '/planmode on']) {
      await app.say(command, group);
      expect(app.texts('said').at(-1)).to.equal('problem: administrators-only');
    }
    await app.say('/planmode show', group);
    expect(app.texts('said').at(-1)).to.include('may do without asking');
    await app.say('/verbose on', group);
    expect(app.texts('said').at(-1)).to.include('each step with its details');
  });

  it('takes no word for a choice that only means something to JavaScript', async () => {
    const app = await TestApp.start();
    for (const command of ['/verbose constructor', '/planmode constructor', '/reasoning constructor']) {
      await app.say(command);
      expect(app.texts('said').at(-1), command).to.equal('problem: usage');
    }
  });

  it('/model takes no engine that is mistyped for a part of a model', async () => {
    const app = await TestApp.start();
    await app.say('/model set fkae big');
    expect(app.texts('said').at(-1)).to.equal('problem: unknown-engine');
    await app.say('/model');
    expect(app.texts('said').at(-1)).not.to.include('fkae');
    await app.say('/model set fkae');
    expect(app.texts('said').at(-1)).to.include('`fkae` (chosen here)');
  });

  it('/reasoning names the levels of an engine, and says so where there are none', async () => {
    const app = await TestApp.start();
    await app.say('/reasoning extreme');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
    app.world.engine.manifest = manifestOf('fake', { efforts: [] });
    await app.say('/reasoning');
    expect(app.texts('said').at(-1)).to.include('has no reasoning effort');
  });

  it('/planmode alone changes nothing; it keeps modes without limits for the configuration', async () => {
    const app = await TestApp.start({ defaultEngine: 'claude' }, new TestWorld('claude'));
    for (const [command, mode] of [
      ['/planmode', null],
      ['/planmode on', 'plan'],
      ['/planmode', 'plan'],
      ['/planmode auto', 'auto'],
      ['/planmode off', 'acceptEdits'],
      ['/planmode set claude default', 'default'],
      ['/planmode clear', null],
    ] as const) {
      await app.say(command);
      await app.say('go');
      expect(app.world.engine.orders.at(-1)?.options.permissionMode, command).to.equal(mode);
    }
    const permissions = { default: 'asks', bypassPermissions: 'unlimited' } as const;
    app.world.engine.manifest = manifestOf('claude', { modes: Object.keys(permissions), permissions, modeWords: {} });
    await app.say('/planmode bypassPermissions');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
    await app.say('/planmode');
    const shown = app.shown('said').at(-1);
    expect(shown === undefined ? [] : labels(shown)).to.deep.equal(['🙋 Ask before changes · default']);
  });

  it('/planmode offers no two modes in the same words, whichever agent it is', async () => {
    for (const engine of ENGINES) {
      const app = await TestApp.start();
      app.world.engine.manifest = engine.manifest;
      await app.say('/planmode');
      const shown = app.shown('said').at(-1);
      const words = (shown === undefined ? [] : labels(shown)).map((label) => label.replace(/^● | · .*/g, ''));
      expect(new Set(words).size, words.join(', ')).to.equal(words.length);
    }
  });

  it('/planmode says where a switch of the configuration lifts every limit, whatever is chosen', async () => {
    const extra = { dangerously_skip_permissions: true };
    const engines = { claude: { command: null, model: null, permissionMode: 'plan', extraArgs: [], extra } };
    const app = await TestApp.start({ defaultEngine: 'claude', engines }, new TestWorld('claude'));
    app.world.engine.manifest = ENGINES.map((one) => one.manifest).find(({ id }) => id === 'claude') ?? manifestOf('');
    await app.say('/planmode show');
    expect(app.texts('said').at(-1)).to.include(
      '📝 Plan first (`plan`), configured; but `dangerously_skip_permissions = true` lifts',
    );
  });

  for (const [engine, limited, unlimited] of [
    ['pi', 'read-only', ['full']],
    ['opencode', 'plan', ['auto']],
    ['gemini', 'auto_edit', ['yolo']],
    ['amp', 'default', ['allow-all']],
    ['codex', 'workspace-write', ['danger-full-access']],
  ] as const) {
    it(`/planmode keeps ${unlimited.join()} of ${engine} for the configuration`, async () => {
      const manifest = ENGINES.map((one) => one.manifest).find(({ id }) => id === engine) ?? manifestOf(engine);
      const app = await TestApp.start({ defaultEngine: engine }, new TestWorld(engine));
      app.world.engine.manifest = manifest;
      for (const mode of unlimited) {
        await app.say(`/planmode ${mode}`);
        expect(app.texts('said').at(-1), mode).to.equal('problem: usage');
      }
      await app.say(`/planmode set ${limited}`);
      await app.say('/planmode');
      const shown = app.shown('said').at(-1);
      expect(shown === undefined ? [] : labels(shown))
        .to.satisfy((all: readonly string[]) =>
          all.some((one) => one.startsWith('● ') && one.endsWith(` · ${limited}`)),
        )
        .and.to.satisfy((all: readonly string[]) => all.every((one) => !one.includes(unlimited[0])));
      await app.say('go');
      expect(app.world.engine.orders.at(-1)?.options.permissionMode).to.equal(limited);
    });
  }

  it('/verbose alone changes nothing; it is chosen in words', async () => {
    const app = await TestApp.start();
    app.world.engine.holding = true;
    for (const [command, isVerbose] of [
      ['/verbose', false],
      ['/verbose on', true],
      ['/verbose', true],
      ['/verbose off', false],
    ] as const) {
      await app.say(command);
      await app.say('go');
      expect(app.shown('progress').at(-1)?.view).to.deep.include({ verbose: isVerbose });
      await app.say('/new');
    }
  });
});

describe('/continue', () => {
  it('goes on with the last conversation that the engine had in the directory, and stays in it', async () => {
    const app = await TestApp.start();
    app.world.engine.know('from-the-terminal');
    await app.say('/continue where were we?');
    const [order] = app.world.engine.orders;
    expect(order?.prompt).to.equal('where were we?');
    expect(order?.resume).to.deep.equal({ engine: 'fake', value: '', directory: '/home/ada' });
    await app.say('and now?');
    expect(app.world.engine.orders[1]?.resume?.value).to.equal('from-the-terminal');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('goes on by itself without a prompt, and takes directives', async () => {
    const app = await TestApp.start();
    await app.say('/continue /other');
    expect(app.world.other.orders.map(({ prompt }) => prompt)).to.deep.equal(['continue']);
  });

  it('follows other runs of the same directory, in whatever chat', async () => {
    const app = await TestApp.start({ telegram: { allowedUserIds: [7, 8] } });
    await app.say('/continue [[hang]]');
    await app.say('/continue two', { chatId: 8, sender: { id: 8, name: 'Grace', isBot: false } });
    expect(app.world.engine.live).to.equal(1);
    expect(app.shown('progress').at(-1)?.view).to.deep.include({ phase: 'queued' });
  });

  it('is begun once, also when it is handled again after a crash', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    const message = world.message('/continue [[hang]]');
    await before.receive(message);
    before.crash();
    world.bot = world.anotherBot();
    const app = await TestApp.start({}, world);
    await app.receive(message);
    expect(world.engine.orders).to.have.length(1);
    expect(app.texts('final')).to.have.length(1);
  });
});

function labels({ buttons }: { readonly buttons: readonly (readonly { readonly label: string }[])[] }): string[] {
  return buttons.flat().map(({ label }) => label);
}
