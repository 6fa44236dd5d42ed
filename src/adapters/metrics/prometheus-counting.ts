import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { GaugeReading } from './gauges.js';
import { COUNTERS, HISTOGRAMS, type Sample } from './instruments.js';

/** The vendor's counters, histograms and gauges in a registry of their own. */
export class PrometheusCounting {
  readonly #registry = new Registry();
  readonly #counts = new Map<string, (sample: Sample) => void>();
  readonly #gauges = new Map<string, Gauge>();

  constructor() {
    const registers = [this.#registry];
    for (const [name, { help, labels }] of Object.entries(COUNTERS)) {
      const counter = new Counter({ name, help, labelNames: [...labels], registers });
      this.#counts.set(name, (sample) => counter.inc({ ...sample.labels }, sample.value));
    }
    for (const [name, { help, labels, buckets }] of Object.entries(HISTOGRAMS)) {
      const histogram = new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers });
      this.#counts.set(name, (sample) => histogram.observe({ ...sample.labels }, sample.value));
    }
  }

  /** Adds a sample. */
  count(sample: Sample): void {
    this.#counts.get(sample.name)?.(sample);
  }

  /** The page, with the gauges as they are read now; one that is not read is not shown. */
  async page(readings: readonly GaugeReading[]): Promise<{ readonly contentType: string; readonly text: string }> {
    this.#dropExcept(new Set(readings.map(({ name }) => name)));
    for (const { name, help, values } of readings) {
      const gauge = this.#gaugeOf(name, help, Object.keys(values[0]?.labels ?? {}));
      for (const { labels, value } of values) gauge.set({ ...labels }, value);
    }
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  #dropExcept(read: ReadonlySet<string>): void {
    for (const name of this.#gauges.keys()) {
      if (read.has(name)) continue;
      this.#registry.removeSingleMetric(name);
      this.#gauges.delete(name);
    }
  }

  #gaugeOf(name: string, help: string, labelNames: string[]): Gauge {
    const known = this.#gauges.get(name);
    if (known !== undefined) return known;
    const made = new Gauge({ name, help, labelNames, registers: [this.#registry] });
    this.#gauges.set(name, made);
    return made;
  }
}
