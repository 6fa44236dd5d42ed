import { secretForms } from '../../../application/triggers/secret-forms.js';
import type { Secret } from '../../../domain/secret.js';
import { COMMON_NAMES, COMMON_PREFIXES, NEVER_PASSED } from './environment-names.js';

/** Names and beginnings of names. */
export interface EngineVariables {
  readonly names: readonly string[];
  readonly prefixes: readonly string[];
}

/** The variables of a process, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Shorter secrets would be found in anything; they count only as the whole value. */
const SHORTEST_PART = 4;
/** The same for variables without which nothing works. */
const SHORTEST_PART_OF_VITAL = 8;
const VITAL: ReadonlySet<string> = new Set([
  'PATH',
  'HOME',
  'SHELL',
  'USER',
  'LOGNAME',
  'LANG',
  'TERM',
  'TMPDIR',
  'TZ',
]);

/** What decides over a program's environment. */
export interface EnvironmentRules {
  /** The variables that the engine itself needs. */
  readonly engine: EngineVariables;
  /** The variables that the configuration adds. */
  readonly extra: EngineVariables;
  /** Secrets that must not be in any value, whatever its name, in no encoding that is likely. */
  readonly withheld: readonly Secret[];
}

/**
 * The part of an environment that an agent may see: an allow-list, since agents run whatever they read. Settings of
 * ours (`UNTETHER__…`) and values that hold a withheld secret never pass, not even when the configuration names them.
 */
export function engineEnvironment(source: Environment, rules: EnvironmentRules): Record<string, string> {
  const names = new Set([...COMMON_NAMES, ...rules.engine.names, ...rules.extra.names]);
  const prefixes = [...COMMON_PREFIXES, ...rules.engine.prefixes, ...rules.extra.prefixes];
  const withheld = rules.withheld.map((secret) => secret.reveal()).filter((text) => text !== '');
  const secrets = withheld.map((text) => ({ text, forms: secretForms(text, encodeText) }));

  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value === undefined || NEVER_PASSED.test(name)) continue;
    if (!names.has(name) && !prefixes.some((prefix) => name.startsWith(prefix))) continue;
    const shortest = VITAL.has(name) ? SHORTEST_PART_OF_VITAL : SHORTEST_PART;
    const values = [value, decoded(value)];
    if (secrets.some(({ text, forms }) => values.some((one) => one === text || holds(one, forms, shortest)))) continue;
    passed[name] = value;
  }
  passed['PATH'] ??= '/usr/local/bin:/usr/bin:/bin';
  return passed;
}

function holds(value: string, forms: readonly string[], shortest: number): boolean {
  return forms.some((form) => form.length >= shortest && value.includes(form));
}

function encodeText(text: string, as: 'base64' | 'hex'): string {
  return Buffer.from(text, 'utf8').toString(as);
}

/** Without percent signs and pluses, as far as it is such a text. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
