import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ENGINES } from '../../../src/adapters/engines/engines.js';
import { availableMemoryMb, judgeSpawn } from '../../../src/adapters/engines/process/spawn-guard.js';
import { scriptedEngine } from '../../support/scripted-engine/path.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { completedOf, ScriptedWorld } from './scripted-world.js';

describe('the catalog of engines', () => {
  it('knows every engine of the list and can start each of them', async () => {
    const world = await ScriptedWorld.open();
    const { catalog } = world;
    expect(catalog.ids).to.deep.equal(ENGINES.map(({ manifest }) => manifest.id));
    expect(catalog.engines.map(({ id }) => id)).to.deep.equal([...catalog.ids]);
    const kinds = [...catalog.ids, 'nobody'].map((id) => {
      const found = catalog.find(id);
      return found.ok ? 'found' : found.problem.kind;
    });
    expect(kinds).to.deep.equal([...catalog.ids.map(() => 'found'), 'other']);
    await world.close();
  });
});

describe('the guard before a start', () => {
  const limits = {
    maxConcurrentEngineRuns: 3,
    prespawnRamWarnMb: 2000,
    prespawnRamBlockMb: 500,
    prespawnRamPerRunReserveMb: 750,
  };

  it('counts runs', () => {
    expect(judgeSpawn(limits, 2, null).kind).to.equal('free');
    expect(judgeSpawn(limits, 3, null).kind).to.equal('refused');
    expect(judgeSpawn({ ...limits, maxConcurrentEngineRuns: 0 }, 1000, null).kind).to.equal('free');
  });

  it('weighs memory, with a reserve for each run', () => {
    const at = (runs: number, megabytes: number) => judgeSpawn(limits, runs, megabytes).kind;
    expect([at(0, 499), at(0, 500), at(1, 1249), at(1, 1250), at(0, 2000)]).to.deep.equal([
      'refused',
      'scarce',
      'refused',
      'scarce',
      'free',
    ]);
    expect(judgeSpawn({ ...limits, prespawnRamBlockMb: 0, prespawnRamWarnMb: 0 }, 2, 1).kind).to.equal('free');
  });

  it('allows what it can not measure', () => {
    expect(availableMemoryMb('/no/such/file')).to.equal(null);
    expect(availableMemoryMb('/dev/null')).to.equal(null);
    expect(availableMemoryMb()).to.be.above(0);
  });
});

describe('an engine that comes and goes', () => {
  it('is looked up at each run that wants it: installed later it runs, removed it is missed, without another catalog', async () => {
    await using directory = await temporaryDirectory();
    const command = join(directory.path, 'claude');
    const world = await ScriptedWorld.open({ claude: { command } });
    const runs = async () => completedOf(await world.play('hello')).ok;
    expect((await world.engine.availability()).kind).to.equal('missing');
    expect(await runs()).to.equal(false);
    await symlink(scriptedEngine, command);
    expect((await world.engine.availability()).kind).to.equal('available');
    expect(await runs()).to.equal(true);
    await rm(command);
    expect((await world.engine.availability()).kind).to.equal('missing');
    expect(await runs()).to.equal(false);
    await world.close();
  });
});
