import type { DeliveredFile } from '../../../domain/accepted/stored-delivery.js';
import type { Webhook } from '../../../domain/trigger/trigger.js';

/** One post to a webhook that passed every check of its sender. */
export interface WebhookDelivery {
  readonly webhook: Webhook;
  /** What the body says; plain JSON, always an object. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it came; empty if it was a form whose files are staged. */
  readonly body: Uint8Array;
  /** Stands for the bytes that came, files included; `null` if nobody asks for it. */
  readonly digest: string | null;
  /** What the sender signed beside the body, such as the time; empty if that is nothing. */
  readonly signedBeside: string;
  /** Staged, in order; whoever accepts the delivery discards them in the end. */
  readonly files: readonly DeliveredFile[];
}

/**
 * What became of a delivery. `accepted`: it is on disk. `duplicate`: it had been accepted before. `draining`: the
 * program is ending and took nothing.
 */
export type DeliveryReceipt = 'accepted' | 'duplicate' | 'draining';

/** Takes the deliveries of webhooks. Rejects only if the disk does; then nothing was taken. */
export interface WebhookIntake {
  /** Resolves when it takes deliveries; nothing may be staged before. */
  readonly opened: Promise<void>;
  /** Resolves once the delivery survives a power cut, without waiting for what it starts. */
  accept(delivery: WebhookDelivery): Promise<DeliveryReceipt>;
}
