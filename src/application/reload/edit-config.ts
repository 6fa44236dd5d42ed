import type { Result } from '../../domain/result.js';
import { ok } from '../../domain/result.js';
import { Serial } from '../concurrency/serial.js';
import type { ConfigChange, ConfigEdit, ConfigEditor, ConfigEditProblem } from '../ports/config/config-editor.js';
import type { ConfigText } from '../ports/config/config-text.js';
import type { ConfigTextProblem } from '../values/reload/config-problem.js';

/** How often edits are made anew because somebody else saved the file meanwhile. */
const MOST_TRIES = 3;

/** Edits the configuration file: all the edits of a call or none, and one call after the other. */
export class EditConfig {
  readonly #text: ConfigText;
  readonly #editor: ConfigEditor;
  readonly #turns = new Serial();

  constructor(text: ConfigText, editor: ConfigEditor) {
    this.#text = text;
    this.#editor = editor;
  }

  /** Makes the edits; nothing is written unless the file is without errors then. What changed, in the order of the edits. */
  apply(edits: readonly ConfigEdit[]): Promise<Result<readonly ConfigChange[], ConfigEditProblem | ConfigTextProblem>> {
    return this.#turns.run(() => this.#apply(edits, MOST_TRIES));
  }

  /** An edit is about its key, so it is as right for what somebody else saved meanwhile. */
  async #apply(
    edits: readonly ConfigEdit[],
    triesLeft: number,
  ): Promise<Result<readonly ConfigChange[], ConfigEditProblem | ConfigTextProblem>> {
    const read = await this.#text.read();
    if (!read.ok) return read;
    const { text, digest } = read.value;
    const edited = await this.#editor.edit(text, edits);
    if (!edited.ok) return edited;
    const written = edited.value.text === text ? ok(undefined) : await this.#text.write(edited.value.text, digest);
    if (written.ok) return ok(edited.value.changes);
    const again = written.problem.kind === 'changed' && triesLeft > 1;
    return again ? this.#apply(edits, triesLeft - 1) : written;
  }
}
