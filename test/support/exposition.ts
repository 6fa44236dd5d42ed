/** One line of numbers. */
export interface ExposedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A page of metrics, read strictly. */
export class Exposition {
  readonly types = new Map<string, string>();
  readonly samples: ExposedSample[] = [];

  /** Reads Prometheus' text format 0.0.4; throws where the page breaks it. */
  constructor(text: string) {
    if (!text.endsWith('\n')) throw new Error('the last line has no end');
    for (const line of text.slice(0, -1).split('\n')) if (line !== '') this.#read(line);
    this.#checkHistograms();
  }

  /** The value of a sample that has at least these labels; `null` if there is none. */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number | null {
    const wanted = Object.entries(labels);
    const found = this.samples.filter(
      (sample) => sample.name === name && wanted.every(([key, value]) => sample.labels[key] === value),
    );
    if (found.length > 1) throw new Error(`${found.length} samples of ${name}`);
    return found[0]?.value ?? null;
  }

  #read(line: string): void {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/.exec(line) ?? [];
    if (kind === undefined) this.#sample(line);
    else if (kind === 'TYPE') this.#type(name, rest);
  }

  #type(name: string, type: string): void {
    if (!/^(counter|gauge|histogram)$/.test(type)) throw new Error(`unknown type in ${name}: ${type}`);
    if (this.types.has(name)) throw new Error(`${name} is there twice`);
    this.types.set(name, type);
  }

  #sample(line: string): void {
    const [, name, labels, number] = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === undefined || number === undefined) throw new Error(`not a sample: ${line}`);
    const value = number === '+Inf' ? Number.POSITIVE_INFINITY : Number(number);
    if (Number.isNaN(value)) throw new Error(`not a number: ${line}`);
    const family = name.replace(/_(bucket|sum|count)$/, '');
    const type = this.types.get(name) ?? (this.types.get(family) === 'histogram' ? 'histogram' : undefined);
    if (type === undefined) throw new Error(`no type before ${name}`);
    if (type === 'counter' && value < 0) throw new Error(`a negative counter: ${line}`);
    this.samples.push({ name, labels: labelsOf(labels ?? '', line), value });
  }

  #checkHistograms(): void {
    for (const [family, type] of this.types) {
      if (type !== 'histogram') continue;
      const counts = this.samples.filter(({ name }) => name === `${family}_count`);
      for (const count of counts) {
        const all = this.value(`${family}_bucket`, { ...count.labels, le: '+Inf' });
        if (all !== count.value) throw new Error(`${family} does not add up`);
      }
    }
  }
}

function labelsOf(text: string, line: string): Readonly<Record<string, string>> {
  const pattern = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\n"])*)"(?:,|$)/y;
  const labels: Record<string, string> = {};
  while (pattern.lastIndex < text.length) {
    const [, key, value] = pattern.exec(text) ?? [];
    if (key === undefined || value === undefined) throw new Error(`labels that can't be read: ${line}`);
    labels[key] = value.replace(/\\([\\n"])/g, (_, character) => (character === 'n' ? '\n' : character));
  }
  return labels;
}
