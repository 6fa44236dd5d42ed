import type { ConfigProblem } from '../../src/application/values/reload/config-problem.js';
import { ConfigDirectory } from '../adapters/config/config-directory.js';
import { configOf, LEAST } from '../adapters/config/read-text.js';
import { FakeConfigSource } from '../support/fakes/fake-config-source.js';
import { type ConfigSourceWorld, configSourceContract } from './config-source.contract.js';

const CRON = '[[triggers.crons]]\nid = "a"\nprompt = "p"\nschedule = "at noon"\n';

class FakeWorld implements ConfigSourceWorld {
  readonly source = new FakeConfigSource();

  good(defaultEngine: string): void {
    this.source.put(configOf(`default_engine = "${defaultEngine}"\n${LEAST}`));
  }

  badEntry(): void {
    this.source.put(configOf(LEAST), [{ ...problem, key: 'triggers.crons.0.schedule' }]);
  }

  bad(): void {
    this.source.put(configOf(LEAST));
    this.source.spoil([problem]);
  }

  [Symbol.dispose](): void {}
}

class FileWorld implements ConfigSourceWorld {
  readonly #directory = new ConfigDirectory();
  readonly source = this.#directory.source();

  good(defaultEngine: string): void {
    this.#directory.write(`default_engine = "${defaultEngine}"\n${LEAST}`);
  }

  badEntry(): void {
    this.#directory.write(LEAST + CRON);
  }

  bad(): void {
    this.#directory.write('[transports');
  }

  [Symbol.dispose](): void {
    this.#directory[Symbol.dispose]();
  }
}

const problem: ConfigProblem = {
  severity: 'error',
  file: 'untether.toml',
  line: 1,
  column: 1,
  key: '',
  message: 'Something is wrong.',
  hint: 'Mend it.',
};

configSourceContract('FakeConfigSource', () => new FakeWorld());
configSourceContract('TomlConfigSource', () => new FileWorld());
