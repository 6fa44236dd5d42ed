import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { StopSource } from '../../../src/domain/ports/stop-signal.js';
import { completedOf, type ScriptedChoices, ScriptedWorld } from './scripted-world.js';

describe('an engine that is a program', () => {
  const worlds: ScriptedWorld[] = [];

  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });

  async function open(choices: ScriptedChoices = {}): Promise<ScriptedWorld> {
    const world = await ScriptedWorld.open(choices);
    worlds.push(world);
    return world;
  }

  async function answerTo(prompt: string, choices: ScriptedChoices = {}): Promise<string> {
    return completedOf(await (await open(choices)).play(prompt)).answer;
  }

  async function problemOf(prompt: string, choices: ScriptedChoices = {}) {
    const world = await open(choices);
    const { ok, problem } = completedOf(await world.play(prompt));
    expect(ok).to.equal(false);
    expect(world.live.count).to.equal(0);
    return problem;
  }

  describe('that can not be started', () => {
    it('tells how to install it when there is no such program', async () => {
      const problem = await problemOf('hello', { claude: { command: 'no-such-program' } });
      expect(problem).to.deep.include({ kind: 'not-installed', install: 'npm install -g @anthropic-ai/claude-code' });
    });

    it('tells when the file is no program', async () => {
      const world = await open();
      const command = join(world.directory, 'program');
      await writeFile(command, '#!/no/such/interpreter\n');
      expect((await problemOf('hello', { claude: { command } }))?.kind).to.equal('not-installed');
      await chmod(command, 0o755);
      expect((await problemOf('hello', { claude: { command } }))?.kind).to.equal('cannot-start');
    });

    it('finds a program that was installed meanwhile', async () => {
      const world = await open({ claude: { command: 'late-program' } });
      const bin = join(world.directory, 'bin');
      const again = await open({ claude: { command: 'late-program' }, environment: { PATH: bin } });
      expect((await again.engine.availability()).kind).to.equal('missing');
      await mkdir(bin);
      await writeFile(join(bin, 'late-program'), '#!/bin/sh\necho 9.8.7\n', { mode: 0o755 });
      expect(await again.engine.availability()).to.deep.equal({
        kind: 'available',
        version: '9.8.7',
        program: join(bin, 'late-program'),
      });
    });

    it('is refused above the ceiling of runs, and again free when one has ended', async () => {
      const world = await open({ watchdog: { maxConcurrentEngineRuns: 1 } });
      const stop = new StopSource();
      const first = world.engine.begin(world.order('[[hang]]'), stop.signal)[Symbol.asyncIterator]();
      await first.next();
      expect(completedOf(await world.play('hello')).problem?.message).to.match(/max_concurrent_engine_runs is 1/);
      await first.return?.();
      expect(completedOf(await world.play('hello')).ok).to.equal(true);
    });

    it('is refused when memory is short', async () => {
      const problem = await problemOf('hello', { tools: { availableMemoryMb: () => 499 } });
      expect(problem?.message).to.match(/499 MB/);
    });

    it('is refused when the settings give flags that are ours', async () => {
      const problem = await problemOf('hello', { claude: { extraArgs: ['--resume=x'] } });
      expect(problem).to.deep.include({ kind: 'bad-usage' });
    });
  });

  describe('and what it is given', () => {
    it('takes the prompt by standard input, so that nothing in it is a flag', async () => {
      expect(await answerTo('--version')).to.equal('turn 1: --version');
      expect(await answerTo('- [ ] “quotes” $HOME `id` \u0000 🚀')).to.contain('“quotes” $HOME `id` \u0000 🚀');
      expect(await answerTo('secret words [[arguments]]')).to.not.contain('secret words');
    });

    it('takes a prompt of megabytes', async () => {
      const prompt = `${'0123456789'.repeat(400_000)} end`;
      expect(await answerTo(prompt)).to.equal(`turn 1: ${prompt}`);
    });

    it('sees neither our settings nor the bot token, and does see what was allowed', async () => {
      const environment = {
        UNTETHER__TRANSPORTS__TELEGRAM__BOT_TOKEN: 'x',
        CLAUDE_SNEAKY: 'bot 123456:not-a-real-token',
        ANTHROPIC_API_KEY: 'k',
        ANTHROPIC_BASE_URL: 'http://127.0.0.1:9',
        OPENAI_API_KEY: 'k',
        SOMETHING: 'x',
        EXTRA_NAME: 'x',
        EXTRA_PREFIX_ONE: 'x',
      };
      const names = (await answerTo('[[environment]]', { environment })).split(' ');
      expect(names).to.include.members(['PATH', 'ANTHROPIC_BASE_URL', 'EXTRA_NAME', 'EXTRA_PREFIX_ONE']);
      expect(names).to.include.members(['UNTETHER_SESSION', 'TMPDIR', 'CLAUDE_ENABLE_STREAM_WATCHDOG']);
      expect(names).to.not.include.members(['ANTHROPIC_API_KEY']);
      for (const name of Object.keys(environment).slice(0, 3)) expect(names).to.not.include(name);
      expect(names).to.not.include('SOMETHING');
      expect(names).to.not.include('OPENAI_API_KEY');
    });

    it('may use the API key only if runs are to be billed to it', async () => {
      const environment = { ANTHROPIC_API_KEY: 'k' };
      const claude = { extra: { use_api_billing: true } };
      expect(await answerTo('[[environment]]', { environment, claude })).to.contain('ANTHROPIC_API_KEY');
    });

    it('is told by name which variables a wrapper added', async () => {
      const world = await open();
      const command = join(world.directory, 'wrapper');
      const [program] = [await world.engine.availability()].flatMap((is) =>
        is.kind === 'available' ? is.program : [],
      );
      await writeFile(command, `#!/bin/sh\nADDED_HERE=secret exec "${program}" "$@"\n`, { mode: 0o755 });
      const wrapped = await open({ claude: { command } });
      const events = wrapped.engine.begin(wrapped.order('[[hang]]'), new StopSource().signal);
      for await (const event of events) if (event.kind === 'started') break;
      const fact = wrapped.facts.find(({ name }) => name === 'engine.environment-added');
      expect(fact?.data?.['names']).to.deep.equal(['ADDED_HERE']);
      expect(JSON.stringify(wrapped.facts)).to.not.contain('secret');
    });
  });

  describe('that misbehaves', () => {
    it('and exits without a result is told with its code and its last words', async () => {
      const problem = await problemOf('[[stderr:the disk is on fire]] [[exit:7]]');
      expect(problem).to.deep.include({ kind: 'ended-early', exitCode: 7 });
      expect(problem?.message).to.contain('exit code 7').and.to.contain('the disk is on fire');
    });

    it('and exits well without a result is no success', async () => {
      expect((await problemOf('[[exit:0]]'))?.kind).to.equal('ended-early');
    });

    it('and prints nothing at all is told apart', async () => {
      expect((await problemOf('[[silent]]'))?.kind).to.equal('no-output');
    });

    it('and does not take our flags is bad usage', async () => {
      const problem = await problemOf('hello', { claude: { extraArgs: ['--no-such-flag'] } });
      expect(problem?.kind).to.equal('bad-usage');
      expect(problem?.message).to.contain('--no-such-flag');
    });

    it('and is killed is told with the signal', async () => {
      expect(await problemOf('[[kill:SIGKILL]]')).to.deep.include({ kind: 'killed', signal: 'SIGKILL' });
      expect(await problemOf('[[kill:SIGTERM]]')).to.deep.include({ kind: 'killed', exitCode: 143 });
    });

    it('and prints nothing in time is ended', async () => {
      const problem = await problemOf('[[late]]', { timings: { startUpMs: 300 } });
      expect(problem?.kind).to.equal('no-output');
    });

    it('and prints what is not JSON is read on, and the lines are told once', async () => {
      const events = await (await open()).play('[[garbage:1000]] fine');
      expect(completedOf(events).answer).to.equal('turn 1: fine');
      const warnings = events.filter((event) => event.kind === 'action' && event.action.kind === 'warning');
      expect(warnings).to.have.length(10);
      expect(new Set(warnings.map((event) => event.kind === 'action' && event.action.id)).size).to.equal(1);
    });

    it('and prints a line of 11 MiB loses that line only', async () => {
      const events = await (await open()).play(`[[bigline:${11 * 1024 * 1024}]] fine`);
      expect(completedOf(events).answer).to.equal('turn 1: fine');
      expect(events.filter((event) => event.kind === 'action')).to.have.length(1);
    });

    it('and prints a line of 9 MiB loses nothing', async () => {
      const events = await (await open()).play(`[[bigline:${9 * 1024 * 1024}]] fine`);
      expect(completedOf(events).answer).to.equal('turn 1: fine');
      expect(events.filter((event) => event.kind === 'action')).to.have.length(0);
    });

    it('and prints lines of unknown types is told once a type', async () => {
      const events = await (await open()).play('[[unknown:a]] [[unknown:a]] [[unknown:b]] fine');
      const notes = events.flatMap((event) => (event.kind === 'action' ? [event.action.title] : []));
      expect(notes).to.have.length(2);
      expect(completedOf(events).ok).to.equal(true);
    });

    it('and stays after its result is ended in the end', async () => {
      const world = await open({ timings: { lingerMs: 200 } });
      expect(completedOf(await world.play('[[linger]] fine')).answer).to.equal('turn 1: fine');
      expect(world.facts.at(-1)?.data).to.deep.include({ ending: 'lingered' });
    });

    it('and closes its output but stays is ended in the end', async () => {
      const problem = await problemOf('[[close-output]]', { timings: { lingerMs: 200 } });
      expect(problem?.kind).to.equal('ended-early');
    });
  });

  it('gives further results when work went on behind the first', async () => {
    const events = await (await open()).play('[[background:50]] fine');
    const answers = events.flatMap((event) => (event.kind === 'completed' ? [event.answer] : []));
    expect(answers).to.deep.equal(['Started it.', 'turn 1: fine']);
  });

  it('is waited for without a limit where that is 0', async () => {
    const events = await (await open({ timings: { lingerMs: 0, backgroundLingerMs: 0 } })).play(
      '[[background:50]] fine',
    );
    expect(events.filter((event) => event.kind === 'completed')).to.have.length(2);
  });

  it('writes down no prompt, no answer and no environment', async () => {
    const world = await open({ environment: { ANTHROPIC_AUTH_TOKEN: 'hush-hush' } });
    await world.play('very private words');
    const written = JSON.stringify(world.facts);
    expect(written).to.contain('engine.started').and.to.contain('engine.ended');
    expect(written).to.not.contain('private').and.not.to.contain('hush');
  });
});
