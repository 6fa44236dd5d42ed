import type { TriggerTarget } from '../../../domain/trigger/trigger.js';
import type { FileRules } from '../../ports/system/file-vault.js';
import type { AppConfig } from '../../values/app-config.js';
import type { Generation } from '../../values/generation.js';

/** Which files triggers may use. */
export class TriggerFiles {
  readonly #rulesOf: (config: AppConfig) => FileRules;

  constructor(rulesOf: (config: AppConfig) => FileRules) {
    this.#rulesOf = rulesOf;
  }

  /** Where they may be. */
  rules({ config }: Generation): FileRules {
    return this.#rulesOf(config);
  }

  /** The path that is meant: a relative one lies in the project of the trigger. */
  pathOf(trigger: TriggerTarget, path: string, { projects }: Generation): string {
    const project = trigger.project === null ? null : projects.find(trigger.project);
    return project === null || /^[/~]/.test(path) ? path : `${project.path}/${path}`;
  }
}
