import type { WebhookAuth } from '../../../../domain/trigger/trigger.js';

/** What of a webhook's table says how senders prove themselves. */
export interface Proof {
  readonly auth: Exclude<WebhookAuth, 'signature'> | null;
  readonly signature: object | null;
}

/** How senders to the webhook prove themselves: as its table `signature` says, as `auth` does, or with a bearer token. */
export function authOf({ auth, signature }: Proof): WebhookAuth {
  return signature === null ? (auth ?? 'bearer') : 'signature';
}
