import type { KeptTexts } from '../../../src/application/ports/store/kept-texts.js';

/** Texts in memory, by the path that was given. */
export class FakeKeptTexts implements KeptTexts {
  readonly texts = new Map<string, string>();

  async keep(name: string, text: string): Promise<string> {
    const path = `/state/set-aside/${name}.txt`;
    this.texts.set(path, text);
    return path;
  }
}
