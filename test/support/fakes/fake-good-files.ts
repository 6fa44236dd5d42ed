import type { GoodFile, GoodFiles } from '../../../src/application/ports/good-files.js';
import type { Secret } from '../../../src/domain/secret.js';

/** Good files in memory. */
export class FakeGoodFiles implements GoodFiles {
  #kept: readonly (readonly [GoodFile, Secret])[] = [];
  /** Set to let the disk refuse. */
  full = false;

  async keep(file: GoodFile, text: Secret): Promise<void> {
    if (this.full) throw new Error('no space left');
    const others = this.#kept.filter(([{ number }]) => number !== file.number);
    this.#kept = [...others, [file, text] as const].toSorted(([a], [b]) => b.number - a.number).slice(0, 20);
  }

  async list(): Promise<readonly GoodFile[]> {
    return this.#kept.map(([file]) => file);
  }

  async text(number: number): Promise<Secret | null> {
    return this.#kept.find(([file]) => file.number === number)?.[1] ?? null;
  }
}
