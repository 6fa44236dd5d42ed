import type { ConfigText, ConfigWriting } from '../../../src/application/ports/config/config-text.js';
import type { ConfigTextProblem } from '../../../src/application/values/reload/config-problem.js';
import { fail, ok, type Result } from '../../../src/domain/result.js';

/** A configuration file that is a string. */
export class FakeConfigText implements ConfigText {
  /** What the file says; `null` while there is none. */
  text: string | null;
  /** Set to let every write fail. */
  writeProblem: ConfigTextProblem | null = null;

  constructor(text: string | null = null) {
    this.text = text;
  }

  async read(): Promise<Result<ConfigWriting, ConfigTextProblem>> {
    if (this.text === null) return fail({ kind: 'unreadable', problem: missing });
    return ok({ text: this.text, digest: digestOf(this.text) });
  }

  async write(text: string, expecting?: string): Promise<Result<void, ConfigTextProblem>> {
    if (this.writeProblem !== null) return fail(this.writeProblem);
    if (expecting !== undefined && expecting !== digestOf(this.text ?? '')) {
      return fail({ kind: 'changed', file: 'untether.toml' });
    }
    this.text = text;
    return ok(undefined);
  }
}

function digestOf(text: string): string {
  return `digest of ${text}`;
}

const missing = {
  severity: 'error',
  file: 'untether.toml',
  line: null,
  column: null,
  key: '',
  message: 'The configuration file does not exist.',
  hint: 'Create it.',
} as const;
