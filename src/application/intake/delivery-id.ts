import type { WebhookDelivery } from '../ports/webhook-intake.js';

/** The headers by which known senders name a delivery: GitHub, Standard Webhooks, the IETF draft, GitLab. */
const KNOWN_HEADERS = ['x-github-delivery', 'webhook-id', 'idempotency-key', 'x-gitlab-event-uuid'];

/** The sender's own name of a delivery, or `null` if it has none or repeats are not to be recognised. */
export function deliveryId({ webhook, headers }: WebhookDelivery): string | null {
  if (webhook.dedupMs === 0) return null;
  const names = webhook.dedupHeader === null ? KNOWN_HEADERS : [webhook.dedupHeader.toLowerCase()];
  return names.map((name) => headers[name]).find((value) => value !== undefined && value !== '') ?? null;
}
