import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Rig } from '../end-to-end/rig.js';
import { load, postOf } from './http-load.js';
import { line, quantile } from './measure.js';

const LOAD = { requests: 20_000, connections: 16 };
const BODY = JSON.stringify({ text: 'x'.repeat(1_000) });
const SECRET = 'bench-secret';
const SIGNATURE = `sha256=${createHmac('sha256', SECRET).update(BODY).digest('hex')}`;
const POST = postOf('/bench', BODY, { 'X-Hub-Signature-256': SIGNATURE });
const PORT = 21_876;

/** Webhooks accepted durably (1 KB, HMAC, 16 connections) beside a bare `node:http` server in the same run. */
export async function benchWebhooks(): Promise<readonly string[]> {
  const bare = await loadOfBareServer();
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
  const ours = await load(PORT, POST, { ...LOAD, status: 202 });
  return [
    line('webhooks accepted durably', ours.perSecond, '/s'),
    line('  wait for the 202, p99', quantile(ours.waits, 0.99), 'ms'),
    line('  bare node:http in the same run', bare, '/s'),
    line('  part of the bare one', ours.perSecond / bare, 'x'),
  ];
}

async function loadOfBareServer(): Promise<number> {
  const program = fileURLToPath(new URL('bare-server.program.js', import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = (await child.stdout.take(1).toArray()) as [Buffer];
    return (await load(Number(port), POST, { ...LOAD, status: 200 })).perSecond;
  } finally {
    child.kill();
  }
}
