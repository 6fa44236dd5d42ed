import { expect } from 'chai';
import fc from 'fast-check';
import { COUNTERS, HISTOGRAMS } from '../../../src/adapters/metrics/instruments.js';
import { PrometheusMetrics } from '../../../src/adapters/metrics/prometheus-metrics.js';
import { samplesOf } from '../../../src/adapters/metrics/samples-of.js';
import type { Fact, Facts } from '../../../src/application/ports/facts/fact.js';
import { hearing, vitalSigns } from '../../support/builders/health-report.js';
import { Exposition } from '../../support/exposition.js';

const instruments: Readonly<Record<string, { readonly labels: readonly string[] }>> = { ...COUNTERS, ...HISTOGRAMS };

const ORIGIN = { kind: 'message' } as const;
const USUAL = {
  'run.submitted': {
    run: 'r',
    engine: 'e',
    generation: 1,
    chat: 7,
    origin: ORIGIN,
    context: null,
    submission: 'started',
  },
  'run.ended': { run: 'r', chat: 7, engine: 'e', origin: ORIGIN, outcome: 'done', elapsedMs: 1 },
  'run.skipped': { run: 'r', chat: 7, reason: 'kept' },
  'webhook.answered': { webhook: 'w', outcome: 'accepted', ms: 1 },
  'cron.due': { id: 'c', instant: 0, row: 1 },
  'cron.missed': { id: 'c', times: 1, running: 0 },
  'cron.failed': { ids: ['c'] },
  'cron.dropped': { id: 'c', row: 1, why: 'gone' },
  'telegram.updates-accepted': { count: 1 },
  'telegram.called': { method: 'getMe', outcome: 'ok' },
  'telegram.flood': { chat: 7, retryAfterMs: 1, everywhere: false },
  'telegram.poll-failed': { trouble: 't', failures: 1, conflict: false },
  'access.denied': { chat: 7, sender: null, kind: 'message' },
  'config.applied': { generation: 1, effects: [] },
  'config.rejected': { problem: {} },
  'config.held': { reason: 'approve', generation: 1 },
  'config.reloaded': { ms: 1, applied: true },
  'final.settled': { run: 'r', chat: 7, outcome: 'delivered' },
} satisfies { readonly [Name in keyof Facts]?: Facts[Name] };

/** The fact as it usually is, with the differences. */
function fact<Name extends keyof typeof USUAL>(name: Name, data: Partial<Facts[Name]> = {}): Fact {
  return { name, level: 'info', data: { ...USUAL[name], ...data } } as Fact;
}

async function page(metrics: PrometheusMetrics, signs = vitalSigns()): Promise<Exposition> {
  const { contentType, text } = await metrics.render(signs);
  expect(contentType).to.match(/^text\/plain; version=0\.0\.4/);
  return new Exposition(text);
}

describe('the numbers for Prometheus', () => {
  it('count runs by engine, origin and outcome, and measure how long they took', async () => {
    const metrics = new PrometheusMetrics();
    const origin = { kind: 'at', id: 'e1' } as const;
    metrics.record(fact('run.submitted', { engine: 'claude', origin }));
    for (const elapsedMs of [2_000, 200_000]) {
      metrics.record(fact('run.ended', { engine: 'claude', origin, outcome: 'done', elapsedMs }));
    }
    metrics.record(fact('run.skipped', { reason: 'kept' }));
    const read = await page(metrics);
    expect(read.value('untether_runs_submitted_total', { engine: 'claude', origin: 'at' })).to.equal(1);
    expect(read.value('untether_runs_total', { engine: 'claude', origin: 'at', outcome: 'done' })).to.equal(2);
    expect(read.value('untether_runs_skipped_total', { reason: 'kept' })).to.equal(1);
    expect(read.value('untether_run_duration_seconds_sum', { outcome: 'done' })).to.equal(202);
    expect(read.value('untether_run_duration_seconds_bucket', { outcome: 'done', le: '5' })).to.equal(1);
  });

  it('count deliveries by their answer and measure those that were accepted', async () => {
    const metrics = new PrometheusMetrics();
    metrics.record(fact('webhook.answered', { webhook: 'deploy', outcome: 'accepted', ms: 2 }));
    metrics.record(fact('webhook.answered', { webhook: 'deploy', outcome: 'unauthorized', ms: 900 }));
    const read = await page(metrics);
    for (const outcome of ['accepted', 'unauthorized']) {
      expect(read.value('untether_webhook_deliveries_total', { webhook: 'deploy', outcome })).to.equal(1);
    }
    expect(read.value('untether_webhook_accept_seconds_count')).to.equal(1);
    expect(read.value('untether_webhook_accept_seconds_sum')).to.equal(0.002);
  });

  it('count what crons, Telegram and the configuration do', async () => {
    const metrics = new PrometheusMetrics();
    const facts = [
      fact('cron.due', { id: 'nightly' }),
      fact('cron.missed', { id: 'nightly', times: 3, running: 1 }),
      fact('cron.failed'),
      fact('cron.dropped'),
      fact('telegram.updates-accepted', { count: 3 }),
      fact('access.denied', { kind: 'button' }),
      fact('config.applied'),
      fact('config.rejected'),
      fact('telegram.called', { method: 'sendMessage', outcome: 'flood' }),
      fact('telegram.flood'),
      fact('telegram.poll-failed', { conflict: true }),
      fact('telegram.poll-failed', { conflict: false }),
      fact('final.settled', { outcome: 'gone' }),
    ];
    for (const one of facts) metrics.record(one);
    const read = await page(metrics);
    expect(read.value('untether_cron_fires_total', { cron: 'nightly' })).to.equal(1);
    expect(read.value('untether_cron_missed_total', { cron: 'nightly' })).to.equal(3);
    expect(read.value('untether_cron_failures_total')).to.equal(2);
    expect(read.value('untether_updates_total')).to.equal(3);
    expect(read.value('untether_updates_denied_total', { kind: 'button' })).to.equal(1);
    expect(read.value('untether_reloads_total', { result: 'applied' })).to.equal(1);
    expect(read.value('untether_reloads_total', { result: 'rejected' })).to.equal(1);
    expect(read.value('untether_telegram_calls_total', { method: 'sendMessage', outcome: 'flood' })).to.equal(1);
    expect(read.value('untether_telegram_floods_total')).to.equal(1);
    expect(read.value('untether_telegram_poll_failures_total')).to.equal(2);
    expect(read.value('untether_telegram_poll_conflicts_total')).to.equal(1);
    expect(read.value('untether_finals_total', { outcome: 'gone' })).to.equal(1);
  });

  it('show the vital signs as they are, and leave out what is unknown', async () => {
    const metrics = new PrometheusMetrics();
    const signs = { hearing: hearing({ quietMs: 120_000, failures: 4 }), outbox: 7, runs: { live: 2, waiting: 3 } };
    const backlog = { unfinished: 5, undelivered: 1, oldestUndeliveredAt: 0 };
    const deaf = await page(metrics, vitalSigns({ ...signs, backlog, oldestUndeliveredMs: 9_000 }));
    expect(deaf.value('untether_status', { status: 'deaf' })).to.equal(1);
    expect(deaf.value('untether_status', { status: 'ok' })).to.equal(0);
    expect(deaf.value('untether_telegram_quiet_seconds')).to.equal(120);
    expect(deaf.value('untether_telegram_polls_failing')).to.equal(4);
    expect(deaf.value('untether_telegram_outbox')).to.equal(7);
    expect(deaf.value('untether_runs', { state: 'waiting' })).to.equal(3);
    expect(deaf.value('untether_oldest_final_seconds')).to.equal(9);
    const broken = await page(metrics, vitalSigns({ backlog: null }));
    expect(broken.value('untether_undelivered_messages')).to.equal(null);
    expect(broken.value('untether_status', { status: 'deaf' })).to.equal(0);
    const again = await page(metrics, vitalSigns({ backlog }));
    expect(again.value('untether_undelivered_messages')).to.equal(1);
  });

  it('tell of reloads what an alarm wants to know', async () => {
    const metrics = new PrometheusMetrics();
    metrics.record(fact('config.applied'));
    metrics.record(fact('config.rejected'));
    metrics.record(fact('config.held', { reason: 'approve' }));
    metrics.record(fact('config.reloaded', { ms: 20, applied: true }));
    metrics.record(fact('config.reloaded', { ms: 3, applied: false }));
    const configuredAt = Date.parse('2026-11-24T00:00:00Z');
    const read = await page(
      metrics,
      vitalSigns({ generation: 4, reloadRejected: true, reloadHeld: true, configuredAt }),
    );
    expect(read.value('untether_config_last_reload_successful')).to.equal(0);
    expect(read.value('untether_config_last_reload_success_timestamp_seconds')).to.equal(configuredAt / 1_000);
    expect(read.value('untether_config_generation')).to.equal(4);
    expect(read.value('untether_config_held')).to.equal(1);
    expect(read.value('untether_config_reloads_applied_total')).to.equal(1);
    expect(read.value('untether_config_reloads_refused_total')).to.equal(1);
    expect(read.value('untether_config_reloads_held_total', { reason: 'approve' })).to.equal(1);
    expect(read.value('untether_config_reload_duration_seconds_sum', { result: 'applied' })).to.equal(0.02);
    expect(read.value('untether_config_reload_duration_seconds_count', { result: 'refused' })).to.equal(1);
    const fresh = await page(metrics, vitalSigns({ generation: 0, configuredAt: null }));
    expect(fresh.value('untether_config_last_reload_successful')).to.equal(1);
    expect(fresh.value('untether_config_last_reload_success_timestamp_seconds')).to.equal(null);
  });

  it('lose nothing that was counted before somebody looked, however much', async () => {
    const metrics = new PrometheusMetrics();
    for (let n = 0; n < 1_200; n++) metrics.record(fact('telegram.flood'));
    expect((await page(metrics)).value('untether_telegram_floods_total')).to.equal(1_200);
    metrics.record(fact('telegram.flood'));
    expect((await page(metrics)).value('untether_telegram_floods_total')).to.equal(1_201);
  });

  it('have no label that a run, a chat or a person could be told by', () => {
    const names = Object.values(instruments).flatMap(({ labels }) => labels);
    expect(names).not.to.have.members(['run', 'chat', 'id', 'path', 'client']);
    const [submitted] = samplesOf(fact('run.submitted', { engine: 'e', origin: { kind: 'at', id: 'e1f' }, chat: 7 }));
    expect(submitted?.labels).to.deep.equal({ engine: 'e', origin: 'at' });
  });

  it('are a page that can be read whatever the names in the facts are', async () => {
    const word = fc.oneof(fc.string(), fc.constant('a"b\\c\nd'));
    const any = fc.oneof(
      word.map((engine) => fact('run.submitted', { engine })),
      fc.tuple(word, fc.nat()).map(([engine, elapsedMs]) => fact('run.ended', { engine, elapsedMs })),
      fc.tuple(word, fc.nat()).map(([webhook, ms]) => fact('webhook.answered', { webhook, ms })),
      word.map((id) => fact('cron.due', { id })),
      fc.tuple(word, word).map(([method, outcome]) => fact('telegram.called', { method, outcome })),
      fc.constantFrom<Fact>({ name: 'drain.ended', level: 'info' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(any), async (facts) => {
        const metrics = new PrometheusMetrics();
        for (const one of facts) metrics.record(one);
        for (const sample of facts.flatMap(samplesOf)) {
          expect(Object.keys(sample.labels)).to.have.members(instruments[sample.name]?.labels ?? []);
        }
        await page(metrics);
      }),
      { numRuns: 30 },
    );
  });
});
