import type { Fact } from '../../application/ports/facts/fact.js';
import type { MetricsPage } from '../../application/ports/http/metrics-page.js';
import type { Journal } from '../../application/ports/system/journal.js';
import type { HealthReport } from '../../application/values/health-report.js';
import { gaugesOf } from './gauges.js';
import type { Sample } from './instruments.js';
import type { PrometheusCounting } from './prometheus-counting.js';
import { samplesOf } from './samples-of.js';

/** So many samples wait for the library before it is loaded without being asked for. */
const LOAD_AT = 500;
/** If it can't be loaded, no more samples than these are kept for it. */
const MOST_WAITING = 5_000;

/**
 * Counts what the facts say, as Prometheus wants it. Its library is loaded only when somebody looks, or when there is
 * much to be counted: a start does not wait for it.
 */
export class PrometheusMetrics implements Journal, MetricsPage {
  readonly #waiting: Sample[] = [];
  #counting: PrometheusCounting | null = null;
  #loading: Promise<PrometheusCounting> | null = null;

  record(fact: Fact): void {
    for (const sample of samplesOf(fact)) this.#take(sample);
  }

  async render(signs: HealthReport): Promise<{ readonly contentType: string; readonly text: string }> {
    const counting = await this.#load();
    return counting.page(gaugesOf(signs));
  }

  #take(sample: Sample): void {
    if (this.#counting !== null) this.#counting.count(sample);
    else if (this.#waiting.length < MOST_WAITING) this.#waiting.push(sample);
    // Whoever looks next is told what went wrong.
    if (this.#waiting.length === LOAD_AT) this.#load().catch(() => undefined);
  }

  #load(): Promise<PrometheusCounting> {
    this.#loading ??= this.#begin().catch((cause: unknown) => {
      // Whoever asks next tries again.
      this.#loading = null;
      throw cause;
    });
    return this.#loading;
  }

  async #begin(): Promise<PrometheusCounting> {
    const { PrometheusCounting } = await import('./prometheus-counting.js');
    const counting = new PrometheusCounting();
    for (const sample of this.#waiting.splice(0)) counting.count(sample);
    this.#counting = counting;
    return counting;
  }
}
