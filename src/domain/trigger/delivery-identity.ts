import type { Webhook } from './trigger.js';

/** What tells a webhook's deliveries apart: repeats have one of these in common. */
export interface DeliveryIdentity {
  /** Where in the payload the sender names a delivery; what stands there is signed. */
  readonly inPayload: readonly string[] | null;
  /** The headers that name it, in lower case; the first one that is there counts. */
  readonly headers: readonly string[];
  /** How long what is signed counts besides that name; `null` if it does not count. */
  readonly contentForMs: number | null;
}

/** Headers that name a delivery whoever sends it: GitHub, Standard Webhooks, the IETF draft, GitLab. */
const KNOWN_HEADERS = ['x-github-delivery', 'webhook-id', 'idempotency-key', 'x-gitlab-event-uuid'];

/**
 * The identity of a webhook's deliveries, by how their sender proves itself. Where the name isn't signed, whoever has
 * recorded a delivery could name it anew, and where it stands in the payload, call the body something that is not read for
 * it; so what is signed counts too, at least while the recording is fresh.
 */
export function deliveryIdentity(webhook: Webhook): DeliveryIdentity {
  const { auth, dedupHeader, dedupMs, toleranceMs } = webhook;
  const chosen = (...usual: readonly string[]) => (dedupHeader === null ? usual : [dedupHeader.toLowerCase()]);
  const named = (headers: readonly string[]) => identity({ headers });
  const signedName = (inPayload: readonly string[]) => identity({ inPayload, contentForMs: dedupMs });
  const unsignedName = (headers: readonly string[], contentForMs = Math.min(toleranceMs, dedupMs)) =>
    identity({ headers, contentForMs });
  switch (auth) {
    case 'bearer':
    case 'hmac-sha256':
    case 'hmac-sha1':
    case 'none':
      return named(chosen(...KNOWN_HEADERS));
    case 'gitlab':
      return named(chosen('idempotency-key', 'x-gitlab-event-uuid'));
    case 'standard-webhooks':
      return named(['webhook-id', 'svix-id']);
    case 'stripe':
      return signedName(['id']);
    case 'slack':
      return signedName(['event_id']);
    case 'pagerduty':
      return signedName(['event', 'id']);
    case 'github':
      return unsignedName(chosen('x-github-delivery'));
    case 'gogs':
      return unsignedName(chosen('x-gogs-delivery', 'x-gitea-delivery', 'x-forgejo-delivery'));
    case 'linear':
      return unsignedName(chosen('linear-delivery'));
    case 'sentry':
      return unsignedName(chosen('request-id'));
    case 'shopify':
      return unsignedName(chosen('x-shopify-webhook-id', 'x-shopify-event-id'));
    case 'signature':
      if (webhook.signature?.template.includes('{id}') === true) return named(chosen());
      return unsignedName(chosen(), webhook.signature?.timestampHeader === null ? undefined : dedupMs);
  }
}

/** Whether deliveries can't be told apart without the digest of their bodies. */
export function needsDigest(webhook: Webhook): boolean {
  return webhook.dedupMs > 0 && (webhook.dedupBody || deliveryIdentity(webhook).contentForMs !== null);
}

function identity(said: Partial<DeliveryIdentity>): DeliveryIdentity {
  return { inPayload: null, headers: [], contentForMs: null, ...said };
}
