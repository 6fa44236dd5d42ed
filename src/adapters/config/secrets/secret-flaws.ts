import type { Secret } from '../../../domain/secret.js';
import type { WebhookAuth } from '../../../domain/trigger/trigger.js';
import { type SecretFlaw, secretFlaw } from '../../../domain/trigger/webhook-secret.js';
import { remembered } from '../memory/remembered.js';

const judged = remembered((_: Secret) => new Map<WebhookAuth, SecretFlaw | null>());

/** What is wrong with a secret for webhooks that authenticate so; to find words in a long one takes long, so it is kept. */
export function flawOf(auth: Exclude<WebhookAuth, 'none'>, secret: Secret): SecretFlaw | null {
  const known = judged(secret).get(auth);
  if (known !== undefined) return known;
  const flaw = secretFlaw(auth, secret.reveal());
  judged(secret).set(auth, flaw);
  return flaw;
}
