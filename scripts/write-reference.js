import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { referencePage } from '../dist/src/adapters/config/report/reference.js';
import { CONFIG_SCHEMA } from '../dist/src/composition/wiring/config-schema.js';
import { readCodebase } from '../dist/test/architecture/codebase.js';
import { moduleMap } from '../dist/test/architecture/module-map.js';
import { projectRoot } from '../dist/test/architecture/project-root.js';
import { commandLineReference } from '../dist/test/support/command-line-reference.js';
import { commandReference } from '../dist/test/support/command-reference.js';
import { eventReference } from '../dist/test/support/event-reference.js';
import { manualPage } from '../dist/test/support/manual-page.js';
import { messageReference } from '../dist/test/support/message-list/message-reference.js';

const docs = new URL('../docs/', import.meta.url);
for (const [name, text] of [
  ['reference/configuration.md', referencePage(CONFIG_SCHEMA.root)],
  ['reference/commands.md', commandReference()],
  ['reference/command-line.md', commandLineReference()],
  ['reference/untether.1', manualPage()],
  ['reference/events.md', eventReference()],
  ['reference/messages.md', messageReference()],
  ['explanation/modules.md', moduleMap(readCodebase(projectRoot))],
]) {
  const page = fileURLToPath(new URL(name, docs));
  mkdirSync(dirname(page), { recursive: true });
  writeFileSync(page, text);
  console.log(`wrote ${page}`);
}
