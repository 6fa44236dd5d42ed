import type { Button } from '../ports/chat/chat-channel.js';
import { OFFER_LABELS } from '../wording/delivery/offer-labels.js';

/** What the data of the buttons under an offer begins with. */
export const OFFER_BUTTON = 'offer:';

/** Begins an interrupted run once more from its beginning. */
export function againButton(key: string): Button {
  return { label: OFFER_LABELS.again, data: `${OFFER_BUTTON}again:${key}` };
}

/** Goes on with the conversation of an interrupted run. */
export function continueButton(key: string): Button {
  return { label: OFFER_LABELS.continue, data: `${OFFER_BUTTON}continue:${key}` };
}

/** Begins what was missed; `label` says what, where there are several. */
export function runNowButton(key: string, label: string = OFFER_LABELS.now): Button {
  return { label, data: `${OFFER_BUTTON}now:${key}` };
}
