import type { WebhookAuth } from '../../domain/trigger/trigger.js';
import type { WebhookDelivery } from '../ports/webhook-intake.js';

/** The headers by which known senders name a delivery: GitHub, Standard Webhooks, the IETF draft, GitLab. */
const KNOWN_HEADERS = ['x-github-delivery', 'webhook-id', 'idempotency-key', 'x-gitlab-event-uuid'];

/** The sender's own name of a delivery, or `null` if it has none or repeats are not to be recognised. */
export function deliveryId({ webhook, headers, payload }: WebhookDelivery): string | null {
  if (webhook.dedupMs === 0) return null;
  const names = webhook.dedupHeader === null ? KNOWN_HEADERS : [webhook.dedupHeader.toLowerCase()];
  const named = names.map((name) => headers[name]).find((value) => value !== undefined && value !== '');
  return named ?? (webhook.dedupHeader === null ? idInPayload(webhook.auth, payload) : null);
}

/** Stripe and Slack name a delivery in what they sign: by its event. */
function idInPayload(auth: WebhookAuth, payload: WebhookDelivery['payload']): string | null {
  const id = auth === 'stripe' ? payload['id'] : auth === 'slack' ? payload['event_id'] : null;
  return typeof id === 'string' && id !== '' ? id : null;
}
