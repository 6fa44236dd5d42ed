import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Rig } from '../end-to-end/rig.js';
import { line, quantile } from './measure.js';

const WARM_UP = 3_000;
const REQUESTS = 15_000;
const CONNECTIONS = 16;
const BODY = JSON.stringify({ text: 'x'.repeat(1_000) });
const SECRET = 'bench-secret';
const SIGNATURE = `sha256=${createHmac('sha256', SECRET).update(BODY).digest('hex')}`;
const PORT = 21_876;

/**
 * Webhooks accepted durably (1 KB, HMAC, 16 connections) beside a bare `node:http` server. Both servers are processes of
 * their own, loaded by the same client from this one once they are warm; the bare one is measured before and after. Once
 * by themselves (the triggers are paused, so deliveries are kept), once while each delivery is also told in the chat.
 */
export async function benchWebhooks(): Promise<readonly string[]> {
  const before = await bareServer();
  const kept = await ourServer('paused');
  const told = await ourServer('telling');
  const bare = (before + (await bareServer())) / 2;
  return [
    line('webhooks accepted durably', kept.perSecond, '/s'),
    line('  wait for the 202, p99', quantile(kept.waits, 0.99), 'ms'),
    line('  bare node:http in the same run', bare, '/s'),
    line('  part of the bare one', kept.perSecond / bare, 'x'),
    line('webhooks accepted and told in the chat', told.perSecond, '/s'),
    line('  wait for the 202, p99', quantile(told.waits, 0.99), 'ms'),
    line('  part of the bare one', told.perSecond / bare, 'x'),
  ];
}

async function ourServer(triggers: 'paused' | 'telling'): Promise<LoadReport> {
  await using rig = await Rig.open();
  await rig.configure(
    rig.config(`[triggers]
enabled = true
[triggers.server]
port = ${PORT}
rate_limit = 1000000000
[[triggers.webhooks]]
id = "bench"
path = "/bench"
auth = "hmac-sha256"
secret = "${SECRET}"
action = "notify_only"
message_template = "x"
`),
  );
  await rig.start();
  if (triggers === 'paused') {
    rig.say('/triggers pause');
    await rig.until('the pause', () => rig.bots().find((one) => one.now.text.includes('paused')));
  }
  await load(PORT, 202, WARM_UP);
  return await load(PORT, 202, REQUESTS);
}

async function bareServer(): Promise<number> {
  const program = fileURLToPath(new URL('bare-server.program.js', import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = (await child.stdout.take(1).toArray()) as [Buffer];
    await load(Number(port), 200, WARM_UP);
    return (await load(Number(port), 200, REQUESTS)).perSecond;
  } finally {
    child.kill();
  }
}

interface LoadReport {
  readonly perSecond: number;
  /** How long each request waited for its answer, in milliseconds. */
  readonly waits: readonly number[];
}

async function load(port: number, expected: number, requests: number): Promise<LoadReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const waits: number[] = [];
  let left = requests;
  const began = performance.now();
  const hand = async () => {
    while (left-- > 0) {
      const asked = performance.now();
      const status = await post(port, agent);
      if (status !== expected) throw new Error(`answered ${status}`);
      waits.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, hand));
  agent.destroy();
  return { perSecond: requests / ((performance.now() - began) / 1_000), waits };
}

function post(port: number, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': SIGNATURE };
    const target = { host: '127.0.0.1', port, path: '/bench', method: 'POST', agent, headers };
    const call = request(target, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', reject).end(BODY);
  });
}
