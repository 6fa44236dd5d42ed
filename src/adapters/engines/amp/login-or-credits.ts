import type { KnownError } from '../../../domain/engine/known-error.js';

/** Amp asks for a login, or for credits. */
export const LOGIN_OR_CREDITS: KnownError = {
  pattern: /\bamp login\b|starting login flow|requires? paid credits/i,
  hint: 'Amp wants a login or paid credits: run `amp login` on the machine, or top up the account.',
};
