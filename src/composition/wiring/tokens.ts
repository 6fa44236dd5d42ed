import { chatTokens } from './chat-tokens.js';
import { configurationTokens } from './configuration-tokens.js';
import { lifecycleTokens } from './lifecycle-tokens.js';
import { loopsTokens } from './loops-tokens.js';
import { outsideTokens } from './outside-tokens.js';
import { runsTokens } from './runs-tokens.js';
import { pick } from './token.js';
import { triggersTokens } from './triggers-tokens.js';

/** The name of everything that the container makes. */
export const T = {
  ...outsideTokens,
  ...configurationTokens,
  ...runsTokens,
  ...chatTokens,
  ...loopsTokens,
  ...triggersTokens,
  ...lifecycleTokens,
} as const;

/** The tokens of these names. */
export function the<const Names extends readonly (keyof typeof T)[]>(...names: Names): Pick<typeof T, Names[number]> {
  return pick(T, ...names);
}
