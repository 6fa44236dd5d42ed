import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Random } from '../../faults/random.js';
import { LoopbackSite } from '../../support/loopback-site.js';
import { hook, proof, server } from '../hooks.js';
import { HOSTILE_UNITS } from '../outside-text/hostile-units.js';
import { Stage } from '../stage.js';

const POLLER = fileURLToPath(new URL('poll-health.program.js', import.meta.url));
/** The longest that an answer of `/health` may take while hostile texts are handled; the median of the worst of each run. */
const MOST_MS = 250;
const RUNS = 3;
const SIZES = [100_000, 990_000];
/** How long the page is waited for before it is asked for again. */
const PAGE_MS = 10_000;
/** A guard against waiting for a program that will never be done. */
const PATIENCE_MS = 60_000;

/** What is sent how often. */
interface TextPlan {
  /** Each is repeated until it is as long as wanted. */
  readonly texts: readonly string[];
  readonly sizes: readonly number[];
  readonly runs: number;
}

interface Polled {
  readonly asked: number;
  readonly failed: number;
  readonly worstMs: number;
}

/**
 * Sends texts that could freeze whoever handles them through every action of a webhook, and through an agent's answer, its
 * commands and their results, while another process asks for `/health`.
 */
export async function health(
  say: (line: string) => void,
  seed: number,
  { texts = HOSTILE_UNITS, sizes = SIZES, runs = RUNS }: Partial<TextPlan> = {},
): Promise<boolean> {
  const worst: number[] = [];
  for (let run = 1; run <= runs; run++) {
    const { asked, failed, worstMs, unfinished } = await playOnce(new Random(seed + run), texts, sizes);
    say(
      `run ${run}: ${texts.length} texts of ${sizes.join(' and ')} characters; /health asked ${asked} times, ${failed} failed, worst answer ${worstMs} ms${unfinished ? `, not done: ${unfinished}` : ''}`,
    );
    worst.push(failed > 0 || unfinished !== null ? Number.POSITIVE_INFINITY : worstMs);
  }
  const median = worst.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.POSITIVE_INFINITY;
  say(`median of the worst answers: ${median} ms (at most ${MOST_MS})`);
  return median <= MOST_MS;
}

async function playOnce(
  random: Random,
  texts: readonly string[],
  sizes: readonly number[],
): Promise<Polled & { readonly unfinished: string | null }> {
  await using site = await LoopbackSite.open();
  const chats = { auth: 'bearer' as const, notify_on_success: true, notify_on_failure: true };
  await using stage = await Stage.open({
    prepare: ({ rig }) => {
      rig.environment = { ...rig.environment, CLAUDE_SCRIPT: `${rig.directory}/script.jsonl` };
    },
    rewrite: (all) => all.replace('session_mode', 'message_overflow = "trim"\nsession_mode'),
    more: ({ port }) =>
      `[security]\noutbound_allow = ["127.0.0.1"]\n${server(
        port,
        [
          hook('run', { ...chats, action: 'agent_run', prompt_template: 'Look at {{text}}', chat_id: 12_000 }),
          hook('tell', { ...chats, action: 'notify_only', message_template: 'New: {{text}}', chat_id: 12_001 }),
          hook('write', { ...chats, action: 'file_write', project: 'p', file_path: 'in/{{text}}', chat_id: 12_002 }),
          hook('forward', {
            ...chats,
            action: 'http_forward',
            forward_url: `http://127.0.0.1:${site.port}/v1/{{n}}`,
            chat_id: 12_003,
          }),
        ],
        'max_body_bytes = 10485760',
      )}`,
  });
  writeScript(stage, 'ready');
  const poller = spawn(process.execPath, [POLLER, `${stage.port}`], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const printed = textOf(poller.stdout);
    let unfinished: string | null = null;
    for (const size of sizes) {
      for (const unit of shuffled(texts, random)) {
        if (unfinished === null) unfinished = await handle(stage, unit, size);
      }
    }
    poller.stdin.end();
    const [, last = '{}'] = (await printed).trim().split('\n');
    return { ...(JSON.parse(last) as Polled), unfinished };
  } finally {
    if (poller.exitCode === null) {
      poller.kill('SIGKILL');
      await once(poller, 'exit');
    }
  }
}

/** Posts one text to every action and lets an agent answer with it; `null` when all of it is done with. */
async function handle(stage: Stage, unit: string, size: number): Promise<string | null> {
  const text = unit.repeat(Math.ceil(size / unit.length));
  const body = JSON.stringify({ text, n: stage.word() });
  writeScript(stage, text);
  for (const path of ['/run', '/tell', '/write', '/forward']) {
    const { status } = await stage.post(path, { headers: proof('bearer', ''), body });
    if (status !== 202) return `${path} answered ${status} for ${JSON.stringify(unit)}`;
  }
  const done = () => Promise.race([isIdle(stage), pause(PAGE_MS, false)]);
  return stage.until('', done, PATIENCE_MS).then(
    () => null,
    () => `${JSON.stringify(unit)} x ${size}`,
  );
}

/** Whether nothing is left to be done, by what the program says of itself. */
async function isIdle(stage: Stage): Promise<boolean> {
  const { text: page } = await stage.post('/health', { method: 'GET' });
  const { unfinished, runs } = JSON.parse(page) as { unfinished: number; runs: Readonly<Record<string, number>> };
  return unfinished === 0 && Object.values(runs).every((count) => count === 0);
}

/** What the agent of the next runs says: the text as its words, its command, the result of that, and its answer. */
function writeScript(stage: Stage, text: string): void {
  const session = { session_id: 's1' };
  const lines = [
    {
      type: 'system',
      subtype: 'init',
      cwd: stage.file('project'),
      tools: ['Bash'],
      model: 'scripted',
      permissionMode: 'default',
      ...session,
    },
    {
      type: 'assistant',
      message: { id: 'm1', role: 'assistant', content: [{ type: 'text', text }] },
      parent_tool_use_id: null,
      ...session,
    },
    {
      type: 'assistant',
      message: {
        id: 'm2',
        role: 'assistant',
        content: [{ type: 'tool_use', id: 't1', name: 'Bash', input: { command: text } }],
      },
      parent_tool_use_id: null,
      ...session,
    },
    {
      type: 'user',
      message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: text, is_error: true }] },
      parent_tool_use_id: null,
      ...session,
    },
    {
      type: 'result',
      subtype: 'success',
      is_error: false,
      num_turns: 1,
      duration_ms: 1,
      total_cost_usd: 0,
      result: text,
      ...session,
    },
  ];
  writeFileSync(stage.file('script.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function shuffled<T>(all: readonly T[], random: Random): readonly T[] {
  return all
    .map((one) => [random.next(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}
