import { ContainerModule } from 'inversify';
import { DeliveryRecords } from '../../application/triggers/delivery-records.js';
import { ReceiveWebhook } from '../../application/triggers/receive-webhook.js';
import { build } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** Deliveries of webhooks, from the receipt to what they start. */
export const webhooksModule = new ContainerModule((options) => {
  build(options, T.deliveryRecords, DeliveryRecords, the('codec', 'calendar', 'tokens', 'clock'));
  build(options, T.webhooks, ReceiveWebhook, {
    ...the(
      'generations',
      'inbox',
      'tokens',
      'dispatcher',
      'actions',
      'uploads',
      'notices',
      'gate',
      'fired',
      'clock',
      'retrier',
      'journal',
    ),
    records: T.deliveryRecords,
    hands: T.rowsInHand,
  });
});
