import type { Outcome } from './attempt.js';

interface Row {
  tried: number;
  held: number;
  byDesign: number;
  broke: number;
}

/** Counts what came of attempts, area by area. */
export class Score {
  readonly #rows = new Map<string, Row>();
  readonly #told = new Set<string>();

  add({ area, verdict }: Outcome): void {
    const row = this.#rows.get(area) ?? { tried: 0, held: 0, byDesign: 0, broke: 0 };
    this.#rows.set(area, row);
    row.tried++;
    if (verdict.kind === 'broke') row.broke++;
    else row.held++;
    if (verdict.kind === 'by-design') {
      row.byDesign++;
      this.#told.add(`${area}: ${verdict.why}`);
    }
  }

  get tried(): number {
    return this.#sum(({ tried }) => tried);
  }

  get broke(): number {
    return this.#sum(({ broke }) => broke);
  }

  /** The table, with what is by design below it. */
  lines(): readonly string[] {
    const rows = [...this.#rows].sort(([a], [b]) => a.localeCompare(b));
    const total = {
      tried: this.tried,
      held: this.#sum(({ held }) => held),
      byDesign: this.#sum(({ byDesign }) => byDesign),
      broke: this.broke,
    };
    const cells = [
      ['area', 'tried', 'held', 'of these by design', 'broke'],
      ...[...rows, ['all', total] as const].map(([area, row]) => [
        area,
        `${row.tried}`,
        `${row.held}`,
        row.byDesign === 0 ? '' : `${row.byDesign} *`,
        `${row.broke}`,
      ]),
    ];
    const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
    const table = cells.map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
    return [...table, ...[...this.#told].map((why) => `* ${why}`)];
  }

  #sum(of: (row: Row) => number): number {
    return [...this.#rows.values()].reduce((sum, row) => sum + of(row), 0);
  }
}

/** The line of an attempt that fell short. */
export function shortfall({ area, name, expected, verdict }: Outcome): string | null {
  return verdict.kind === 'broke' ? `✗ ${area} | ${name} | expected: ${expected} | seen: ${verdict.seen}` : null;
}
