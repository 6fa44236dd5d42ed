import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'undici';
import { quantile } from '../measure.js';
import type { PostLoad, PostReport } from './post-load.js';

const TEXT = 'x'.repeat(1_000);

/** Posts over so many connections, on each the next one when the last is answered; prints what came of it. */
const load = JSON.parse(process.argv[2] ?? '') as PostLoad;
const waits: number[] = [];
const answers: Record<string, number> = {};
let number = 0;

const clients = Array.from({ length: load.connections }, () => new Client(`http://127.0.0.1:${load.port}`));
const warm = performance.now() + load.warmUpSeconds * 1_000;
const end = warm + load.seconds * 1_000;
await Promise.all(clients.map(keepPosting));
const seconds = (performance.now() - warm) / 1_000;
// The server closes its side when it ends; what is still open here would keep this process.
await Promise.all(clients.map((client) => client.destroy()));
const report: PostReport = {
  answers,
  perSecond: waits.length / seconds,
  p50Ms: quantile(waits, 0.5),
  p99Ms: quantile(waits, 0.99),
};
console.log(JSON.stringify(report));

/** At least once after the warm-up, however slow the machine is. */
async function keepPosting(client: Client): Promise<void> {
  for (let posted = false; ; ) {
    const began = performance.now();
    if (began >= end && posted) return;
    posted ||= began >= warm;
    const answer = await post(client).catch((error: Error) => error.message);
    answers[answer] = (answers[answer] ?? 0) + 1;
    if (answer.length > 3) await pause(10);
    else if (began >= warm) waits.push(performance.now() - began);
  }
}

/** A delivery with a body and a name of its own, signed as GitHub signs. */
async function post(client: Client): Promise<string> {
  const content = JSON.stringify({ number: number++, text: TEXT });
  const headers = {
    'content-type': 'application/json',
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': `sha256=${createHmac('sha256', load.secret).update(content).digest('hex')}`,
  };
  const { statusCode, body } = await client.request({ method: 'POST', path: load.path, headers, body: content });
  await body.dump();
  return `${statusCode}`;
}
