import type { SecuritySettings } from '../../../application/values/config/engine-settings.js';
import { type SecretBearing, secretsOf } from '../../../application/values/config-secrets.js';
import { type Environment, engineEnvironment } from './environment.js';

/** What the configuration says about what programs may see. */
export interface ProgramEnvironmentSettings extends SecretBearing {
  readonly security: Pick<SecuritySettings, 'envExtraAllow' | 'envExtraPrefixAllow'>;
}

/** The part of an environment that a program of the person's own may see: as little as an agent, and no key of a provider. */
export function programEnvironment(source: Environment, settings: ProgramEnvironmentSettings): Record<string, string> {
  const { envExtraAllow: names, envExtraPrefixAllow: prefixes } = settings.security;
  const rules = { engine: { names: [], prefixes: [] }, extra: { names, prefixes }, withheld: secretsOf(settings) };
  return { ...engineEnvironment(source, rules), NO_COLOR: '1' };
}
