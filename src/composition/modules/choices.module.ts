import { ContainerModule } from 'inversify';
import { DeviceLogin } from '../../application/chat/commands/auth/device-login.js';
import { LogIn } from '../../application/chat/commands/auth/log-in.js';
import { ChatSettings } from '../../application/chat/commands/choices/chat-settings.js';
import { EngineChoice } from '../../application/chat/commands/choices/engine-choice.js';
import { ThreadBrowser } from '../../application/chat/commands/threads/thread-browser.js';
import type { ChatChoice } from '../../application/preferences/chat-choice.js';
import { EffortChoice } from '../../application/preferences/effort-choice.js';
import { ModeChoice } from '../../application/preferences/mode-choice.js';
import { ModelChoice } from '../../application/preferences/model-choice.js';
import { VerbosityChoice } from '../../application/preferences/verbosity-choice.js';
import { construct, supply } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

/** What is chosen for a chat or topic, each by a command of its name. */
export const CHOICES: readonly ChatChoice[] = [
  new EngineChoice(),
  new ModelChoice(),
  new EffortChoice(),
  new ModeChoice(),
  new VerbosityChoice(),
];

/** What is chosen for chats, and what engines' programs do beside runs. */
export const choicesModule = new ContainerModule((options) => {
  construct(options, T.deviceLogin, DeviceLogin, T.engineToolsOf, T.journal);
  construct(options, T.logIn, LogIn, T.deviceLogin, T.bots);
  construct(options, T.threadBrowser, ThreadBrowser, T.engineToolsOf);
  supply(options, T.choices, CHOICES);
  construct(options, T.chatSettings, ChatSettings, T.preferences, T.effectivePreferences);
});
