import { ContainerModule } from 'inversify';
import { StartupBuffer } from '../../application/chat/startup-buffer.js';
import { EffectivePreferences } from '../../application/preferences/effective-preferences.js';
import { RunOffered } from '../../application/run/run-offered.js';
import { provide } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

/** What chats begin with: updates that are let in, the choices of a place, offers. */
export const intakeModule = new ContainerModule((options) => {
  provide(options, T.intakeGate, [], () => new StartupBuffer());
  provide(options, T.effectivePreferences, [T.preferences], (preferences) => new EffectivePreferences(preferences));
  provide(
    options,
    T.offered,
    [T.inbox, T.submitRun, T.notices, T.rowsInHand],
    (inbox, submitRun, notices, hands) => new RunOffered(inbox, submitRun, notices, hands),
  );
});
