import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { withRealTargets } from '../../../src/adapters/engines/stream/real-target.js';
import type { Alarm } from '../../../src/domain/ports/alarm.js';
import { StopSource } from '../../../src/domain/ports/stop-signal.js';
import type { ToolTarget } from '../../../src/domain/run/agent-request.js';
import { PersonLine } from '../../../src/domain/run/person-line.js';
import type { RunEvent } from '../../../src/domain/run/run-event.js';
import { toolRequest } from '../../support/builders/tool-request.js';
import { attended, requestsIn, resultsIn, YES } from './attended.js';
import { RealTime } from './real-time.js';
import { completedOf, type ScriptedChoices, ScriptedWorld } from './scripted-world.js';

describe('a program that is talked to while it runs', () => {
  const worlds: ScriptedWorld[] = [];

  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });

  async function open(choices: ScriptedChoices = {}): Promise<ScriptedWorld> {
    const world = await ScriptedWorld.open(choices);
    worlds.push(world);
    return world;
  }

  const endOf = (world: ScriptedWorld) => world.facts.findLast(({ name }) => name === 'engine.ended')?.data;
  const ask = (world: ScriptedWorld, name: string) => {
    const input = { file_path: join(world.directory, name), content: 'x' };
    return `[[ask:Write ${JSON.stringify(input)}]]`;
  };
  const written = (world: ScriptedWorld, name: string) =>
    readFile(join(world.directory, name), 'utf8').catch(() => null);

  it('ends by itself after its answer, because its input is closed then', async () => {
    const world = await open();
    expect(resultsIn(await attended(world, 'Hello', () => YES))).to.deep.equal(['turn 1: Hello']);
    expect(endOf(world)).to.deep.include({ code: 0, signal: null, ending: null });
  });

  it('does what it is allowed, and not what it is denied', async () => {
    const world = await open();
    const prompt = `${ask(world, 'yes')} ${ask(world, 'no')} [[results]]`;
    const events = await attended(world, prompt, (request) =>
      request.kind === 'tool' && request.subject === 'yes' ? YES : { kind: 'deny', reason: 'Not that one' },
    );
    expect(await Promise.all([written(world, 'yes'), written(world, 'no')])).to.deep.equal(['x', null]);
    expect(completedOf(events).answer).to.contain('| Not that one');
  });

  it('asks once for what is always allowed by a rule, and for each edit, which we answer ourselves', async () => {
    const world = await open();
    const bash = '[[ask:Bash {"command":"true"}]]';
    const prompt = `${ask(world, 'a')} ${bash} ${ask(world, 'b')} ${bash}`;
    const events = await attended(world, prompt, () => ({ kind: 'allow', always: true }));
    const tools = requestsIn(events).map((request) => request.kind === 'tool' && request.tool);
    expect(tools).to.deep.equal(['Write', 'Bash', 'Write']);
    expect(await written(world, 'b')).to.equal('x');
  });

  it('says where a file really is', async () => {
    const world = await open();
    const elsewhere = await open();
    await symlink(elsewhere.directory, join(world.directory, 'link'));
    await symlink(join(elsewhere.directory, 'nothing-yet'), join(world.directory, 'dangling'));
    const names = ['plain', 'new/deep', 'link/f', 'dangling', '../out', 'link/../g'];
    const targets = new Map<string, ToolTarget | null>();
    for (const name of names) {
      const prompt = `[[ask:Write ${JSON.stringify({ file_path: `${world.directory}/${name}`, content: 'x' })}]]`;
      await attended(world, prompt, (request) => {
        if (request.kind === 'tool') targets.set(name, request.target);
        return { kind: 'deny', reason: 'no' };
      });
    }
    const at = (path: string, within: string | null, real = path) => ({ path, real, within });
    expect([...targets.values()]).to.deep.equal([
      at(join(world.directory, 'plain'), 'plain'),
      at(join(world.directory, 'new/deep'), 'new/deep'),
      at(join(world.directory, 'link/f'), null, join(elsewhere.directory, 'f')),
      at(join(world.directory, 'dangling'), null, join(elsewhere.directory, 'nothing-yet')),
      at(join(world.directory, '../out'), null),
      at(join(world.directory, 'g'), null, join(elsewhere.directory, '../g')),
    ]);
  });

  it('says where a file would be whose path nobody ever has, without looking for long', async () => {
    const world = await open();
    await symlink('a/'.repeat(2_000), join(world.directory, 'link'));
    const inside = 'a/'.repeat(1_900);
    for (const [name, within] of [
      [`${inside}f`, `${inside}f`],
      [`link/${'a/'.repeat(1_500)}f`, join('a/'.repeat(2_000), 'a/'.repeat(1_500), 'f')],
      [`${'a/'.repeat(50_000)}f`, null],
      [`${'../a/'.repeat(20_000)}f`, null],
    ] as const) {
      const path = `${world.directory}/${name}`;
      const request = toolRequest({ target: { path, real: path, within: name } });
      const before = process.cpuUsage();
      const [event] = await withRealTargets([{ kind: 'asked', request }], world.directory);
      const { user, system } = process.cpuUsage(before);
      const target = event?.kind === 'asked' && event.request.kind === 'tool' ? event.request.target : null;
      expect(target?.within, `${name.length} characters`).to.equal(within);
      expect((user + system) / 1_000, `CPU time in ms, ${name.length} characters`).to.be.below(2_000);
    }
  });

  it('takes back what it asked', async () => {
    const world = await open();
    const events = await attended(world, '[[withdraw:Bash {"command":"true"}]] [[results]]', () => null);
    expect(events.filter(({ kind }) => kind === 'withdrawn')).to.deep.equal([
      { kind: 'withdrawn', id: requestsIn(events)[0]?.id },
    ]);
    expect(completedOf(events).answer).to.equal('withdrawn');
  });

  it('is asked to stop before it is made to, and stops', async () => {
    const world = await open();
    const events = await attended(world, `${ask(world, 'never')}`, (_request, _line, stop) => {
      stop.stop();
      return null;
    });
    expect(completedOf(events).problem?.kind).to.equal('interrupted');
    expect(endOf(world)).to.deep.include({ code: 1, signal: null, ending: 'stopped' });
    expect(await written(world, 'never')).to.equal(null);
  });

  it('is made to stop where it does not do so when asked', async () => {
    const world = await open({ timings: { interruptMs: 50 } });
    const stop = new StopSource();
    const prompt = '[[background:60000]]';
    const events: RunEvent[] = [];
    for await (const event of world.engine.begin(world.order(prompt, { person: new PersonLine() }), stop.signal)) {
      events.push(event);
      if (event.kind === 'completed') stop.stop();
    }
    expect(resultsIn(events)).to.deep.equal(['Started it.']);
    expect(endOf(world)).to.deep.include({ code: 143 });
  });

  it('keeps its input while work goes on behind the first answer, so that it may ask then', async () => {
    const world = await open({ timings: { lastWordMs: 60_000 } });
    const prompt = `[[background:100]] ${ask(world, 'later')} And then`;
    const events = await attended(world, prompt, () => YES);
    expect(resultsIn(events)).to.deep.equal(['Started it.', 'turn 1: And then']);
    expect(await written(world, 'later')).to.equal('x');
  });

  it('is told that nothing follows where work behind an answer ends without another turn', async () => {
    const script = join((await open()).directory, 'script');
    const task = { type: 'system', subtype: 'background_tasks_changed', tasks: [{ task_id: 'b' }] };
    const lines = [
      { type: 'system', subtype: 'init', session_id: 's' },
      task,
      { type: 'result', is_error: false, result: 'First' },
      { ...task, tasks: [] },
    ];
    await writeFile(script, lines.map((line) => JSON.stringify(line)).join('\n'));
    const world = await open({ timings: { lastWordMs: 50 }, claude: { extraArgs: [`--script=${script}`] } });
    expect(resultsIn(await attended(world, 'x', () => YES))).to.deep.equal(['First']);
    expect(endOf(world)).to.deep.include({ code: 0, ending: null });
  });

  it('takes further messages while it works, and nothing more afterwards', async () => {
    // That nothing follows is told once the second answer is there, however long it takes.
    const [time, lastWordMs] = [new RealTime(), 12_345];
    const answered = Promise.withResolvers<void>();
    const alarm: Alarm = {
      at: (instant, ring) => time.at(instant, ring),
      after: (delayMs, ring) => {
        if (delayMs !== lastWordMs) return time.after(delayMs, ring);
        let isSet = true;
        void answered.promise.then(() => isSet && ring());
        return () => {
          isSet = false;
        };
      },
    };
    const world = await open({ timings: { lastWordMs }, tools: { alarm } });
    const line = new PersonLine();
    expect(line.say({ kind: 'message', text: 'too early' })).to.equal(false);
    const events: RunEvent[] = [];
    const order = world.order(`${ask(world, 'a')} First`, { person: line });
    for await (const event of world.engine.begin(order, new StopSource().signal)) {
      events.push(event);
      if (resultsIn(events).length === 2) answered.resolve();
      if (event.kind !== 'asked') continue;
      expect(line.say({ kind: 'message', text: 'Second' })).to.equal(true);
      line.say({ kind: 'answer', request: event.request.id, answer: YES });
    }
    expect(resultsIn(events)).to.deep.equal(['turn 1: First', 'turn 2: Second']);
    expect(line.say({ kind: 'message', text: 'too late' })).to.equal(false);
  });

  it('refuses by itself what needs permission where nobody can be asked', async () => {
    const world = await open();
    const events = await world.play(`${ask(world, 'never')} [[results]]`);
    expect(completedOf(events).answer).to.contain('denied');
    expect(await written(world, 'never')).to.equal(null);
  });
});
