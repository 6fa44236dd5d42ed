/** What somebody is told on the spot who pressed a button under a request, or wrote to it. */
export const REQUEST_TOASTS = {
  stale: 'That question was answered already',
  approved: 'Approved',
  allowed: 'Allowed',
  always: 'Allowed, always',
  denied: 'Denied',
  skipped: 'Left to the agent',
  outline: 'Asked for an outline',
  told: 'Told the agent',
  answered: 'Answered',
  write: 'Write it as your next message',
  writeAnswer: 'Write the answer as your next message',
  chooseFirst: 'Choose at least one first',
  nothing: '',
} as const;

/** One of them. */
export type RequestToast = (typeof REQUEST_TOASTS)[keyof typeof REQUEST_TOASTS];

/** What somebody is told who wanted to see all of a request; `null`: all of it was shown before. */
export function partsShownText(shown: { readonly sent: number; readonly of: number } | null): string {
  if (shown === null) return 'All of it was sent';
  return shown.sent === shown.of ? 'All of it is below' : `${shown.sent} of ${shown.of} parts are below`;
}
