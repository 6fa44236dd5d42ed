import { join } from 'node:path';
import { ScriptedWorld } from '../adapters/engines/scripted-world.js';
import { FakeEngine } from '../support/fakes/fake-engine.js';
import { engineContract } from './engine.contract.js';

engineContract('the fake', async () => {
  const engine = new FakeEngine();
  engine.missingDirectories.add('/missing');
  const nothing = () => Promise.resolve();
  return { engine, directory: '/srv', missingDirectory: '/missing', live: () => engine.live, dispose: nothing };
});

engineContract('the subprocess engine', async () => {
  const world = await ScriptedWorld.open();
  return {
    engine: world.engine,
    directory: world.directory,
    missingDirectory: join(world.directory, 'missing'),
    live: () => world.live.count,
    dispose: () => world.close(),
  };
});
