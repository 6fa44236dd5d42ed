/** How a request ended, for the message that asked. `by` is `null` where only one person could have decided. */
export type RequestEnd =
  | { readonly kind: 'allowed' | 'always' | 'task' | 'denied' | 'skipped' | 'outline'; readonly by: string | null }
  | { readonly kind: 'denied-because' | 'discussed'; readonly by: string | null; readonly text: string }
  | { readonly kind: 'answered'; readonly by: string | null; readonly answers: readonly string[] }
  | { readonly kind: 'unanswered'; readonly afterMs: number }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'over' };
