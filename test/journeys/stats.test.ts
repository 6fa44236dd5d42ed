import { expect } from 'chai';
import { endedRun } from '../contracts/run-history.contract.js';
import { TestApp, TestWorld } from '../support/app.js';
import { settled } from '../support/fakes/fake-time.js';

const DAY_MS = 86_400_000;

describe('the history of runs', () => {
  it('has one record of each run that ended, however it did', async () => {
    const app = await TestApp.start();
    await app.say('[[steps:3]] well');
    await app.say('[[error:quota none left]] badly');
    await app.say('[[hang]] for ever');
    await app.say('/cancel');
    await settled();
    const { runs } = app.world.runHistory;
    expect(runs.map(({ outcome, steps }) => [outcome, steps])).to.deep.equal([
      ['done', 3],
      ['error', 0],
      ['cancelled', 0],
    ]);
    expect(runs[0]).to.deep.include({
      engine: 'fake',
      origin: { kind: 'message' },
      chatId: 7,
      threadId: null,
      project: null,
      generation: 1,
    });
    expect(runs[0]?.usage?.costUsd).to.be.a('number');
    await app.stop();
  });

  it('tells how long a run took from its beginning, and that a stop of the program cut it', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]]');
    const startedAt = app.world.time.now() - 400;
    const stopping = app.stop(60_000);
    await app.world.time.advance(60_000);
    await stopping;
    await settled();
    const [run] = app.world.runHistory.runs;
    expect(run).to.include({ outcome: 'interrupted' });
    expect(run?.startedAt).to.be.within(startedAt, startedAt + 400);
    expect(run?.elapsedMs).to.be.within(60_000, 60_400);
  });

  it('has nothing of a run that never began', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]] first');
    await app.say('second');
    const queued = app.shown('progress').at(-1);
    await app.say('/cancel', { replyTo: { messageId: queued?.ref.messageId ?? 0, text: '', ours: true } });
    await app.say('/cancel');
    await settled();
    expect(app.world.engine.orders).to.have.length(1);
    expect(app.world.runHistory.runs).to.have.length(1);
    await app.stop();
  });
});

describe('/stats', () => {
  async function started() {
    const world = new TestWorld();
    const app = await TestApp.start({ triggers: { defaultTimezone: 'UTC' } }, world);
    const now = world.time.now();
    const runs = [
      endedRun('a', { engine: 'fake', startedAt: now - 60_000, elapsedMs: 90_000, usage: usage(0.5) }),
      endedRun('b', { engine: 'fake', startedAt: now - 12 * 3_600_000, origin: { kind: 'cron', id: 'c' } }),
      endedRun('c', { engine: 'other', startedAt: now - DAY_MS, steps: 1 }),
      endedRun('d', { engine: 'other', startedAt: now - 8 * DAY_MS }),
      endedRun('e', { engine: 'other', startedAt: now - 40 * DAY_MS }),
    ];
    for (const run of runs) await world.runHistory.keep(run);
    const stats = async (rest: string) => {
      await app.say(`/stats ${rest}`);
      return app.texts('said').at(-1) ?? '';
    };
    return { app, stats };
  }

  function usage(costUsd: number) {
    return { costUsd, turns: null, durationMs: null, inputTokens: null, outputTokens: null };
  }

  it('counts the local day unless told otherwise', async () => {
    const { stats, app } = await started();
    const lines = (await stats('')).split('  \n');
    expect(lines).to.have.length(2);
    expect(lines[0]).to.equal('📊 **Today**');
    expect(lines[1]).to.match(
      /^`fake`: 2 runs · 4 steps · 1 min 30 s · \$0\.50 \(1 by hand, 1 triggered\); last 1 min ago$/,
    );
    await app.stop();
  });

  it('goes back as far as it is asked, and sums up when there are several engines', async () => {
    const { stats, app } = await started();
    const week = (await stats('week')).split('  \n');
    expect(week.slice(1).map((line) => /^[^:]+: \d+ runs?/.exec(line)?.[0])).to.deep.equal([
      '`fake`: 2 runs',
      '`other`: 1 run',
      'Total: 3 runs',
    ]);
    expect(await stats('month')).to.include('Total: 4 runs');
    expect(await stats('ALL')).to.include('Total: 5 runs');
    await app.stop();
  });

  it('counts one engine, in any order of the words', async () => {
    const { stats, app } = await started();
    for (const words of ['other week', 'week other']) {
      const text = await stats(words);
      expect(text)
        .to.match(/^📊 \*\*The last 7 days\*\*, `other`/)
        .and.include('`other`: 1 run · 1 step ·');
      expect(text).not.to.include('fake');
    }
    expect(await stats('codex')).to.equal('📊 **Today**, `codex`: no runs.');
    await app.stop();
  });

  it('says how it is used when it is not understood', async () => {
    const { stats, app } = await started();
    for (const words of ['yesterday', 'today week', 'fake other', 'fake constructor']) {
      expect(await stats(words)).to.equal('problem: usage');
    }
    await app.stop();
  });
});
