/** What the buttons say that begin a run again, continue it, or start what was missed. */
export const OFFER_LABELS = {
  again: '🔁 Run again',
  continue: '▶️ Continue',
  now: '▶️ Run now',
} as const;
