import { NOT_BUILT_YET } from '../../src/application/chat/commands/not-built-yet.js';
import { commandsPage } from '../../src/application/wording/commands/commands-page.js';
import { T } from '../../src/composition/wiring/tokens.js';
import { TestApp } from './app.js';

/** The commands page as the composed application would have it. */
export function commandReference(): string {
  return commandsPage(new TestApp().application.get(T.commands).commands, NOT_BUILT_YET);
}
