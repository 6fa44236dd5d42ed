import { expect } from 'chai';
import type { FinalView } from '../../src/application/ports/chat/chat-channel.js';
import type { EngineProblem, RunEvent, RunUsage } from '../../src/domain/run/run-event.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { HeldRun } from '../support/fakes/fake-engine.js';
import { settled } from '../support/fakes/fake-time.js';

const usage = (turns: number): RunUsage => ({ costUsd: 0, turns, durationMs: 1, inputTokens: 1, outputTokens: 1 });
const started: RunEvent = { kind: 'started', resume: { engine: 'fake', value: 'c1', directory: '/p' }, meta: {} };
const says = (text: string): RunEvent => ({ kind: 'said', text });
const finding = `The cause is a race between two writers. ${'Details follow. '.repeat(20)}`.trim();

function edits(title: string, added: number, removed: number): RunEvent {
  const action = {
    id: title,
    kind: 'file_change' as const,
    title,
    detail: null,
    exitCode: null,
    lines: { added, removed },
  };
  return { kind: 'action', phase: 'completed', ok: true, action };
}

function ends(answer: string, problem: EngineProblem | null = null, turns = 1): RunEvent {
  return { kind: 'completed', ok: problem === null, answer, problem, usage: usage(turns) };
}

async function held(chat?: number): Promise<{ readonly app: TestApp; readonly run: HeldRun }> {
  const world = new TestWorld();
  world.engine.holding = true;
  const app = await TestApp.start(chat === undefined ? {} : { telegram: { chatId: chat } }, world);
  await app.say('go', chat === undefined ? {} : { chatId: chat, chatKind: 'supergroup' });
  const run = world.engine.held.at(-1);
  if (run === undefined) throw new Error('nothing runs');
  return { app, run };
}

const finals = (app: TestApp) => app.shown('final').map(({ view }) => view as FinalView);

async function plays(run: HeldRun, ...events: readonly RunEvent[]): Promise<void> {
  run.emit(...events);
  await settled();
}

describe('what an agent says on its way', () => {
  it('is in the final: the answer whole, the long texts before it, and what was changed', async () => {
    const { app, run } = await held();
    await plays(
      run,
      started,
      says(finding),
      edits('a.ts', 3, 1),
      edits('b.ts', 1, 0),
      says('Fixed.'),
      says('Tests pass.'),
    );
    await plays(run, ends('Tests pass.'));
    run.end();
    await settled();
    const [final] = finals(app);
    expect(final).to.deep.include({ answer: 'Fixed.\n\nTests pass.', changes: { files: 2, added: 4, removed: 1 } });
    expect(final?.earlier).to.deep.equal([finding]);
  });

  it('is told in the message that says that the run was cancelled', async () => {
    const { app, run } = await held();
    await plays(run, started, says(finding));
    const [progress] = app.shown('progress');
    if (progress === undefined) throw new Error('no progress message');
    await app.receive(app.world.press(progress, 'untether:cancel'));
    await settled();
    expect(progress.view as FinalView).to.deep.include({ status: 'cancelled', earlier: [finding] });
  });

  it('is told after a kill: the long texts, and the last one however short it is', async () => {
    const { app, run } = await held();
    const words = 'Only the 東京 test fails now 🙂';
    await plays(run, started, says(finding), edits('a.ts', 1, 0), says('On it.'), edits('b.ts', 1, 0), says(words));
    await app.world.time.advance(5_000);
    app.crash();
    const next = await TestApp.start({}, app.world);
    await app.world.time.advance(2_000);
    expect(finals(next)[0]).to.deep.include({ status: 'interrupted', earlier: [finding, words] });
    expect(await app.world.runStore.list()).to.deep.equal([]);
  });

  it('is told after a kill right behind the first words', async () => {
    const { app, run } = await held();
    await plays(run, started, says('I begin with the tests.'));
    app.crash();
    const next = await TestApp.start({}, app.world);
    await app.world.time.advance(2_000);
    expect(finals(next)[0]?.earlier).to.deep.equal(['I begin with the tests.']);
  });

  it('is not told again after a kill where an answer has brought it', async () => {
    const { app, run } = await held();
    await plays(run, started, says(finding), ends(finding));
    await app.world.time.advance(5_000);
    app.crash();
    const next = await TestApp.start({}, app.world);
    await app.world.time.advance(2_000);
    expect(finals(next).map(({ status, answer }) => [status, answer])).to.deep.equal([['done', finding]]);
  });

  it('is written to the disk every few seconds at most, in a bounded amount, and not once the run is over', async () => {
    const { app, run } = await held();
    const { runStore, time } = app.world;
    const kept: (readonly string[])[] = [];
    const keepSaid = runStore.keepSaid.bind(runStore);
    runStore.keepSaid = (id, texts) => {
      kept.push(texts);
      return keepSaid(id, texts);
    };
    await plays(run, started);
    for (let second = 0; second < 60; second++) {
      for (let word = 0; word < 50; word++) run.emit(says(`${second}.${word} ${'x'.repeat(2_000)}`));
      await time.advance(1_000);
    }
    expect(kept.length).to.be.within(10, 13);
    for (const texts of kept) expect(texts.join('').length).to.be.at.most(16_000);
    expect(kept.at(-1)?.at(-1)).to.match(/^5\d\.49 /);
    const before = kept.length;
    await plays(run, says('Done.'), ends('Done.'));
    run.end();
    await time.advance(60_000);
    expect(kept.length).to.be.at.most(before + 1);
  });

  it('is not followed by a failure that never was', async () => {
    const { app, run } = await held();
    await plays(
      run,
      started,
      says('Done.'),
      ends('Done.'),
      ends('', { kind: 'other', message: 'error_during_execution' }),
    );
    run.end();
    await settled();
    expect(finals(app).map(({ status, answer }) => [status, answer])).to.deep.equal([['done', 'Done.']]);
  });
});

describe('a run that met a limit', () => {
  it('says when the limit is over, by the clocks of the chat', async () => {
    const { app, run } = await held();
    await plays(run, started, ends('', { kind: 'quota', message: 'Usage limit reached. Try again in 2 hours.' }));
    run.end();
    await settled();
    const problem = finals(app)[0]?.problem;
    expect(problem?.resetsAt).to.be.closeTo(app.world.time.now() + 7_200_000, 60_000);
    expect(problem?.resets?.time).to.match(/^\d\d:\d\d/);
  });

  it('names paths in a private chat only', async () => {
    const { app, run } = await held();
    await plays(run, started, ends('', { kind: 'other', message: 'cannot read /srv/me/app/x.ts' }));
    run.end();
    await settled();
    expect(finals(app)[0]?.problem?.message).to.equal('cannot read /srv/me/app/x.ts');
    const group = await held(-5);
    await plays(group.run, started, ends('', { kind: 'other', message: 'cannot read /srv/me/app/x.ts' }));
    group.run.end();
    await settled();
    expect(finals(group.app)[0]?.problem?.message).to.equal('cannot read [path]');
  });

  it('is not told twice where its program warned of it before', async () => {
    const { app, run } = await held();
    const warned = (id: string, title: string): RunEvent => {
      const action = { id, kind: 'warning' as const, title, detail: null, exitCode: null };
      return { kind: 'action', phase: 'completed', ok: false, action };
    };
    const problem: EngineProblem = { kind: 'overloaded', message: 'The servers  are busy.\nAsk later.' };
    await plays(run, started, warned('1', 'The servers are busy. Ask …'), warned('2', 'a server is missing'));
    await plays(run, ends('', problem));
    run.end();
    await settled();
    expect(finals(app)[0]?.warnings).to.deep.equal(['a server is missing']);
  });
});
