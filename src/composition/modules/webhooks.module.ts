import { ContainerModule } from 'inversify';
import { DeliveryRecords } from '../../application/triggers/delivery-records.js';
import { ReceiveWebhook } from '../../application/triggers/receive-webhook.js';
import { provide } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

/** Deliveries of webhooks, from the receipt to what they start. */
export const webhooksModule = new ContainerModule((options) => {
  provide(
    options,
    T.deliveryRecords,
    [T.codec, T.calendar, T.tokens, T.clock],
    (codec, calendar, tokens, clock) => new DeliveryRecords(codec, calendar, tokens, clock),
  );
  provide(
    options,
    T.webhooks,
    [
      T.generations,
      T.inbox,
      T.tokens,
      T.dispatcher,
      T.actions,
      T.deliveryRecords,
      T.uploads,
      T.notices,
      T.gate,
      T.fired,
      T.rowsInHand,
      T.clock,
      T.alarm,
      T.ending,
      T.journal,
    ],
    (
      generations,
      inbox,
      tokens,
      dispatcher,
      actions,
      records,
      uploads,
      notices,
      gate,
      fired,
      hands,
      clock,
      alarm,
      ending,
      journal,
    ) =>
      new ReceiveWebhook({
        generations,
        inbox,
        tokens,
        dispatcher,
        actions,
        records,
        uploads,
        notices,
        gate,
        fired,
        hands,
        clock,
        alarm,
        ending,
        journal,
      }),
  );
});
