import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { procTable } from '../../../src/adapters/engines/process/process-table.js';
import { StopSource } from '../../../src/domain/ports/stop-signal.js';
import type { RunEvent } from '../../../src/domain/run/run-event.js';
import { completedOf, type ScriptedChoices, ScriptedWorld } from './scripted-world.js';

/** Whether a process with the pid is alive. */
async function alive(pid: number): Promise<boolean> {
  return (await procTable.read()).some((entry) => entry.pid === pid && !entry.zombie);
}

/** The processes that have the run's mark. */
async function marked(run: string): Promise<number[]> {
  const entries = await procTable.read();
  return entries.flatMap(({ pid }) => (procTable.hasVariable(pid, `UNTETHER_RUN=${run}`) ? [pid] : []));
}

describe('the end of a run', () => {
  const worlds: ScriptedWorld[] = [];

  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });

  async function open(choices: ScriptedChoices = {}): Promise<ScriptedWorld> {
    const world = await ScriptedWorld.open(choices);
    worlds.push(world);
    return world;
  }

  /** Plays a prompt, stops the run when `when` says so, and answers what was seen. */
  async function playUntil(world: ScriptedWorld, prompt: string, when: (event: RunEvent) => boolean) {
    const stop = new StopSource();
    const order = world.order(prompt);
    const events: RunEvent[] = [];
    for await (const event of world.engine.begin(order, stop.signal)) {
      events.push(event);
      if (when(event)) stop.stop();
    }
    return { events, left: await marked(order.run) };
  }

  const isTool = (name: string) => (event: RunEvent) => event.kind === 'action' && event.action.title.startsWith(name);
  it('leaves nothing behind when it is stopped in the middle of a tool that runs in a session of its own', async () => {
    const world = await open();
    const prompt = '[[tool:Bash {"command":"sleep 1000 & sleep 1000"}]]';
    const { events, left } = await playUntil(world, prompt, isTool('sleep'));
    expect(completedOf(events).problem?.kind).to.equal('interrupted');
    expect(left).to.deep.equal([]);
    expect(world.live.count).to.equal(0);
  });

  it('leaves nothing behind of programs that ignore SIGTERM', async () => {
    const world = await open({ timings: { graceMs: 100 } });
    const deaf = `trap '' TERM; while :; do sleep 1000; done`;
    const prompt = `[[ignore-term]] [[tool:Bash ${JSON.stringify({ command: deaf })}]]`;
    const { events, left } = await playUntil(world, prompt, isTool('trap'));
    expect(completedOf(events).problem?.kind).to.equal('interrupted');
    expect(left).to.deep.equal([]);
  });

  it('says at last that the program itself had to be killed', async () => {
    const world = await open({ timings: { graceMs: 100 } });
    const { events } = await playUntil(world, '[[ignore-term]] [[steps:1]] [[hang]]', isTool('read'));
    expect(events.slice(-2).map(({ kind }) => kind)).to.deep.equal(['completed', 'torn-down']);
  });

  it('gives the program its grace to end by itself', async () => {
    const world = await open();
    const { events } = await playUntil(world, '[[steps:1]] [[hang]]', isTool('read'));
    expect(completedOf(events).problem).to.deep.include({ kind: 'interrupted', exitCode: 143 });
    expect(events.map(({ kind }) => kind)).not.to.include('torn-down');
  });

  it('leaves nothing behind that a tool put into a session of its own', async () => {
    for (const how of ['[[spawn]]', '[[spawn:output]]', '[[spawn:scrubbed]]']) {
      const world = await open({ timings: { graceMs: 100 } });
      const { events, left } = await playUntil(world, `${how} [[steps:2 50]] [[hang]]`, isTool('read: file-2'));
      expect(left).to.deep.equal([]);
      expect(await alive(pidIn(events)), how).to.equal(false);
    }
  });

  it('sweeps up after a program that ended well', async () => {
    const world = await open();
    const events = await world.play('[[spawn]] fine');
    expect(completedOf(events).ok).to.equal(true);
    expect(await alive(pidIn(events))).to.equal(false);
  });

  it('leaves alone what a good run left behind if the configuration says so', async () => {
    const world = await open({ watchdog: { reapOrphans: false } });
    const events = await world.play('[[spawn]] fine');
    const pid = pidIn(events);
    expect(await alive(pid)).to.equal(true);
    process.kill(pid, 'SIGKILL');
  });

  it('comes although somebody else holds the output of a program that is gone', async () => {
    for (const end of ['fine', '[[kill:SIGKILL]]', '[[exit:3]]']) {
      const world = await open({ timings: { outputHeldMs: 100 } });
      const events = await world.play(`[[spawn:output]] ${end}`);
      expect(events.filter((event) => event.kind === 'completed')).to.have.length(1);
      expect(await alive(pidIn(events)), end).to.equal(false);
    }
  });

  it('comes when the program alone is killed, and takes the orphans along', async () => {
    const world = await open();
    const order = world.order('[[tool:Bash {"command":"sleep 1000"}]]');
    const events: RunEvent[] = [];
    for await (const event of world.engine.begin(order, new StopSource().signal)) {
      events.push(event);
      const pid = world.facts.find(({ name }) => name === 'engine.started')?.data?.['pid'];
      if (isTool('sleep')(event)) process.kill(Number(pid), 'SIGKILL');
    }
    expect(completedOf(events).problem).to.deep.include({ kind: 'killed', signal: 'SIGKILL' });
    expect(await marked(order.run)).to.deep.equal([]);
  });

  it('comes when whoever reads the events walks away', async () => {
    const world = await open();
    const order = world.order('[[tool:Bash {"command":"sleep 1000"}]]');
    for await (const event of world.engine.begin(order, new StopSource().signal)) if (isTool('sleep')(event)) break;
    expect(await marked(order.run)).to.deep.equal([]);
    expect(world.live.count).to.equal(0);
  });

  it('comes when whoever reads walks away in the middle of a wait', async () => {
    const world = await open();
    const order = world.order('[[hang]]');
    const events = world.engine.begin(order, new StopSource().signal)[Symbol.asyncIterator]();
    await events.next();
    const pending = events.next();
    await events.return?.();
    expect((await pending).value).to.deep.include({ kind: 'completed', ok: false });
    expect((await events.next()).done).to.equal(true);
    expect(await marked(order.run)).to.deep.equal([]);
  });

  it('is an interruption even if the program makes an answer of it', async () => {
    const world = await open();
    const prompt = '[[ignore-term]] [[tool:Bash {"command":"sleep 1000"}]] all done';
    const { events } = await playUntil(world, prompt, isTool('sleep'));
    expect(completedOf(events)).to.deep.include({ ok: false });
    expect(completedOf(events).problem?.kind).to.equal('interrupted');
  });

  it('keeps what was said before', async () => {
    const world = await open();
    const { events } = await playUntil(world, '[[text:half of it]] [[steps:1]] [[hang]]', isTool('read'));
    expect(completedOf(events).answer).to.equal('half of it');
  });

  it('of twenty runs at once leaves nothing behind', async () => {
    const world = await open();
    const all = Array.from({ length: 20 }, () =>
      playUntil(world, '[[tool:Bash {"command":"sleep 1000"}]]', isTool('sleep')),
    );
    for (const { events, left } of await Promise.all(all)) {
      expect(completedOf(events).problem?.kind).to.equal('interrupted');
      expect(left).to.deep.equal([]);
    }
    expect(world.live.count).to.equal(0);
  });

  /** The process that `[[spawn]]` told of. */
  function pidIn(events: readonly RunEvent[]): number {
    const action = events.flatMap((event) => (event.kind === 'action' ? [event.action] : []));
    return Number(action.find(({ title }) => title === 'Spawned')?.detail);
  }

  it('tells what the program was trying to get over, and what it printed last', async () => {
    const world = await open();
    const retry = {
      type: 'system',
      subtype: 'api_retry',
      attempt: 3,
      max_retries: 10,
      retry_delay_ms: 30_000,
      error_status: 429,
      error: 'rate_limit',
    };
    const script = join(world.directory, 'script.jsonl');
    await writeFile(script, `${JSON.stringify(retry)}\n#exit 1\n`);
    const retried = await open({ environment: { CLAUDE_SCRIPT: script } });
    expect(completedOf(await retried.play('go')).problem).to.deep.include({
      kind: 'rate-limit',
      message: 'claude failed with exit code 1.\nBefore that: retrying 3/10 in 30 s (rate limit, 429)',
    });
    const printed = completedOf(await world.play('[[early]] [[stderr:Credit balance is too low]] [[exit:1]]')).problem;
    expect(printed).to.deep.include({ kind: 'quota', limit: 'credits' });
    expect(printed?.message).to.include('Credit balance is too low');
    const silent = completedOf(await world.play('[[silent]]')).problem;
    expect(silent).to.deep.include({ kind: 'no-output', exitCode: 0 });
  });

  it('names what logs the engine in', async () => {
    const world = await open();
    const { problem } = completedOf(await world.play('[[error:authentication_failed OAuth token has expired]]'));
    expect(problem).to.deep.include({ kind: 'authentication', login: 'claude auth login' });
  });
});
