import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { send } from '../../support/http-request.js';

/** How often `/health` is asked for. */
const EVERY_MS = 20;
/** No more questions are open at a time: beyond that it is known that nobody answers. */
const MOST_OPEN = 64;
/** How long the last answers are waited for. */
const LAST_MS = 10_000;

/** Asks for `/health` until its standard input ends; then prints how often, and how long the slowest answer took in ms. */
const port = Number(process.argv[2]);
const agent = new Agent({ keepAlive: true, maxSockets: MOST_OPEN });
let going = true;
let open = 0;
let asked = 0;
let failed = 0;
let worstMs = 0;

process.stdin.on('end', () => (going = false)).resume();
console.log('polling');
let endedAtMs = Number.POSITIVE_INFINITY;
while (going || (open > 0 && performance.now() - endedAtMs < LAST_MS)) {
  if (!going) endedAtMs = Math.min(endedAtMs, performance.now());
  if (going && open < MOST_OPEN) void askOnce();
  await pause(EVERY_MS);
}
failed += open;
agent.destroy();
console.log(JSON.stringify({ asked, failed, worstMs: Math.round(worstMs) }));
process.exit();

async function askOnce(): Promise<void> {
  asked++;
  open++;
  const beganMs = performance.now();
  // A connection that the program closes for having been idle may be taken for this question: asked again, as browsers do.
  const ask = () => send({ port, path: '/health', method: 'GET', agent });
  await ask()
    .catch((error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? ask() : Promise.reject(error)))
    .catch(() => failed++);
  worstMs = Math.max(worstMs, performance.now() - beganMs);
  open--;
}
