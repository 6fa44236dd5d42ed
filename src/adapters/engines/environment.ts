import type { Secret } from '../../domain/secret.js';
import { COMMON_NAMES, COMMON_PREFIXES, NEVER_PASSED } from './environment-names.js';

/** Names and beginnings of names. */
export interface EngineVariables {
  readonly names: readonly string[];
  readonly prefixes: readonly string[];
}

/** The variables of a process, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What decides over a program's environment. */
export interface EnvironmentRules {
  /** The variables that the engine itself needs. */
  readonly engine: EngineVariables;
  /** The variables that the configuration adds. */
  readonly extra: EngineVariables;
  /** Texts that must not be in any value, whatever its name. */
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

  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value === undefined || NEVER_PASSED.test(name)) continue;
    if (!names.has(name) && !prefixes.some((prefix) => name.startsWith(prefix))) continue;
    if (withheld.some((text) => holds(value, text))) continue;
    passed[name] = value;
  }
  passed['PATH'] ??= '/usr/local/bin:/usr/bin:/bin';
  return passed;
}

/** Short texts would be found in anything; they count only as the whole value. */
function holds(value: string, secret: string): boolean {
  return secret.length < 8 ? value === secret : value.includes(secret);
}
