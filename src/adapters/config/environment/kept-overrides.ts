import { Secret } from '../../../domain/secret.js';
import { type Environment, overridingVariables } from './overrides.js';

/** The variables that override keys, as JSON that `overridden` reads; a value may be a secret. */
export function overridesIn(environment: Environment): Secret {
  return new Secret(JSON.stringify(overridingVariables(environment)));
}

/** The environment with those overriding variables and no others; what can't be read overrides nothing. */
export function overridden(environment: Environment, overrides: Secret): Environment {
  const present = new Set(overridingVariables(environment).map(([name]) => name));
  const others = Object.entries(environment).filter(([name]) => !present.has(name));
  return Object.fromEntries([...others, ...variablesIn(overrides)]);
}

function variablesIn(overrides: Secret): readonly (readonly [string, string])[] {
  try {
    const read: unknown = JSON.parse(overrides.reveal());
    return Array.isArray(read) ? overridingVariables(Object.fromEntries(read.filter(isVariable))) : [];
  } catch {
    return [];
  }
}

function isVariable(pair: unknown): pair is readonly [string, string] {
  return Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string';
}
