import { ok, type Result } from '../../../domain/result.js';
import type { FollowConfig, ReloadOutcome } from '../../reload/follow/follow-config.js';
import { HELD_BUTTON, type PendingReload } from '../../reload/hold/pending-reload.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from './button-handler.js';
import type { ButtonPress } from './button-press.js';

/** What is decided about which edit. */
export interface HeldVerdict {
  readonly verdict: 'apply' | 'reject';
  readonly id: string;
}

/** Decides about an edit of the configuration that waits: each question is answered once. */
export class HeldButton implements ButtonHandler<HeldVerdict> {
  readonly prefix = HELD_BUTTON;
  readonly mayPress = { who: 'administrators', to: 'decide' } as const;
  readonly #follow: FollowConfig;
  readonly #desk: PendingReload;

  constructor(follow: FollowConfig, desk: PendingReload) {
    this.#follow = follow;
    this.#desk = desk;
  }

  find(data: string): Result<HeldVerdict, StaleButton> {
    const [verdict, id = '', ...more] = data.split(':');
    if ((verdict !== 'apply' && verdict !== 'reject') || more.length > 0) return NO_EFFECT;
    return ok({ verdict, id });
  }

  async press(press: ButtonPress, { id, verdict }: HeldVerdict): Promise<void> {
    const outcome = await this.#follow.decide(id, verdict);
    if (outcome !== null) return press.say(toastOf(outcome));
    // A message that asks about a newer edit has the buttons for that.
    if (!(await this.#desk.asksIn(press.message))) press.strip();
    await press.say(TOASTS.held.stale);
  }
}

function toastOf(outcome: ReloadOutcome): string {
  if (outcome.kind !== 'read') return TOASTS.held.rejected;
  return outcome.applied.ok ? TOASTS.held.applied : TOASTS.held.notApplied;
}
