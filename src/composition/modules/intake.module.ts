import { ContainerModule } from 'inversify';
import { StartupBuffer } from '../../application/chat/startup-buffer.js';
import { EffectivePreferences } from '../../application/preferences/effective-preferences.js';
import { RunOffered } from '../../application/run/run-offered.js';
import { construct } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

/** What chats begin with: updates that are let in, the choices of a place, offers. */
export const intakeModule = new ContainerModule((options) => {
  construct(options, T.intakeGate, StartupBuffer);
  construct(options, T.effectivePreferences, EffectivePreferences, T.preferences);
  construct(options, T.offered, RunOffered, T.inbox, T.submitRun, T.notices, T.rowsInHand);
});
