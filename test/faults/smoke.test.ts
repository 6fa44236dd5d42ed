import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { post, say, sayLong } from './asks.js';
import { damage } from './damage.js';
import { killOverFiles } from './file-kills.js';
import { Harness } from './harness.js';
import type { KillPoint } from './preload/plan.js';
import { playReloads } from './reloads.js';
import { SAVE_KINDS } from './save-kinds.js';
import { playSaves, saveTable } from './saves.js';
import { PEOPLE } from './stage-config.js';
import { type Sums, sumsOf } from './verdict.js';

const quiet = () => {};

describe('the harness for saves', function () {
  this.timeout(900_000);
  expectNoLeaks();

  it('sees every way of saving become live, whole', async () => {
    const report = await playSaves(18, 1, quiet);
    const { tallies, falseAlarms, holds } = report;
    expect(tallies.map(({ kind, count }) => [kind, count])).to.deep.equal(SAVE_KINDS.map((kind) => [kind, 2]));
    expect([falseAlarms, holds], saveTable(report).join('\n')).to.deep.equal([[], true]);
  });

  it('sees what is torn where nothing settles', async () => {
    // Whether a piece is read by itself is up to the machine: as many saves as it takes, within reason.
    for (let seed = 1; seed <= 30; seed++) {
      const { tallies, holds } = await playSaves(10, seed, quiet, { kinds: ['slow write'], settleMs: 0 });
      expect(tallies[0]).to.include({ count: 10, missed: 0 });
      if (tallies[0]?.torn === 0) continue;
      expect(holds).to.equal(false);
      return;
    }
    expect.fail('300 saves in pieces, and none was seen torn');
  });

  it('sees no post fail and no run lost while reloads follow each other', async () => {
    const report = await playReloads(15, 1, quiet);
    expect(report).to.include({ reloads: 15, missed: 0, holds: true });
    expect([report.failed, report.lost]).to.deep.equal([{}, []]);
    expect(report.posts).to.be.greaterThan(0);
    expect(report.runs).to.be.greaterThan(0);
  });
});

describe('the fault harness', function () {
  this.timeout(900_000);
  expectNoLeaks();
  const harness = new Harness({ kills: 0, backlog: 0, seed: 1, parallel: 1, every: 1, keep: null }, () => {});

  interface Life {
    readonly sums: Sums;
    readonly kills: number;
    readonly droppedBytes: number;
    readonly oddities: readonly string[];
  }

  async function life(kill: KillPoint | null): Promise<Life> {
    await using stage = await harness.stage({ recordsDisk: true });
    let droppedBytes = 0;
    stage.supervision = {
      afterDeath: () => {
        droppedBytes += damage(stage.database, stage.file('synced.json'), 'drop', harness.random('smoke'));
      },
    };
    await stage.start({ kill });
    say(stage, PEOPLE[0], '[[delay:100]]');
    await Promise.all([post(stage, 'webhook'), post(stage, 'notify')]);
    const sums = await stage.settle(20_000);
    return { sums, kills: stage.kills, droppedBytes, oddities: stage.oddities };
  }

  it('sees everything accepted, run and told where nothing goes wrong', async () => {
    const { sums, kills, oddities } = await life(null);
    expect(Object.fromEntries(sums.accepted)).to.deep.equal({ message: 1, webhook: 1, notify: 1 });
    expect(sums).to.include({ run: 2, told: 3, lost: 0, startedTwice: 0, hanging: 0 });
    expect([sums.repeats, kills, oddities]).to.deep.equal([[], 0, []]);
  });

  it('counts a long answer as told once its file is there, and each copy of that as repeated', async () => {
    await using stage = await harness.stage();
    await stage.start();
    const release = stage.rig.server.faults.always('sendDocument', { kind: 'hang' });
    sayLong(stage, PEOPLE[0]);
    await stage.until('the file on its way', 20_000, () =>
      stage.rig.server.calls.find(({ method }) => method === 'sendDocument'),
    );
    expect(sumsOf(stage.evidence())).to.include({ told: 0, lost: 1 });
    await stage.kill();
    release();
    const sums = await stage.settle(20_000);
    expect(sums).to.include({ run: 1, told: 1, lost: 0, startedTwice: 0 });
    expect(sums.repeats.length).to.be.at.most(stage.kills);
    const file = stage.messages().find(({ document }) => document !== undefined);
    if (file === undefined) throw new Error('there is no file');
    const again = { ...stage.evidence(), messages: [...stage.messages(), { ...file, messageId: file.messageId + 1 }] };
    expect(sumsOf(again).repeats).to.have.length(sums.repeats.length + 1);
  });

  it('finds each file that came or went whole and once, whenever the program was killed', async () => {
    const options = { kills: 4, backlog: 0, seed: 3, parallel: 1, every: 1, keep: null };
    const account = await killOverFiles(new Harness(options, quiet));
    expect(account.complaints).to.deep.equal([]);
    expect(account.kills).to.be.at.least(4);
    expect(account).to.include({ lost: 0, startedTwice: 0, hanging: 0, holds: true });
  });

  for (const commit of [2, 3, 4]) {
    it(`finds nothing lost and nothing run twice when commit ${commit} is the last and never got to the disk`, async () => {
      const { sums, kills, droppedBytes, oddities } = await life({ commit });
      expect(droppedBytes).to.be.greaterThan(0);
      expect(sums.complaints).to.deep.equal([]);
      expect(sums).to.include({ told: 3, lost: 0, startedTwice: 0 });
      expect(sums.repeats.length).to.be.at.most(kills);
      expect([kills, oddities]).to.deep.equal([1, []]);
    });
  }
});
