import type { Kind } from './kind.js';
import { patternText } from './text.js';

/** The name of an environment variable. */
export function variableName(): Kind<string> {
  return patternText('name of a variable', /^[A-Z_][A-Z0-9_]*$/, {
    message: 'This is not the name of an environment variable.',
    hint: 'Use capital letters, digits and underscores only, no wildcard, and no digit at the start.',
  });
}
