import { pathToFileURL } from 'node:url';
import { isMainThread, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import { Rig } from '../end-to-end/rig.js';
import { FreePorts } from '../faults/free-port.js';
import { HOSTILE_TEXTS, type HostileText } from './outside-text/hostile-texts.js';

/** How the built program answered while it handled hostile text. */
export interface HealthUnderText {
  /** The slowest answer of `/health`, in milliseconds of the wall clock. */
  readonly worstMs: number;
  /** How often it was asked. */
  readonly asked: number;
  /** What was posted, to a hook that tells and to one that runs an agent which says it all again. */
  readonly posted: number;
}

/** What took our functions longest before they were bounded, and what takes a Markdown parser longest. */
const NAMES: readonly string[] = [
  ...[
    '" "',
    '"\\n"',
    '"\\t"',
    '"["',
    '"[]("',
    '"`a"',
    '"***a* "',
    '"a__"',
    '"**a "',
    '"|-|\\n"',
    '"- a\\n"',
    '"&#"',
    '"<a "',
  ],
  ...['"> `a`\\n\\n"', '"/a "', '"@a "', '"\\"\\\\\\""', 'a table as wide as long', 'lists, each deeper by two blanks'],
];

/** The hostile texts that the built program is given. */
export const POSTED: readonly HostileText[] = HOSTILE_TEXTS.filter(({ name }) => NAMES.includes(name));
const MOST_BYTES = 1_048_576;
const PAUSE_MS = 10;
const PATIENCE_MS = 300_000;

/** Posts megabytes of hostile text to the built program, asks for its health meanwhile, and ends when all of it was told. */
export async function healthUnderText(texts: readonly HostileText[] = POSTED): Promise<HealthUnderText> {
  await using rig = await Rig.open();
  const port = await new FreePorts().take();
  const url = `http://127.0.0.1:${port}`;
  const trimmed = rig.config(hooks(port)).replace('session_mode = "chat"', 'message_overflow = "trim"');
  await rig.configure(trimmed);
  await rig.start();
  const watch = new HealthWatch(`${url}/health`);
  for (const text of texts) {
    for (const hook of ['tell', 'run']) await post(`${url}/${hook}`, bodyOf(text));
  }
  const end = performance.now() + PATIENCE_MS;
  while (toldIn(rig) < texts.length || finishedIn(rig) < texts.length) {
    if (performance.now() > end) throw new Error(`only ${toldIn(rig)} notices and ${finishedIn(rig)} answers came`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { ...(await watch.stop()), posted: 2 * texts.length };
}

/** Asks in a thread of its own, which nothing here holds up. */
class HealthWatch {
  readonly #thread: Worker;
  readonly #answer: Promise<Answers>;

  constructor(url: string) {
    this.#thread = new Worker(new URL(import.meta.url), { workerData: { url } });
    this.#answer = new Promise((resolve, reject) => this.#thread.once('message', resolve).once('error', reject));
  }

  async stop(): Promise<Answers> {
    this.#thread.postMessage('stop');
    return this.#answer;
  }
}

type Answers = Pick<HealthUnderText, 'worstMs' | 'asked'>;

async function ask({ url }: { readonly url: string }, port: MessagePort): Promise<void> {
  const answers = { worstMs: 0, asked: 0 };
  let stopped = false;
  port.once('message', () => {
    stopped = true;
  });
  // The first one opens the connection and loads what fetching needs.
  await (await fetch(url)).text();
  while (!stopped) {
    const at = performance.now();
    await (await fetch(url)).text();
    answers.worstMs = Math.max(answers.worstMs, performance.now() - at);
    answers.asked++;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  port.postMessage(answers);
}

function hooks(port: number): string {
  const common = (id: string) =>
    `[[triggers.webhooks]]\nid = "${id}"\npath = "/${id}"\nsecret = "a-secret-of-the-attack"\n`;
  return `[triggers]
enabled = true
[triggers.server]
port = ${port}
rate_limit = 100000
${common('tell')}action = "notify_only"
message_template = "told {{text}}"
${common('run')}prompt_template = "{{text}}"
`;
}

/** As much of the text as one request holds. */
function bodyOf(text: HostileText): string {
  for (let length = MOST_BYTES; ; length = Math.floor(length / 2)) {
    const body = JSON.stringify({ text: text.of(length) });
    if (Buffer.byteLength(body) < MOST_BYTES) return body;
  }
}

async function post(url: string, body: string): Promise<void> {
  const headers = { authorization: 'Bearer a-secret-of-the-attack', 'content-type': 'application/json' };
  const { status } = await fetch(url, { method: 'POST', headers, body });
  if (status !== 202) throw new Error(`${url} answered ${status}`);
}

function toldIn(rig: Rig): number {
  return rig.bots().reduce((sum, one) => sum + one.now.text.split(/(?:^|\n\n)told(?=$|\s)/).length - 1, 0);
}

function finishedIn(rig: Rig): number {
  return rig.bots().filter((one) => /^(?:done|error) · claude/.test(one.now.text)).length;
}

if (!isMainThread && parentPort !== null) await ask(workerData as { readonly url: string }, parentPort);

if (isMainThread && import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const worst: number[] = [];
  for (let run = 1; run <= 3; run++) {
    const { worstMs, asked, posted } = await healthUnderText();
    worst.push(worstMs);
    process.stdout.write(
      `run ${run}: ${posted} posts, /health asked ${asked} times, slowest ${worstMs.toFixed(0)} ms\n`,
    );
  }
  const median = worst.toSorted((a, b) => a - b)[1] ?? 0;
  process.stdout.write(`median of the slowest: ${median.toFixed(0)} ms\n`);
  process.exitCode = median <= 250 ? 0 : 1;
}
