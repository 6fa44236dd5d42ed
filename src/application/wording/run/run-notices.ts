/** That a run which was offered and asked for did not begin, to stand before the reason; Markdown. */
export const OFFER_NOT_STARTED = '❌ It did not start:';

/** That the conversation of an engine was given up with its process; Markdown. */
export const CONVERSATION_LOST =
  '🆕 The agent did not stop and had to be killed, so its conversation may be damaged. The next message starts a new one.';

/** Why a run ended that no engine ended; plain text. */
export const RUN_FAILURES = {
  crashed: 'Untether itself failed during this run; the log says more.',
  noAnswer: 'The agent gave no answer.',
} as const;
