import { readFile, rm } from 'node:fs/promises';
import { processTable } from '../../../src/adapters/engines/process/process-table.js';
import { T } from '../../../src/composition/wiring/tokens.js';
import type { Alarm } from '../../../src/domain/ports/alarm.js';
import { RealTime } from '../../adapters/engines/real-time.js';
import { scriptedEngine } from '../../support/scripted-engine/path.js';
import type { Here, LiveStage } from '../live-stage.js';
import { type Proof, type Proofs, under } from '../proof.js';
import { PROJECT_CHAT, realEngines } from '../real-engines.js';

const { answer, around } = realEngines;
const real = { before: (here: Here) => realEngines.before(here), around };

/** A key of an engine's table that ends up among the arguments of its program: other values, and what is seen of the last. */
type Argument = Pick<Proof, 'from' | 'to'> & { readonly seen: string };

/**
 * The keys of the table of one engine, over a program that notes how it was started and says nothing: those that all tables
 * have in common to start it with, and the arguments.
 */
function engineTable(id: string, args: Readonly<Record<string, Argument>>): Proofs {
  const stub = '#!/bin/sh\nprintf "%s\\n" "$@" > "$0.args"\n';
  const started = async (stage: LiveStage, name: string) => {
    const file = `${stage.here.directory}/${name}.args`;
    await rm(file, { force: true });
    await answer(stage, 'hello');
    return readFile(file, 'utf8').catch(() => null);
  };
  const proofs = Object.entries(args).map(([key, { seen, ...choices }]): [string, Proof] => {
    const see = async (stage: LiveStage) => (await started(stage, 'one'))?.split('\n').includes(seen);
    return [key, { ...choices, see, shows: [false, true] }];
  });
  const common: Pick<Proof, 'before' | 'around'> = {
    before: async (here) => {
      realEngines.before(here);
      for (const name of ['one', 'two']) await here.write(name, stub, 0o700);
    },
    around: (here) => ({ ...around(here), default_engine: id, [id]: { command: `${here.directory}/one` } }),
  };
  const command: Proof = {
    from: ({ directory }) => `${directory}/one`,
    to: ({ directory }) => `${directory}/two`,
    see: async (stage) => ((await started(stage, 'two')) === null ? 'one' : 'two'),
    shows: ['one', 'two'],
  };
  const all = [['command', command] as const, ...proofs].map(([key, proof]) => [key, { ...common, ...proof }]);
  return under(id, Object.fromEntries(all));
}

const seesVariable = (name: string): Omit<Proof, 'to'> => ({
  ...real,
  see: async (stage) => (await answer(stage, '[[environment]]')).split(' ').includes(name),
  shows: [false, true],
});

/** Resolves when no run goes on any more, and no process of one. */
async function over(stage: LiveStage): Promise<void> {
  let isOver = false;
  const ended = stage.app.application.get(T.dispatcher).idle();
  void ended.then(() => {
    isOver = true;
  });
  await stage.wait(() => isOver);
}

/** Whether a second run begins while a first one goes on. */
async function second(stage: LiveStage): Promise<string> {
  const elsewhere = { chatId: PROJECT_CHAT, chatKind: 'group' } as const;
  stage.here.seen.clear();
  await stage.app.say('[[hang]]', elsewhere);
  await stage.wait(() => stage.here.seen.has('engine.started'));
  const seen = await answer(stage, 'hello');
  await stage.app.say('/cancel', elsewhere);
  // What has not ended yet would count as another run the next time.
  await over(stage);
  return seen.startsWith('turn') ? 'runs' : 'refused';
}

/** Whether a run was begun at all, and whether memory was called short. */
async function memory(stage: LiveStage): Promise<string> {
  stage.here.seen.clear();
  const seen = await answer(stage, 'hello');
  return !seen.startsWith('turn') ? 'refused' : stage.here.seen.has('engine.memory-scarce') ? 'warned' : 'runs';
}

/** The milliseconds that an engine which stays is left alone, out of those that may be asked for. */
function patience(
  prompt: string,
  choices: readonly number[],
): Pick<Proof, 'before' | 'see'> & { readonly around: NonNullable<Proof['around']> } {
  const asked: number[] = [];
  const time = new RealTime();
  const noting: Alarm = {
    at: (instant, ring) => time.at(instant, ring),
    after: (delayMs, ring) => {
      if (!choices.includes(delayMs)) return time.after(delayMs, ring);
      asked.push(delayMs);
      return time.after(0, ring);
    },
  };
  return {
    around,
    before: (here) => {
      asked.length = 0;
      realEngines.before(here, noting);
    },
    see: async (stage) => {
      asked.length = 0;
      await answer(stage, prompt);
      return asked.at(-1);
    },
  };
}

const script = (text: string) => async (here: Here) => {
  realEngines.before(here);
  await here.write('wrapper', `#!/bin/sh\n${text}\nexec ${scriptedEngine} "$@"\n`, 0o700);
};
const wrapped: Proof['around'] = (here) => ({
  ...around(here),
  claude: { command: `${here.directory}/wrapper` },
});

/** `[claude]`, and what `[security]` and `[watchdog]` say about engines. */
export const engineProofs: Proofs = {
  ...engineTable('claude', {
    model: { to: 'opus', seen: '--model=opus' },
    permission_mode: { to: 'plan', seen: '--permission-mode=plan' },
    extra_args: { to: ['--add-dir=/srv'], seen: '--add-dir=/srv' },
    allowed_tools: { from: ['Bash'], to: ['Read'], seen: '--allowedTools=Read' },
    dangerously_skip_permissions: { to: true, seen: '--dangerously-skip-permissions' },
  }),
  ...engineTable('codex', {
    model: { to: 'o9', seen: 'model="o9"' },
    permission_mode: { to: 'read-only', seen: '--sandbox=read-only' },
    extra_args: { to: ['--search'], seen: '--search' },
    profile: { to: 'work', seen: '--profile=work' },
  }),
  ...engineTable('opencode', {
    model: { to: 'some/model', seen: '--model=some/model' },
    permission_mode: { to: 'auto', seen: '--auto' },
    extra_args: { to: ['--print-logs'], seen: '--print-logs' },
  }),
  ...engineTable('pi', {
    model: { to: 'some-model', seen: 'some-model' },
    permission_mode: { to: 'read-only', seen: 'read,grep,find,ls' },
    extra_args: { to: ['--no-extensions'], seen: '--no-extensions' },
    provider: { to: 'elsewhere', seen: 'elsewhere' },
  }),
  ...engineTable('gemini', {
    model: { to: 'some-model', seen: '--model=some-model' },
    permission_mode: { to: 'plan', seen: '--approval-mode=plan' },
    extra_args: { to: ['--debug'], seen: '--debug' },
    skip_trust: { from: false, to: true, seen: '--skip-trust' },
  }),
  ...engineTable('amp', {
    model: { to: 'large', seen: '--mode=large' },
    mode: { to: 'rush', seen: '--mode=rush' },
    permission_mode: { to: 'allow-all', seen: '--dangerously-allow-all' },
    dangerously_allow_all: { to: true, seen: '--dangerously-allow-all' },
    extra_args: { to: ['--no-ide'], seen: '--no-ide' },
    stream_json_input: { to: true, seen: '--stream-json-input' },
  }),
  'claude.use_api_billing': { ...seesVariable('ANTHROPIC_API_KEY'), to: true },
  ...under('security', {
    env_extra_allow: { ...seesVariable('EXTRA_ONE'), to: ['EXTRA_ONE'] },
    env_extra_prefix_allow: { ...seesVariable('OTHER_TWO'), to: ['OTHER_'] },
    env_audit: {
      before: script('export SNEAKED_IN=1'),
      around: wrapped,
      to: false,
      see: async (stage) => {
        stage.here.seen.clear();
        await answer(stage, 'hello');
        return stage.here.seen.has('engine.environment-added');
      },
      shows: [true, false],
    },
  }),
  ...under('watchdog', {
    max_concurrent_engine_runs: {
      ...real,
      around: (here) => ({ ...around(here), watchdog: { prespawn_ram_per_run_reserve_mb: 0 } }),
      to: 1,
      see: second,
      shows: ['runs', 'refused'],
    },
    prespawn_ram_warn_mb: {
      ...real,
      around: (here) => ({ ...around(here), watchdog: { prespawn_ram_block_mb: 100 } }),
      from: 200,
      to: 1_500,
      see: memory,
      shows: ['runs', 'warned'],
    },
    prespawn_ram_block_mb: { ...real, to: 1_500, see: memory, shows: ['warned', 'refused'] },
    prespawn_ram_per_run_reserve_mb: { ...real, from: 100, to: 600, see: second, shows: ['runs', 'refused'] },
    claude_stream_idle_timeout_ms: {
      before: script('printenv CLAUDE_STREAM_IDLE_TIMEOUT_MS > "$HOME/timeout"'),
      around: wrapped,
      from: 40_000,
      to: 50_000,
      see: async (stage) => {
        await answer(stage, 'hello');
        return (await readFile(`${stage.here.directory}/timeout`, 'utf8')).trim();
      },
      shows: ['40000', '50000'],
    },
    post_result_limbo_grace: {
      ...patience('[[linger]] done', [37_000, 53_000]),
      from: 37,
      to: 53,
      shows: [37_000, 53_000],
    },
    post_result_bg_max_hold: {
      ...patience('[[background:60000]] done', [37_000, 53_000]),
      from: 37,
      to: 53,
      shows: [37_000, 53_000],
    },
    reap_orphans: {
      ...real,
      from: false,
      to: true,
      see: async (stage) => {
        const command = 'nohup sleep 1000 >/dev/null 2>&1 & echo $! > "$HOME/pid"';
        await answer(stage, `[[tool:Bash ${JSON.stringify({ command })}]] fine`);
        // The answer is told before the program and what it left are ended.
        await stage.app.application.get(T.dispatcher).idle();
        return isAlive(Number(await readFile(`${stage.here.directory}/pid`, 'utf8')));
      },
      shows: [true, false],
    },
  }),
};

/** Whether the process is there; it is ended if so. */
async function isAlive(pid: number): Promise<boolean> {
  const entry = (await processTable().read()).find((one) => one.pid === pid);
  const alive = entry !== undefined && !entry.zombie;
  if (alive) process.kill(pid, 'SIGKILL');
  return alive;
}
