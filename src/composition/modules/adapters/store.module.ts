import { ContainerModule } from 'inversify';
import type { Store } from '../../../adapters/store/open-store.js';
import { supply } from '../../wiring/token.js';
import { T } from '../../wiring/tokens.js';

/** Everything that is on disk. */
export function storeModule(store: Store): ContainerModule {
  return new ContainerModule((options) => {
    supply(options, T.inbox, store.inbox);
    supply(options, T.sessions, store.sessions);
    supply(options, T.preferences, store.preferences);
    supply(options, T.runStore, store.runs);
    supply(options, T.offers, store.offers);
    supply(options, T.outgoing, store.outgoing);
    supply(options, T.fired, store.fired);
    supply(options, T.switches, store.switches);
    supply(options, T.backlog, store.backlog);
    supply(options, T.storePlace, store.place);
    supply(options, T.finishedWork, store.finishedWork);
    supply(options, T.runHistory, store.runHistory);
    supply(options, T.sendPauses, store.sendPauses);
    supply(options, T.chatStore, store.chatStore);
    supply(options, T.keptFinalsStore, store.keptFinals);
    supply(options, T.checkpoints, store.checkpoints);
    supply(options, T.messages, store.messages);
    supply(options, T.workInHand, store.inHand);
    supply(options, T.keptTexts, store.keptTexts);
  });
}
