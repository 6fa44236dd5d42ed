import { createHmac } from 'node:crypto';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Rig } from '../end-to-end/rig.js';
import { line, quantile } from './measure.js';

const REQUESTS = 4_000;
const CONNECTIONS = 16;
const BODY = JSON.stringify({ text: 'x'.repeat(1_000) });
const SECRET = 'bench-secret';
const SIGNATURE = `sha256=${createHmac('sha256', SECRET).update(BODY).digest('hex')}`;

/** Webhooks accepted durably (1 KB, HMAC, 16 connections) beside a bare `node:http` server in the same run. */
export async function benchWebhooks(): Promise<readonly string[]> {
  const bare = await bareServer();
  const bareRun = await load(`http://127.0.0.1:${(bare.address() as AddressInfo).port}/`, 200);
  bare.closeAllConnections();
  await new Promise<void>((resolve) => void bare.close(() => resolve()));
  await using rig = await Rig.open();
  const port = 21_876;
  await rig.configure(
    rig.config(`[triggers]
enabled = true
[triggers.server]
port = ${port}
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
  const ours = await load(`http://127.0.0.1:${port}/bench`, 202);
  return [
    line('webhooks accepted durably', ours.perSecond, '/s'),
    line('  wait for the 202, p99', quantile(ours.waits, 0.99), 'ms'),
    line('  bare node:http in the same run', bareRun.perSecond, '/s'),
    line('  part of the bare one', ours.perSecond / bareRun.perSecond, 'x'),
  ];
}

async function load(url: string, expected: number): Promise<{ perSecond: number; waits: readonly number[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const waits: number[] = [];
  let left = REQUESTS;
  const began = performance.now();
  const hand = async () => {
    while (left-- > 0) {
      const asked = performance.now();
      const status = await post(url, agent);
      if (status !== expected) throw new Error(`answered ${status}`);
      waits.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, hand));
  agent.destroy();
  return { perSecond: REQUESTS / ((performance.now() - began) / 1_000), waits };
}

function post(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': SIGNATURE };
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', reject).end(BODY);
  });
}

async function bareServer(): Promise<Server> {
  const server = createServer((call, response) => {
    call.resume().on('end', () => response.end('ok'));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return server;
}
