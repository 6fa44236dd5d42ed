import { rmSync } from 'node:fs';
import { ConfigFileText } from '../../src/adapters/config/edit/config-file-text.js';
import { ConfigDirectory } from '../adapters/config/config-directory.js';
import { FakeConfigText } from '../support/fakes/fake-config-text.js';
import { type ConfigTextWorld, configTextContract } from './config-text.contract.js';

class FakeWorld implements ConfigTextWorld {
  readonly text = new FakeConfigText();

  save(text: string): void {
    this.text.text = text;
  }

  remove(): void {
    this.text.text = null;
  }

  [Symbol.dispose](): void {}
}

class FileWorld implements ConfigTextWorld {
  readonly #directory = new ConfigDirectory();
  readonly text = new ConfigFileText(this.#directory.file);

  save(text: string): void {
    this.#directory.write(text);
  }

  remove(): void {
    rmSync(this.#directory.file);
  }

  [Symbol.dispose](): void {
    this.#directory[Symbol.dispose]();
  }
}

configTextContract('FakeConfigText', () => new FakeWorld());
configTextContract('ConfigFileText', () => new FileWorld());
