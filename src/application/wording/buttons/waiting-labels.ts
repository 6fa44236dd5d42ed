/** What the buttons of a run say that waits because the run before it asks somebody. */
export const WAITING_LABELS = {
  show: '👀 Show it',
  deny: '❌ Deny it and continue',
  tell: '💬 Deny it, and tell the agent this',
} as const;
