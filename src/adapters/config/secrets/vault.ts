import { fail, ok, type Result } from '../../../domain/result.js';
import { Secret } from '../../../domain/secret.js';
import { type Environment, variableIn } from '../environment/overrides.js';
import type { Complaint } from '../faults/fault.js';

/** What came of reading a secret's file. */
export type SecretFile =
  | {
      readonly kind: 'read';
      readonly text: string;
      /** Whether other users of the machine may open it. */
      readonly shared: boolean;
    }
  | { readonly kind: 'failed'; readonly reason: string };

/** Secrets that are kept outside the configuration file, read before anybody asks for them. */
export class Vault {
  readonly #environment: Environment;
  readonly #files: ReadonlyMap<string, SecretFile>;

  /** `files` holds every file that the configuration names, by that name. */
  constructor(environment: Environment, files: ReadonlyMap<string, SecretFile>) {
    this.#environment = environment;
    this.#files = files;
  }

  /** The secret in an environment variable. */
  variable(name: string): Result<Secret, Complaint> {
    const text = (variableIn(this.#environment, name) ?? '').trim();
    if (text !== '') return ok(new Secret(text));
    return fail({
      message: `The environment variable ${name} is not set.`,
      hint: 'Set it where Untether is started, for example in its systemd unit.',
    });
  }

  /** Whether other users of the machine may open a file that was read. */
  isShared(name: string): boolean {
    const file = this.#files.get(name);
    return file?.kind === 'read' && file.shared;
  }

  /** The secret in a file. */
  file(name: string): Result<Secret, Complaint> {
    const file = this.#files.get(name);
    if (file === undefined) throw new Error('A secret file was asked for that nobody had named.');
    if (file.kind === 'failed') {
      return fail({
        message: `The file ${name} ${file.reason}.`,
        hint: 'Correct the path or the permissions of the file.',
      });
    }
    const text = file.text.trim();
    if (text !== '') return ok(new Secret(text));
    return fail({ message: `The file ${name} is empty.`, hint: 'Write the secret into it.' });
  }
}
