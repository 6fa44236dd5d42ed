import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { declaredEvents, eventReference } from '../support/event-reference.js';

const FACTS = 'src/application/ports/facts/';

describe('the reference of events', () => {
  it('is what the types of the events say (`npm run docs:reference`)', () => {
    expect(readFileSync('docs/reference/events.md', 'utf8')).to.equal(eventReference());
  });

  it('has every event that is declared, each with its sentence', () => {
    for (const file of readdirSync(FACTS).filter((name) => name.endsWith('-facts.ts'))) {
      const source = readFileSync(FACTS + file, 'utf8');
      const names = [...source.matchAll(/^ {2}'([a-z.-]+)':/gm)].map(([, name]) => name);
      expect(names).not.to.be.empty;
      expect(declaredEvents(source).map(({ name }) => name)).to.deep.equal(names);
    }
  });
});
