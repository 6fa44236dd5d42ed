import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { FreePorts } from '../faults/free-port.js';
import { Exposition } from '../support/exposition.js';
import { send } from '../support/http-request.js';
import { expectNoLeaks } from '../support/leaks.js';
import { ADA, Rig, TOKEN } from './rig.js';

const PORT = await new FreePorts().take();
/** A guard against waiting for ever, not a measure of how fast the machine is. */
const PATIENCE_MS = 120_000;

interface Health {
  readonly status: string;
  readonly ailments: readonly string[];
  readonly telegram: { readonly failures: number; readonly conflicts: number; readonly trouble: string | null };
}

function listening(rig: Rig, port = PORT, more = ''): string {
  return rig.config(`[triggers]
enabled = true
[triggers.server]
port = ${port}
always = true
${more}
[[triggers.webhooks]]
id = "h"
path = "/h"
secret = "s"
action = "notify_only"
message_template = "post {{n}}"
`);
}

const get = (path: string, headers: Record<string, string> = {}) => send({ port: PORT, path, method: 'GET', headers });
const health = async () => JSON.parse((await get('/health')).text) as Health;
const metrics = async () => new Exposition((await get('/metrics')).text);

/** Asks until the answer is as wanted. */
async function eventually<T>(what: string, ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}: ${JSON.stringify(answer)}`);
    await pause(20);
  }
}

describe('the built program, when Telegram is not heard', () => {
  expectNoLeaks();

  it('shows in /health and /metrics that polls fail while the network is cut, and that they go well again', async () => {
    await using rig = await Rig.open();
    await rig.configure(listening(rig));
    await rig.start();
    expect(await health()).to.deep.include({ status: 'ok', ailments: [] });
    const telegramPort = Number(new URL(rig.server.url).port);
    await rig.server.stop();
    const cut = await eventually('a failed poll', health, ({ ailments }) => ailments.includes('polls-failing'));
    expect(cut.status).to.equal('degraded');
    expect(cut.telegram.trouble).to.be.a('string').and.not.include(TOKEN);
    expect(cut.telegram.failures).to.be.greaterThan(0);
    const during = await metrics();
    expect(during.value('untether_telegram_poll_failures_total')).to.be.greaterThan(0);
    expect(during.value('untether_status', { status: 'degraded' })).to.equal(1);
    await rig.server.start(telegramPort);
    await eventually('hearing', health, ({ status }) => status === 'ok');
    await rig.answer(rig.say('hello again'), 'turn 1');
    const read = await eventually('the run', metrics, (page) => page.value('untether_runs_total') === 1);
    expect(read.value('untether_runs_total', { engine: 'claude', origin: 'message', outcome: 'done' })).to.equal(1);
    expect(read.value('untether_run_duration_seconds_count')).to.equal(1);
    expect(read.value('untether_telegram_calls_total', { method: 'sendMessage', outcome: 'ok' })).to.be.greaterThan(1);
    expect(read.value('untether_telegram_polls_failing')).to.equal(0);
  });

  it('shows that another program polls with its token', async () => {
    await using rig = await Rig.open();
    await rig.configure(listening(rig));
    await rig.start();
    await rig.until('a poll', () => rig.server.bot(TOKEN).updates.isPolled || null);
    await fetch(`${rig.server.url}/bot${TOKEN}/getUpdates?timeout=0`);
    const stolen = await eventually('a conflict', health, ({ ailments }) => ailments.includes('poll-conflicts'));
    expect(stolen).to.include({ status: 'degraded' });
    expect(stolen.telegram.conflicts).to.equal(1);
    expect((await metrics()).value('untether_telegram_poll_conflicts_total')).to.equal(1);
    await rig.answer(rig.say('/ping'), '1 conflict');
  });

  it('names the port that is taken, and opens it when it is free', async () => {
    await using rig = await Rig.open();
    const other = createServer().listen(PORT, '127.0.0.1');
    await once(other, 'listening');
    try {
      await rig.configure(listening(rig));
      await rig.start();
      await rig.until('the port', () => rig.bots().find((one) => one.now.text.includes(`Port ${PORT}`)));
      await rig.answer(rig.say('/ping'), 'in use');
    } finally {
      other.close();
    }
    await eventually(
      'the listener',
      () => health().catch(() => null),
      (answer) => answer?.status === 'ok',
    );
    expect((await rig.answer(rig.say('/ping'), 'pong')).now.text).not.to.include('in use');
    await rig.answer(rig.say('/health'), 'All is well');
  });

  it('changes who may read its numbers, and whom it believes, without opening the port anew', async () => {
    await using rig = await Rig.open();
    await rig.configure(listening(rig));
    await rig.start();
    const applied = (generation: number) =>
      rig.until('the reload', () => rig.output.includes(`"generation":${generation},`) || null);
    const forwarded = { 'x-forwarded-for': '192.0.2.1' };
    expect((await get('/metrics', forwarded)).status).to.equal(403);
    await rig.configure(listening(rig, PORT, 'trusted_proxies = ["127.0.0.1"]\nmetrics_public = true'));
    await applied(2);
    expect((await get('/metrics', forwarded)).status).to.equal(200);
    await rig.configure(listening(rig, PORT, 'metrics = false\nauth_failures_per_minute = 1'));
    await applied(3);
    expect((await get('/metrics')).status).to.equal(404);
    const wrong = { port: PORT, path: '/h', headers: { authorization: 'Bearer x' }, body: '{}' };
    const right = { ...wrong, headers: { authorization: 'Bearer s' } };
    const seen = [];
    for (const request of [right, wrong, wrong, right]) seen.push((await send(request)).status);
    expect(seen).to.deep.equal([202, 401, 429, 202]);
    expect(rig.output).to.include('"part":"server","effect":"retune"');
    expect(rig.server.chat(ADA).all.length).to.be.greaterThan(0);
  });
});
