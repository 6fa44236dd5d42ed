import { NOT_BUILT_YET } from '../../src/application/commands/command-names.js';
import { commandsPage } from '../../src/application/commands/commands-page.js';
import { T } from '../../src/composition/tokens.js';
import { TestApp } from './app.js';

/** The commands page as the composed application would have it. */
export function commandReference(): string {
  return commandsPage(new TestApp().application.get(T.commands).commands, NOT_BUILT_YET);
}
