import { expect } from 'chai';
import { ENGINES } from '../../src/adapters/engines/engines.js';
import { readCodebase } from './codebase.js';
import { projectRoot } from './project-root.js';
import { engineNames, engineNamings } from './rules/engine-names.js';

describe('the engines', () => {
  it('are named in their own folders, and nowhere in the domain or the application', () => {
    const codebase = readCodebase(projectRoot);
    const [names, namings] = [engineNames(codebase), engineNamings(codebase)];
    console.log(`      engines ${names.join(', ')}: named in domain/ or application/ ${namings.length}`);
    expect(names, 'folders with a manifest are in the list').to.have.members(
      ENGINES.map(({ manifest }) => manifest.id),
    );
    expect(namings).to.deep.equal([]);
  });
});
