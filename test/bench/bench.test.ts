import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { budgetLine, judgeBudgets, readBudgets } from './budgets.js';
import { compare } from './compare.js';
import { growthPerSecond, median, quantile } from './measure.js';
import { measurePart } from './measure-parts.js';
import { readOptions } from './options.js';
import type { Bench, Part } from './part.js';
import { COMPARED_PARTS, PARTS } from './parts.js';
import type { PostLoad, PostReport } from './programs/post-load.js';
import type { SaveReport, SaveSeries } from './programs/save-series.js';
import { atLeast, atMost, figuresOf, lineOf, ratioAtLeast, ratioAtMost, rowOf } from './row.js';
import { askProgram } from './scene/ask-program.js';
import { BareServer } from './scene/bare-server.js';
import { cpuMs, residentMb } from './scene/process-figures.js';
import { livePath, VERSION } from './scene/scene-config.js';

const figure = figuresOf('part');
const bench: Bench = { program: 'ours', scale: 'pair', triggers: null, minutes: 1, say: () => {} };

/** A part that measures what it is given, one value a time. */
function partOf(values: readonly number[], asked: string[] = []): Part {
  const left = [...values];
  const measure: Part['measure'] = async ({ program }) => {
    asked.push(program);
    return [figure('length', left.shift() ?? Number.NaN, 'ms', { yardstick: { name: 'bare', value: 2 } })];
  };
  return { name: 'part', measures: 'lengths', measure };
}

describe('the figures of the bench', () => {
  it('are held against their goals, or those of their ratios', () => {
    const yardstick = { name: 'bare', value: 50 };
    const verdicts = [
      figure('a', 10, 'ms', { goal: atMost(10) }),
      figure('b', 11, 'ms', { goal: atMost(10) }),
      figure('c', 9, '/s', { goal: atLeast(10) }),
      figure('d', 100, 'ms', { yardstick, goal: ratioAtMost(2) }),
      figure('e', 100, '/s', { yardstick, goal: ratioAtLeast(2.1) }),
      figure('f', 100, 'ms', { yardstick }),
      figure('g', Number.NaN, 'ms', { goal: atMost(10) }),
    ].map((one) => [rowOf(one).ratio, rowOf(one).verdict]);
    expect(verdicts).to.deep.equal([
      [null, 'reached'],
      [null, 'not reached'],
      [null, 'not reached'],
      [2, 'reached'],
      [2, 'not reached'],
      [2, 'no goal'],
      [null, 'not reached'],
    ]);
  });

  it('are printed in six columns', () => {
    const row = rowOf(figure('b', 1_234.5, 'ms', { yardstick: { name: 'bare', value: 50 }, goal: ratioAtMost(7) }));
    const cells = lineOf(row).split('|');
    expect(cells.map((cell) => cell.trim())).to.deep.equal([
      'part: b',
      '1,235 ms',
      '≤ 7 ×',
      '50 ms (bare)',
      '24.7 ×',
      'not reached',
    ]);
  });

  it('are the medians of several runs', async () => {
    const [row] = await measurePart(partOf([9, 1, 4]), bench, 3);
    expect(row).to.deep.include({ now: 4, ratio: 2, verdict: 'no goal' });
  });

  it('take the middle, the part below and the slope as statistics has them', () => {
    expect(median([3, 1, 2])).to.equal(2);
    expect(median([4, 1, 2, 3])).to.equal(2.5);
    expect(quantile([5, 1, 2, 4, 3], 0.99)).to.equal(5);
    expect(growthPerSecond([10, 20, 30, 40].map((seconds) => ({ seconds, value: 7 + 0.5 * seconds })))).to.equal(0.5);
  });
});

describe('a comparison of two builds', () => {
  it('measures them in turn, each first as often, and takes the ratios pair by pair', async () => {
    const asked: string[] = [];
    const part = partOf([10, 5, 2, 8, 6, 3], asked);
    const theirs = { ...bench, program: 'theirs' };
    const [found] = await compare([part], { ours: bench, theirs }, 3);
    expect(asked).to.deep.equal(['ours', 'theirs', 'theirs', 'ours', 'ours', 'theirs']);
    expect(found).to.deep.equal({
      name: 'part: length',
      unit: 'ms',
      ours: 8,
      theirs: 3,
      ratios: [2, 4, 2],
      ratio: 2,
    });
  });
});

describe('the budgets of the bench', () => {
  const rows = [rowOf(figure('length', 30, 'ms', { yardstick: { name: 'bare', value: 10 } }))];

  it('hold while the ratio keeps within them, and not where nothing was measured', () => {
    const most = (limit: number) => judgeBudgets(rows, { 'part: length': { ratio: 'l ÷ b', most: limit } });
    const least = (limit: number) => judgeBudgets(rows, { 'part: length': { ratio: 'l ÷ b', least: limit } });
    const holds = [most(3), most(2.9), least(3), least(3.1), judgeBudgets(rows, { other: { ratio: 'o', most: 9 } })];
    expect(holds.flat().map((one) => one.holds)).to.deep.equal([true, false, true, false, false]);
    expect(most(2).map(budgetLine)[0]).to.match(/l ÷ b +\| 3 × +\| ≤ 2 × +\| OVER THE BUDGET/);
  });

  it('are for rows of parts that are measured for them, one way or the other', () => {
    for (const [name, { most, least }] of Object.entries(readBudgets())) {
      expect(COMPARED_PARTS.map((part) => part.name)).to.include(name.split(':')[0]);
      expect([most, least].filter((limit) => limit !== undefined)).to.have.length(1);
    }
  });
});

describe('the command line of the bench', () => {
  it('takes all parts unless some are named', () => {
    expect(readOptions(PARTS, []).parts).to.equal(PARTS);
    const { parts, scale, runs } = readOptions(PARTS, ['--only', 'edits,start', '--quick', '--runs', '3']);
    expect([parts.map(({ name }) => name), scale, runs]).to.deep.equal([['start', 'edits'], 'quick', 3]);
  });

  it('says what is wrong with it', () => {
    expect(() => readOptions(PARTS, ['--only', 'nothing'])).to.throw('no such part. These are there:\n  start');
    expect(() => readOptions(PARTS, ['--triggers', '10,many'])).to.throw('--triggers many: give a number above 0');
    expect(() => readOptions(PARTS, ['--pairs', '0'])).to.throw('--pairs 0: give a number above 0');
    expect(() => readOptions(PARTS, ['--against', '/nowhere'])).to.throw('/nowhere: there is no such program');
  });
});

describe('the programs of the bench', function () {
  this.timeout(120_000);
  expectNoLeaks();

  it('post to a server that stores, and are answered', async () => {
    await using directory = await temporaryDirectory();
    await using bare = await BareServer.open('bare-store', directory.path);
    const load: PostLoad = {
      port: bare.port,
      path: '/',
      secret: 's',
      connections: 4,
      warmUpSeconds: 0.1,
      seconds: 0.3,
    };
    const { answers, perSecond, p50Ms, p99Ms } = await askProgram<PostReport>('posts', load);
    expect(Object.keys(answers)).to.deep.equal(['202']);
    expect(perSecond).to.be.above(0);
    expect(p99Ms).to.be.at.least(p50Ms);
  });

  it('save a file in each way, and see each version live', async () => {
    await using directory = await temporaryDirectory();
    const [file, template] = [join(directory.path, 'untether.toml'), join(directory.path, 'template')];
    writeFileSync(template, `path = "${livePath(VERSION)}"\n`);
    writeFileSync(file, `path = "${livePath(0)}"\n`);
    await using bare = await BareServer.open('bare-watch', file);
    const series = { file, template, mode: 0o600, port: bare.port, count: 3, silentMs: null };
    let version = 0;
    for (const way of ['rename', 'in place', 'burst'] as const) {
      const question: SaveSeries = { ...series, way, version };
      const report = await askProgram<SaveReport>('saves', question);
      expect([report.liveMs.length, report.standsMs.length, report.missed]).to.deep.equal([3, 3, 0]);
      version = report.version;
    }
    expect(version).to.equal(3 + 3 + 15);
  });

  it('see what a process weighs and spends', () => {
    expect(residentMb(process.pid)).to.be.above(10);
    expect(cpuMs(process.pid)).to.be.above(0);
  });
});
