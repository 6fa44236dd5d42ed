import { expect } from 'chai';
import type { EngineProblem } from '../../src/domain/run/run-event.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import { settled } from '../support/fakes/fake-time.js';

const HIDDEN: ConfigChange = { telegram: { showResumeLine: false } };

const projectAt = (path: string): ConfigChange => ({
  ...HIDDEN,
  defaultProject: 'web',
  projects: [
    {
      alias: 'web',
      name: 'web',
      path,
      worktreesDirectory: `${path}/.worktrees`,
      worktreeBase: null,
      defaultEngine: null,
      chatId: null,
    },
  ],
});

/** What the buttons under the latest final copy, after a run whose agent named its conversation so. */
async function copiedAfter(change: ConfigChange, conversation = 'c1'): Promise<readonly (string | undefined)[]> {
  const app = await TestApp.start(change);
  const { engine } = app.world;
  engine.holding = true;
  await app.say('fix it');
  const [run] = engine.held;
  const resume = { engine: 'fake', value: conversation, directory: null };
  run?.emit({ kind: 'started', resume, meta: {} });
  run?.emit({ kind: 'completed', ok: true, answer: 'fixed', problem: null, usage: null });
  run?.end();
  await settled();
  return (app.shown('final').at(-1)?.buttons ?? []).flat().map(({ copy }) => copy);
}

describe('buttons that copy a command', () => {
  it('continue the conversation in a terminal, where the message does not show how', async () => {
    expect(await copiedAfter(HIDDEN)).to.deep.equal(['cd /home/ada && fake --resume c1']);
    expect(await copiedAfter({})).to.deep.equal([]);
    expect(await copiedAfter(projectAt("/p/it's a shop"))).to.deep.equal([
      "cd '/p/it'\\''s a shop' && fake --resume c1",
    ]);
    expect(await copiedAfter(projectAt('/p/日本語 ü'))).to.deep.equal(["cd '/p/日本語 ü' && fake --resume c1"]);
  });

  it('are left away where the command would be too long, or could do something else', async () => {
    expect(await copiedAfter(projectAt(`/p/${'x'.repeat(250)}`))).to.deep.equal([]);
    expect(await copiedAfter(projectAt('/p/a\nb'))).to.deep.equal([]);
    for (const hostile of ['$(id)', 'c1;id', 'c1|id', "c1'", 'c1\nid', '`id`', 'c1>f', 'c1 &', '~']) {
      expect(await copiedAfter(HIDDEN, hostile), hostile).to.deep.equal([]);
    }
  });

  it('come back after a restart with a final that was not sent yet', async () => {
    const world = new TestWorld();
    const app = await TestApp.start(HIDDEN, world);
    world.bot.channel.cut();
    await app.say('fix it');
    app.crash();
    world.bot = world.anotherBot();
    const again = await TestApp.start(HIDDEN, world);
    await world.time.advance(5_000);
    const [final] = again.shown('final');
    expect(final?.buttons.flat().map(({ label }) => label)).to.include('⌨️ Continue in terminal');
  });

  it('install an engine that is missing, and log one in', async () => {
    const app = await TestApp.start(HIDDEN);
    const { engine } = app.world;
    engine.holding = true;
    const endWith = async (problem: EngineProblem) => {
      await app.say('go');
      const run = engine.held.at(-1);
      run?.emit({ kind: 'completed', ok: false, answer: '', problem, usage: null });
      run?.end();
      await settled();
      return (app.shown('final').at(-1)?.buttons ?? []).flat().flatMap(({ copy }) => copy ?? []);
    };
    const missing: EngineProblem = { kind: 'not-installed', message: 'x', install: 'npm install -g x' };
    expect(await endWith(missing)).to.deep.equal(['npm install -g x']);
    expect(await endWith({ kind: 'authentication', message: 'x' })).to.deep.equal([engine.manifest.login]);
    expect(await endWith({ kind: 'authentication', message: 'x', login: '/auth fake' })).to.deep.equal([]);
    expect(await endWith({ kind: 'overloaded', message: 'x' })).to.deep.equal([]);
  });
});
