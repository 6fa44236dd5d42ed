import { fail, ok, type Result } from '../../domain/result.js';
import { placeholdersOf, renderTemplate } from '../../domain/trigger/template.js';
import type { Generation } from '../generation.js';
import type { Environment } from '../ports/environment.js';
import { isFromOutside, type TemplateValues } from './template-values.js';

/** A variable of the environment that a template names and that can't be had. */
export interface MissingVariable {
  readonly kind: 'missing-variable';
  readonly name: string;
  /** Whether `security.env_extra_allow` lists it. */
  readonly allowed: boolean;
}

/** Fills in what a request to the outside is made of; only here templates see the environment, as far as it is allowed. */
export class RequestTemplate {
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** A header's value or a body: every value as it is. */
  text(template: string, values: TemplateValues, generation: Generation): Result<string, MissingVariable> {
    return this.#render(template, values, generation, (value) => value);
  }

  /** A URL: what comes from outside can't leave the place in it where it stands, unless the URL begins with it. */
  url(template: string, values: TemplateValues, generation: Generation): Result<string, MissingVariable> {
    const isWhole = /^\s*\{\{/.test(template);
    return this.#render(template, values, generation, (value, path) =>
      isFromOutside(path) && path[0] !== 'env' && !isWhole ? encodeURIComponent(value) : value,
    );
  }

  #render(
    template: string,
    values: TemplateValues,
    { config }: Generation,
    put: (text: string, path: readonly string[]) => string,
  ): Result<string, MissingVariable> {
    const env: Record<string, string> = {};
    for (const [root, name = ''] of placeholdersOf(template)) {
      if (root !== 'env') continue;
      const allowed = config.security.envExtraAllow.includes(name);
      const value = allowed ? this.#environment.valueOf(name) : null;
      if (value === null) return fail({ kind: 'missing-variable', name, allowed });
      env[name] = value;
    }
    return ok(renderTemplate(template, { ...values, env }, put));
  }
}
