import { setTimeout as pause } from 'node:timers/promises';
import { send } from '../support/http-request.js';
import { FreePorts } from './free-port.js';
import { Random } from './random.js';
import { save } from './save-kinds.js';
import { HOOK_SECRET, hookOf, SaveStage } from './save-stage.js';
import { startSteadyPosts } from './steady-posts.js';

/** The chat that the runs report to: each reload allows more, and its notice rings in the owner chat at one a second. */
const RUNS_CHAT = 8;
/** How many posts a second arrive. */
const PER_SECOND = 2_000;
/** Between two runs that a post starts; a chat takes one message a second. */
const RUN_EVERY_MS = 2_500;
const PATIENCE_MS = 120_000;

/** What reloading did to the posts and the runs that were going on meanwhile. */
export interface ReloadReport {
  readonly reloads: number;
  readonly missed: number;
  readonly seconds: number;
  readonly posts: number;
  readonly failed: Readonly<Record<string, number>>;
  readonly runs: number;
  readonly lost: readonly string[];
  readonly holds: boolean;
}

/** Reloads so often while posts arrive from another process and some of them start runs. */
export async function playReloads(reloads: number, seed: number, say: (line: string) => void): Promise<ReloadReport> {
  const random = new Random(seed);
  await using stage = await SaveStage.open('plain', await new FreePorts().take(), { hooks: HOOKS });
  const { rig, file } = stage;
  const paused = rig.say('/triggers pause kept');
  await rig.until('the pause', () => rig.answersTo(paused)[0]);
  const before = await stage.generation();
  const load = startSteadyPosts({ port: stage.port, perSecond: PER_SECOND, path: '/kept', secret: HOOK_SECRET });
  const runs = new Runs(stage);
  const running = runs.go();
  let missed = 0;
  for (let number = 1; number <= reloads; number++) {
    await save('rename', { file, text: stage.version(number), between: '', random });
    const deadline = performance.now() + PATIENCE_MS;
    while (!(await stage.isLive(number)) && performance.now() < deadline) await pause(1);
    if (!(await stage.isLive(number))) missed++;
    if (number % 200 === 0) say(`  ${number} of ${reloads} reloads under load`);
  }
  const { seconds, answers } = await load.end();
  runs.end();
  await running;
  const lost = await runs.lost();
  const { 202: accepted = 0, ...failed } = answers;
  const posts = accepted + Object.values(failed).reduce((sum, count) => sum + count, 0);
  const made = (await stage.generation()) - before;
  const holds = missed === 0 && made === reloads && Object.keys(failed).length === 0 && lost.length === 0;
  return { reloads: made, missed, seconds, posts, failed, runs: runs.count, lost, holds };
}

/** The report in words. */
export function reloadLines({ reloads, missed, seconds, posts, failed, runs, lost }: ReloadReport): readonly string[] {
  const failures = Object.entries(failed).map(([answer, count]) => `${count} × ${answer}`);
  return [
    `reloads under load: ${reloads} in ${seconds.toFixed(1)} s, ${missed} missed`,
    `posts: ${posts}, ${Math.round(posts / seconds)} a second (${PER_SECOND} wanted), failed: ${failures.join(', ') || 0}`,
    `runs: ${runs}, lost: ${lost.length}${lost.length === 0 ? '' : ` (${lost.join(', ')})`}`,
  ];
}

const HOOKS =
  hookOf('kept', '/kept', 'action = "notify_only"\nmessage_template = "news"') +
  hookOf('do', '/do', `chat_id = ${RUNS_CHAT}\nprompt_template = "{{token}} [[delay:400]] [[say:did {{token}}]]"`);

/** Runs that posts start, each with a word of its own. */
class Runs {
  readonly #stage: SaveStage;
  readonly #tokens: string[] = [];
  readonly #refused: string[] = [];
  #ended = false;

  constructor(stage: SaveStage) {
    this.#stage = stage;
  }

  get count(): number {
    return this.#tokens.length;
  }

  async go(): Promise<void> {
    while (!this.#ended) {
      const token = `zq${`${this.#tokens.length}`.padStart(6, '0')}`;
      this.#tokens.push(token);
      const headers = { authorization: `Bearer ${HOOK_SECRET}`, 'idempotency-key': token };
      const { status } = await send({ port: this.#stage.port, path: '/do', headers, body: JSON.stringify({ token }) });
      if (status !== 202) this.#refused.push(token);
      await pause(RUN_EVERY_MS);
    }
  }

  end(): void {
    this.#ended = true;
  }

  /** Those without a final, or that were not accepted, after what was begun has had time to end. */
  async lost(): Promise<readonly string[]> {
    const reports = () => this.#stage.rig.server.chat(RUNS_CHAT).all;
    const open = () => this.#tokens.filter((token) => !reports().some(({ now }) => isAnswer(now.text, token)));
    const deadline = performance.now() + PATIENCE_MS;
    while (open().length > 0 && performance.now() < deadline) await pause(100);
    return [...open(), ...this.#refused];
  }
}

/** What came with a post stands in a fence, also where the agent repeats it. */
function isAnswer(shown: string, token: string): boolean {
  return new RegExp(`did (?:<outside-\\w+>)?${token}`).test(shown);
}
