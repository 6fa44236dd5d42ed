import { expect } from 'chai';
import { Random } from '../faults/random.js';
import { expectNoLeaks } from '../support/leaks.js';
import { type Attempt, broke, byDesign, HELD, type Outcome, type Target } from './attempt.js';
import { scene } from './scene.js';
import { scenes } from './scenes.js';
import { Score, shortfall } from './score.js';

describe('the harness for attacks', () => {
  expectNoLeaks();

  /** A target that is in trouble after the attempts that say so. */
  class Dummy implements Target {
    static opened = 0;
    static closed = 0;
    ruined = false;
    async trouble(): Promise<string | null> {
      return this.ruined ? 'the program ended' : null;
    }
    async [Symbol.asyncDispose](): Promise<void> {
      Dummy.closed++;
    }
  }
  const attempt = (name: string, run: Attempt<Dummy>['run']): Attempt<Dummy> => ({ name, expected: 'nothing', run });
  const open = async () => {
    Dummy.opened++;
    return new Dummy();
  };
  async function played(attempts: readonly Attempt<Dummy>[], opens = open): Promise<readonly Outcome[]> {
    [Dummy.opened, Dummy.closed] = [0, 0];
    const outcomes: Outcome[] = [];
    await scene({ area: 'x', open: opens, attempts }).play((outcome) => outcomes.push(outcome));
    return outcomes;
  }
  const kinds = (outcomes: readonly Outcome[]) => outcomes.map(({ verdict }) => verdict.kind);

  it('counts what held, what is by design and what broke, and names what fell short', async () => {
    const outcomes = await played([
      attempt('a', async () => HELD),
      attempt('b', async () => byDesign('it is told')),
      attempt('c', async () => broke('something')),
      attempt('d', async () => {
        throw new Error('in vain');
      }),
    ]);
    expect(kinds(outcomes)).to.deep.equal(['held', 'by-design', 'broke', 'broke']);
    const score = new Score();
    for (const outcome of outcomes) score.add(outcome);
    expect([score.tried, score.broke]).to.deep.equal([4, 2]);
    expect(score.lines().join('\n'))
      .to.match(/x +4 +2 +1 \* +2/)
      .and.include('* x: it is told');
    expect(outcomes.map(shortfall).filter(Boolean)).to.deep.equal([
      '✗ x | c | expected: nothing | seen: something',
      '✗ x | d | expected: nothing | seen: in vain',
    ]);
    expect([Dummy.opened, Dummy.closed]).to.deep.equal([1, 1]);
  });

  it('holds it against an attempt that the program does not live on, and goes on with a new one', async () => {
    const outcomes = await played([
      attempt('a', async (target) => {
        target.ruined = true;
        return HELD;
      }),
      attempt('b', async () => HELD),
    ]);
    expect(kinds(outcomes)).to.deep.equal(['broke', 'held']);
    expect([Dummy.opened, Dummy.closed]).to.deep.equal([2, 2]);
  });

  it('does not take attempts that could not be made for held', async () => {
    const outcomes = await played([attempt('a', async () => HELD), attempt('b', async () => HELD)], async () => {
      Dummy.opened++;
      throw new Error('no start');
    });
    expect(kinds(outcomes)).to.deep.equal(['broke', 'broke']);
    expect(Dummy.opened).to.equal(1);
  });

  it('makes at least 300 attempts, no two of one area with one name, the same for the same seed', () => {
    const all = scenes(new Random(7)).flatMap(({ area, names }) => names.map((name) => `${area}: ${name}`));
    const again = scenes(new Random(7)).flatMap(({ area, names }) => names.map((name) => `${area}: ${name}`));
    expect(all.length).to.be.at.least(300);
    expect(new Set(all).size).to.equal(all.length);
    expect(again).to.deep.equal(all);
  });
});

describe('what attackers tried on the built program', () => {
  expectNoLeaks();

  for (const { area, quick, play } of scenes(new Random(1)).filter((one) => one.quick > 0)) {
    it(`holds: ${area}`, async () => {
      const fell: string[] = [];
      await play((outcome) => fell.push(...[shortfall(outcome)].filter((line) => line !== null)), { every: quick });
      expect(fell).to.deep.equal([]);
    });
  }
});
