import { hash } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptTexts } from '../../application/ports/store/kept-texts.js';
import { syncDirectory } from './database/set-aside.js';

/** One file for each text in a directory, for its owner only: `<name>-<digest>.txt`. */
export class KeptTextsDirectory implements KeptTexts {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async keep(name: string, text: string): Promise<string> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const path = join(this.#directory, `${name}-${hash('sha256', text).slice(0, 12)}.txt`);
    const draft = await open(`${path}.new`, 'w', 0o600);
    try {
      await draft.writeFile(text);
      await draft.sync();
    } finally {
      await draft.close();
    }
    await rename(`${path}.new`, path);
    syncDirectory(this.#directory);
    return path;
  }
}
