import { sameValue } from '../../domain/same-value.js';
import type { AppConfig } from './app-config.js';

/** Why a reading waits for a person: every one does, or it would leave nobody who may steer. */
export type HoldReason = 'approve' | 'no-user';

/** Fewer triggers than these are no pattern. */
const FEWEST_TRIGGERS = 4;

/**
 * Whether a reading waits for a person, and why; `null` if it may be put in force. The configuration in force decides, so
 * that switching the guard off has to pass the guard.
 */
export function holdReason(inForce: AppConfig, next: AppConfig): HoldReason | null {
  if (sameValue(inForce, next)) return null;
  if (inForce.reload.approve) return 'approve';
  const nobodyLeft = inForce.telegram.allowedUserIds.length > 0 && next.telegram.allowedUserIds.length === 0;
  return inForce.reload.tripwire && nobodyLeft ? 'no-user' : null;
}

/** Whether at least half of the triggers are gone, and there were at least four: perhaps a save that is not whole. */
export function dropsManyTriggers(inForce: AppConfig, next: AppConfig): boolean {
  const before = triggersIn(inForce);
  return before >= FEWEST_TRIGGERS && triggersIn(next) <= before / 2;
}

/** How many a configuration lets work. */
function triggersIn({ triggers: { enabled, crons, webhooks } }: AppConfig): number {
  return enabled ? crons.length + webhooks.length : 0;
}
