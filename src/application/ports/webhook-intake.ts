import type { Webhook } from '../../domain/trigger/trigger.js';

/** One post to a webhook that passed every check of its sender. */
export interface WebhookDelivery {
  readonly webhook: Webhook;
  /** What the body says; plain JSON, always an object. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What became of a delivery. `accepted`: it is on disk. `duplicate`: it had been accepted before. `draining`: the
 * program is ending and took nothing.
 */
export type DeliveryReceipt = 'accepted' | 'duplicate' | 'draining';

/** Takes the deliveries of webhooks. Rejects only if the disk does; then nothing was taken. */
export interface WebhookIntake {
  /** Resolves once the delivery survives a power cut, without waiting for what it starts. */
  accept(delivery: WebhookDelivery): Promise<DeliveryReceipt>;
}
