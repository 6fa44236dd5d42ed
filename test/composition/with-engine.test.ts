import { expect } from 'chai';
import { withEngine } from '../../src/composition/cli/with-engine.js';
import { TestApp, TestWorld } from '../support/app.js';
import { appConfig } from '../support/builders/app-config.js';

describe('an engine that is named on the command line', () => {
  it('stands over default_engine, also over edits of it, which are not told as changes', async () => {
    const world = new TestWorld();
    world.configSource.begin(appConfig({ defaultEngine: 'fake' }));
    world.otherSource = withEngine(world.configSource, 'other');
    const app = await TestApp.begin(new TestApp(world));
    await app.say('hello');
    await app.edit({ defaultEngine: 'codex', progress: { maxActions: 7 } });
    await app.say('hello again');
    expect([world.engine.orders.length, world.other.orders.length]).to.deep.equal([0, 2]);
    expect(app.texts('notice').join()).to.include('max_actions').and.not.to.include('default_engine');
  });
});
