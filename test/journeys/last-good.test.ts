import { expect } from 'chai';
import { healthPage } from '../../src/adapters/http/pages/health-page.js';
import { textOf } from '../../src/adapters/http/server/answer.js';
import { T } from '../../src/composition/wiring/tokens.js';
import { Secret } from '../../src/domain/secret.js';
import { TestApp, TestWorld } from '../support/app.js';
import { appConfig } from '../support/builders/app-config.js';

const problem = {
  severity: 'error' as const,
  file: 'untether.toml',
  line: 3,
  column: 7,
  key: 'progress.max_actions',
  message: 'This is too much.',
  hint: 'Write less.',
};

async function afterGoodRun(): Promise<TestWorld> {
  const world = new TestWorld();
  const app = await TestApp.start({ progress: { maxActions: 9 } }, world);
  await app.stop();
  world.bot = world.anotherBot();
  return world;
}

async function health(app: TestApp): Promise<{ status: string; config: { generation: number; ok: boolean } }> {
  return JSON.parse(textOf(healthPage(await app.application.get(T.healthCheck).now(), false)));
}

describe('a start with a file that cannot be used', () => {
  it('runs on the last good file, says so, and takes the file when it is mended', async () => {
    const world = await afterGoodRun();
    world.configSource.spoil([problem]);
    const app = await TestApp.begin(new TestApp(world));
    expect(app.application.get(T.generations).current().config.progress.maxActions).to.equal(9);
    expect(app.texts('notice').join()).to.include('last good').and.to.include('line 3, column 7');
    expect(await health(app)).to.deep.include({ status: 'degraded', config: { generation: 1, ok: false } });
    await app.say('/health');
    expect(app.texts('said').at(-1)).to.include('the last edit was refused');
    await app.say('hello');
    expect(world.engine.orders).to.have.length(1);
    await app.edit({ progress: { maxActions: 4 } });
    expect(app.texts('notice').at(-1)).to.include('is valid again');
    expect(await health(app)).to.deep.include({ status: 'ok', config: { generation: 2, ok: true } });
  });

  it('does so for a file that is missing, too', async () => {
    const world = await afterGoodRun();
    world.configSource.remove();
    const app = await TestApp.begin(new TestApp(world));
    expect(app.texts('notice').join()).to.include('does not exist');
    expect(await health(app)).to.deep.include({ status: 'degraded' });
  });

  it('tells the same error no second time while it runs, and /rollback mends it', async () => {
    const world = await afterGoodRun();
    world.configSource.spoil([problem]);
    const app = await TestApp.begin(new TestApp(world));
    await app.world.time.advance(10_000);
    world.configSource.spoil([{ ...problem, line: 5 }]);
    await app.edited();
    expect(app.texts('notice')).to.have.length(1);
    await app.say('/rollback 1');
    expect(app.texts('said').at(-1)).to.include('live as 2');
    expect(await health(app)).to.deep.include({ status: 'ok' });
  });

  it('passes over good files that are not good any more', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({ progress: { maxActions: 9 } }, world);
    await app.edit({ progress: { maxActions: 8 } });
    await app.stop();
    world.bot = world.anotherBot();
    world.configSource.spoil([problem]);
    const broken = world.configText.text ?? '';
    for (const files of [world.goodFiles, world.goodCopy]) {
      const content = { text: new Secret(broken), overrides: new Secret('[]') };
      await files.keep({ number: 2, at: 0, digest: 'other', changes: [] }, content);
    }
    const next = await TestApp.begin(new TestApp(world));
    expect(next.application.get(T.generations).current().config.progress.maxActions).to.equal(9);
    expect(next.application.get(T.generations).current().number).to.equal(3);
  });

  it('leaves single bad entries out where nothing good was kept, and keeps nothing of that', async () => {
    const world = new TestWorld();
    world.configSource.put(appConfig(), [{ ...problem, key: 'triggers.crons.0.schedule' }]);
    const app = await TestApp.begin(new TestApp(world));
    expect(await health(app)).to.deep.include({ status: 'ok' });
    await app.stop();
    expect(await world.goodFiles.list()).to.deep.equal([]);
  });

  it('fails where nothing good was kept and the whole is bad', async () => {
    const world = new TestWorld();
    world.configSource.put(appConfig());
    world.configSource.spoil([problem]);
    let message = '';
    await TestApp.begin(new TestApp(world)).catch((error: Error) => (message = error.message));
    expect(message).to.include('too much');
  });
});
