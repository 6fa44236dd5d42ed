import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { commandReference } from '../support/command-reference.js';

describe('the reference page of the commands', () => {
  it('is what the code says now (otherwise: npm run docs:reference)', () => {
    expect(readFileSync('docs/reference/commands.md', 'utf8')).to.equal(commandReference());
  });
});
