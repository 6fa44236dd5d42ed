import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { referencePage } from '../dist/src/adapters/config/reference.js';

const folder = new URL('../docs/reference/', import.meta.url);
const page = fileURLToPath(new URL('configuration.md', folder));
mkdirSync(folder, { recursive: true });
writeFileSync(page, referencePage());
console.log(`wrote ${page}`);
