/** Which case went well with which engine, for people to read. */
export class ResultTable {
  readonly #engines: string[] = [];
  readonly #cases = new Map<string, Map<string, string>>();

  /** Takes note of how a case ended. */
  note(engine: string, name: string, state: string | undefined): void {
    if (!this.#engines.includes(engine)) this.#engines.push(engine);
    const row = this.#cases.get(name) ?? new Map<string, string>();
    row.set(engine, state === 'passed' ? 'ok' : (state ?? 'left out'));
    this.#cases.set(name, row);
  }

  /** A row for each case, a column for each engine. */
  text(): string {
    const width = Math.max(...[...this.#cases.keys()].map((name) => name.length));
    const line = (first: string, cells: readonly string[]) =>
      `  ${first.padEnd(width)}  ${cells.map((cell) => cell.padEnd(9)).join(' ')}`;
    const rows = [...this.#cases].map(([name, row]) =>
      line(
        name,
        this.#engines.map((engine) => row.get(engine) ?? '-'),
      ),
    );
    return ['', line('', this.#engines), ...rows, ''].join('\n');
  }
}

/** Prints, when the suite that calls it is over, how each of its cases went with the engine. */
export function printResults(engine: string): void {
  const table = new ResultTable();
  afterEach(function () {
    if (this.currentTest !== undefined) table.note(engine, this.currentTest.title, this.currentTest.state);
  });
  after(() => console.log(table.text()));
}
