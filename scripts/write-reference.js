import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { referencePage } from '../dist/src/adapters/config/report/reference.js';
import { CONFIG_SCHEMA } from '../dist/src/composition/wiring/config-schema.js';
import { commandLineReference } from '../dist/test/support/command-line-reference.js';
import { commandReference } from '../dist/test/support/command-reference.js';

const folder = new URL('../docs/reference/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of [
  ['configuration.md', referencePage(CONFIG_SCHEMA.root)],
  ['commands.md', commandReference()],
  ['command-line.md', commandLineReference()],
]) {
  const page = fileURLToPath(new URL(name, folder));
  writeFileSync(page, text);
  console.log(`wrote ${page}`);
}
