import type { KnownError } from '../../../domain/engine/known-error.js';

/** The key of a provider is missing, whichever program asks for it. */
export const MISSING_KEY: KnownError = {
  pattern:
    /\b(?:missing|no|set|provide|export|requires?|specify)\b.{0,60}_API_KEY\b|_API_KEY\b.{0,40}\b(?:missing|not (?:set|found|defined|provided)|required|empty)\b/i,
  hint: 'The agent’s API key is missing. Set the variable that it names for Untether’s service and restart it, or log in with the agent’s own command on the machine.',
};
