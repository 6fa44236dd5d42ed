import type { KnownError } from '../../../domain/engine/known-error.js';

/** Codex could not renew its login. */
export const LOGIN_EXPIRED: KnownError = {
  pattern: /access token could not be refreshed|(?:log out and sign|log|sign) in again/i,
  hint: 'The login has expired. Send `/auth codex` in a private chat with the bot, then send the message again.',
};
