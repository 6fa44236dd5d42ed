import { ContainerModule } from 'inversify';
import { StartupBuffer } from '../../application/chat/startup-buffer.js';
import { EffectivePreferences } from '../../application/preferences/effective-preferences.js';
import { RunOffered } from '../../application/run/run-offered.js';
import { build, construct } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** What chats begin with: updates that are let in, the choices of a place, offers. */
export const intakeModule = new ContainerModule((options) => {
  construct(options, T.startupBuffer, StartupBuffer);
  construct(options, T.effectivePreferences, EffectivePreferences, T.preferences);
  build(options, T.offered, RunOffered, { ...the('inbox', 'submitRun', 'notices'), hands: T.rowsInHand });
});
