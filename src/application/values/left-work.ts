/** A piece of work that an earlier process left, as it is named to people. */
export type LeftWork =
  | { readonly kind: 'at' | 'loop' | 'cron' | 'webhook'; readonly id: string }
  /** `text`: what was written; `null` for a message without words. */
  | { readonly kind: 'message'; readonly text: string | null }
  | { readonly kind: 'run' | 'button' | 'restart' | 'answer' };

/** Why it is not run unasked; `fatal`: so many processes died while they acted on it. */
export type WhyNotRun =
  | { readonly kind: 'overdue'; readonly lateMs: number }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'fatal'; readonly deaths: number };
