import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { referencePage } from '../../../src/adapters/config/report/reference.js';
import { schemaKeys } from '../../../src/adapters/config/schema/keys/schema.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';
import { errorKeys } from './read-text.js';

describe('the reference page', () => {
  it('is up to date (npm run docs:reference makes it so)', () => {
    expect(readFileSync('docs/reference/configuration.md', 'utf8')).to.equal(referencePage(CONFIG_SCHEMA.root));
  });

  it('explains every key', () => {
    for (const { entry } of schemaKeys(CONFIG_SCHEMA.root)) {
      expect(referencePage(CONFIG_SCHEMA.root)).to.contain(`| \`${entry.name}\` | `).and.contain(entry.description);
    }
  });
});

describe('the example', () => {
  it('is a good configuration', () => {
    expect(errorKeys(readFileSync('contrib/untether.example.toml', 'utf8'))).to.deep.equal([]);
  });
});
