import type { KnownError } from '../../../domain/engine/known-error.js';

/** The key of a provider is missing, whichever program asks for it. */
export const MISSING_KEY: KnownError = {
  pattern: /\b(?:ANTHROPIC|OPENAI|GOOGLE|GEMINI)_API_KEY\b/i,
  hint: 'The engine misses its API key. Set the variable that it names for Untether’s service, or log in with the engine’s own login command, then restart.',
};
