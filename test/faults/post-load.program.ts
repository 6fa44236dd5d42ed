import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { send } from '../support/http-request.js';

/** How often posts are sent, in milliseconds. */
const TICK_MS = 4;
/** No more are under way at a time: a server that falls behind is not drowned, and the rate that is reached shows it. */
const MOST_UNDERWAY = 256;

const [port = 0, perSecond = 0] = process.argv.slice(2, 4).map(Number);
const [path = '/', secret = ''] = process.argv.slice(4);

/** Posts at a steady rate until its standard input ends, then prints what came of it. */
// In turn, so that none is idle for as long as the server keeps one: closing it would cross with a post.
const agent = new Agent({ keepAlive: true, maxSockets: 32, scheduling: 'fifo' });
const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
const body = JSON.stringify({ text: 'x'.repeat(1_000) });
const answers = new Map<string, number>();
let going = true;
let sent = 0;
let underway = 0;

process.stdin.on('end', () => (going = false)).resume();
const began = performance.now();
while (going) {
  const due = ((performance.now() - began) / 1_000) * perSecond;
  while (sent < due && underway < MOST_UNDERWAY) postOne();
  await pause(TICK_MS);
}
const seconds = (performance.now() - began) / 1_000;
while (underway > 0) await pause(TICK_MS);
agent.destroy();
console.log(JSON.stringify({ seconds, answers: Object.fromEntries(answers) }));

function postOne(): void {
  sent++;
  underway++;
  send({ port, path, headers, body, agent })
    .then(({ status }) => `${status}`)
    .catch((error: Error) => error.message)
    .then((answer) => {
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      underway--;
    });
}
