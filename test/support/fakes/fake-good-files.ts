import type { GoodFile, GoodFiles, GoodText } from '../../../src/application/ports/config/good-files.js';
import type { Secret } from '../../../src/domain/secret.js';

/** Good files in memory. */
export class FakeGoodFiles implements GoodFiles {
  #kept: readonly (readonly [GoodFile, GoodText])[] = [];
  /** Set to let the disk refuse. */
  full = false;
  readonly #most: number;

  constructor(most = 20) {
    this.#most = most;
  }

  async keep(file: GoodFile, content: GoodText): Promise<void> {
    if (this.full) throw new Error('no space left');
    const others = this.#kept.filter(([{ number }]) => number !== file.number);
    this.#kept = [...others, [file, content] as const].toSorted(([a], [b]) => b.number - a.number).slice(0, this.#most);
  }

  async list(): Promise<readonly GoodFile[]> {
    return this.#kept.map(([file]) => file);
  }

  async text(number: number): Promise<Secret | null> {
    return (await this.content(number))?.text ?? null;
  }

  async content(number: number): Promise<GoodText | null> {
    return this.#kept.find(([file]) => file.number === number)?.[1] ?? null;
  }

  /** Somebody deletes them. */
  remove(): void {
    this.#kept = [];
  }
}
