import { fail, ok, type Result } from '../../../domain/result.js';
import { fillTemplate, placeholdersOf } from '../../../domain/trigger/template.js';
import { isFromOutside, type TemplateValues } from '../../../domain/trigger/template-values.js';
import type { Environment } from '../../ports/config/environment.js';
import type { OutboundRequest } from '../../ports/http/outbound.js';
import type { Generation } from '../../values/generation.js';
import type { TemplateProblem } from '../../values/triggers/template-problem.js';
import { urlFault } from './url-shape.js';

/** The templates of a request's URL and of its headers' values. */
export interface RequestHead {
  readonly url: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** A template that begins with a placeholder, and what is behind that. */
const BEGINS_WITH_VALUE = /^\s*(\{\{[^{}]*\}\})(.*)$/s;

/** Fills in what a request to the outside is made of; only here templates see the environment, as far as it is allowed. */
export class RequestTemplate {
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** A header's value or a body: every value as it is. */
  text(template: string, values: TemplateValues, generation: Generation): Result<string, TemplateProblem> {
    return this.#fill(template, values, generation, (value) => value ?? '');
  }

  /**
   * A URL: what comes from outside can't leave the place in it where it stands, nor change the host or how many segments there
   * are. Only a value that the URL begins with is taken as it is.
   */
  url(template: string, values: TemplateValues, generation: Generation): Result<string, TemplateProblem> {
    const [, head = '', rest = template] = BEGINS_WITH_VALUE.exec(template) ?? [];
    const begins = this.text(head, values, generation);
    if (!begins.ok) return begins;
    const filled = this.#fill(rest, values, generation, encoded);
    if (!filled.ok) return filled;
    const harmless = this.#fill(rest, values, generation, (value, path) => (isForeign(path) ? 'x' : (value ?? '')));
    if (!harmless.ok) return harmless;
    // The host may end behind what the URL begins with, so that is judged along.
    const url = begins.value + filled.value;
    const fault = urlFault(url, begins.value + harmless.value);
    return fault === null ? ok(url) : fail({ kind: 'unsafe-url', fault });
  }

  /** Where a request goes, what of that is allowed, and its headers by their names in lower case. */
  head(
    { url, headers }: RequestHead,
    values: TemplateValues,
    generation: Generation,
  ): Result<Pick<OutboundRequest, 'url' | 'headers' | 'allow'>, TemplateProblem> {
    const filledUrl = this.url(url ?? '', values, generation);
    if (!filledUrl.ok) return filledUrl;
    const filled = new Map<string, string>();
    for (const [name, template] of Object.entries(headers)) {
      const value = this.text(template, values, generation);
      if (!value.ok) return value;
      filled.set(name.toLowerCase(), value.value);
    }
    const { outboundAllow } = generation.config.security;
    return ok({ url: filledUrl.value, headers: Object.fromEntries(filled), allow: outboundAllow });
  }

  #fill(
    template: string,
    values: TemplateValues,
    { config }: Generation,
    fill: (text: string | null, path: readonly string[]) => string,
  ): Result<string, TemplateProblem> {
    const env: Record<string, string> = {};
    for (const [root, name = ''] of placeholdersOf(template)) {
      if (root !== 'env') continue;
      const allowed = config.security.envExtraAllow.includes(name);
      const value = allowed ? this.#environment.valueOf(name) : null;
      if (value === null) return fail({ kind: 'missing-variable', name, allowed });
      env[name] = value;
    }
    return ok(fillTemplate(template, { ...values, env }, fill));
  }
}

function encoded(value: string | null, path: readonly string[]): string {
  if (value === null) return '';
  return isForeign(path) ? encodeURIComponent(value.toWellFormed()) : value;
}

function isForeign(path: readonly string[]): boolean {
  return isFromOutside(path) && path[0] !== 'env';
}
