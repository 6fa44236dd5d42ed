import { ContainerModule } from 'inversify';
import { ReceiveWebhook } from '../../application/intake/receive-webhook.js';
import { provide } from '../token.js';
import { T } from '../tokens.js';

/** Deliveries of webhooks, from the receipt to what they start. */
export const webhooksModule = new ContainerModule((options) => {
  provide(
    options,
    T.webhooks,
    [
      T.generations,
      T.inbox,
      T.tokens,
      T.dispatcher,
      T.submitRun,
      T.effectivePreferences,
      T.notices,
      T.gate,
      T.fired,
      T.clock,
      T.alarm,
      T.journal,
    ],
    (generations, inbox, tokens, dispatcher, submitRun, preferences, notices, gate, fired, clock, alarm, journal) =>
      new ReceiveWebhook({
        generations,
        inbox,
        tokens,
        dispatcher,
        submitRun,
        preferences,
        notices,
        gate,
        fired,
        clock,
        alarm,
        journal,
      }),
  );
});
