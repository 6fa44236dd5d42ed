import { httpKind } from '../../../src/adapters/http/http-kind.js';
import { PrometheusMetrics } from '../../../src/adapters/metrics/prometheus-metrics.js';
import type { Running } from '../../../src/application/hosting/adapter-kind.js';
import type { HttpApi, ServerSlice } from '../../../src/application/ports/http/http-server.js';
import type { DeliveryReceipt, WebhookDelivery } from '../../../src/application/ports/http/webhook-intake.js';
import { buildGeneration, Generations } from '../../../src/application/values/generation.js';
import type { HealthReport, Measurements } from '../../../src/application/values/health-report.js';
import type { Webhook } from '../../../src/domain/trigger/trigger.js';
import { TriggerSwitches } from '../../../src/domain/trigger/trigger-switches.js';
import { appConfig } from '../../support/builders/app-config.js';
import { vitalSigns } from '../../support/builders/health-report.js';
import { FakeFileVault } from '../../support/fakes/fake-file-vault.js';
import { FakeJournal } from '../../support/fakes/fake-journal.js';
import { FakeSwitchStore } from '../../support/fakes/fake-switch-store.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { send, type TestAnswer, type TestRequest } from '../../support/http-request.js';

/** The settings of a server on any free port. */
export function serverSlice(change: Partial<ServerSlice> = {}): ServerSlice {
  return { ...appConfig().triggers.server, port: 0, maxBodyBytes: 1_024, ...change };
}

/** A real listener on loopback over an intake that a test looks into. */
export class HttpRig {
  readonly time = new FakeTime();
  readonly journal = new FakeJournal();
  readonly generations = new Generations();
  readonly gate = new TriggerSwitches(new FakeSwitchStore(), this.time);
  readonly vault = new FakeFileVault(this.time);
  readonly deliveries: WebhookDelivery[] = [];
  /** What the examination of the program gives, where it is not fine. */
  measured: Partial<Measurements> = {};
  /** What the intake answers. */
  receive: () => Promise<DeliveryReceipt> = async () => 'accepted';
  readonly kind = httpKind({
    generations: this.generations,
    vault: this.vault,
    intake: {
      opened: Promise.resolve(),
      accept: (delivery) => {
        this.deliveries.push(delivery);
        return this.receive();
      },
    },
    gate: this.gate,
    healthCheck: { now: async () => this.#examine() },
    metrics: new PrometheusMetrics(),
    clock: this.time,
    alarm: this.time,
    journal: this.journal,
  });
  readonly #opened: Running<ServerSlice, HttpApi>[] = [];

  /** Puts webhooks in force. */
  configure(webhooks: readonly Webhook[], allowUnauthenticatedWebhooks = false): void {
    const config = appConfig({ triggers: { enabled: true, webhooks, allowUnauthenticatedWebhooks } });
    const engines = { ids: [], engines: [], find: () => ({ ok: false as const, problem: NO_ENGINE }) };
    this.generations.swap(buildGeneration((this.generations.peek()?.number ?? 0) + 1, config, engines));
  }

  /** Opens a listener; `activate` is left to the test. */
  async open(change: Partial<ServerSlice> = {}): Promise<Running<ServerSlice, HttpApi>> {
    const opened = await this.kind.open(serverSlice(change));
    if (!opened.ok) throw new Error(opened.problem.message);
    this.#opened.push(opened.value);
    return opened.value;
  }

  /** Opens a listener that answers. */
  async start(change: Partial<ServerSlice> = {}): Promise<Running<ServerSlice, HttpApi>> {
    const running = await this.open(change);
    running.activate();
    return running;
  }

  /** Posts to the listener opened last, as `deploy` wants it unless told otherwise. */
  post(change: Partial<TestRequest> = {}): Promise<TestAnswer> {
    const port = this.#opened.at(-1)?.api.port ?? 0;
    return send({
      port,
      path: '/hooks/deploy',
      headers: { authorization: 'Bearer s3cret' },
      ...(change.method === undefined ? { body: '{}' } : {}),
      ...change,
    });
  }

  #examine(): HealthReport {
    const { number, triggers } = this.generations.current();
    const webhooks = triggers.webhooks.filter((hook) => hook.enabled).length;
    return vitalSigns({ generation: number, triggers: { enabled: true, crons: 0, webhooks }, ...this.measured });
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map((running) => running.close()));
  }
}

const NO_ENGINE = { kind: 'other' as const, message: 'none' };
