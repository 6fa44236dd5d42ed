import type { Instant } from '../../../domain/ports/clock.js';

/** What is remembered of work that is over. Durable. */
export interface FinishedWork {
  /**
   * Forgets a few of the things that were over before the instant, so few that nobody notices; whether there may be
   * more of them. What tells repeats apart stays for as long as it was promised: a webhook's keys for their time,
   * which crons have run once for ever, and the latest keys of all whatever their age.
   */
  forgetSome(endedBefore: Instant): Promise<boolean>;
}
