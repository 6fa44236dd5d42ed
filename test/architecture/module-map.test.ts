import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readCodebase, withFiles } from './codebase.js';
import { moduleMap, undescribed } from './module-map.js';
import { projectRoot } from './project-root.js';
import { floors } from './rules/floors.js';

const codebase = readCodebase(projectRoot);

describe('the map of the modules', () => {
  it('has a sentence for each folder, and none for a folder that is gone', () => {
    expect(undescribed(codebase)).to.deep.equal([]);
  });

  it('is what the code says now (otherwise: npm run docs:reference)', () => {
    expect(readFileSync(join(projectRoot, 'docs/explanation/modules.md'), 'utf8')).to.equal(moduleMap(codebase));
  });

  it('lists the floors of the application in their order', () => {
    const [, application = ''] = moduleMap(codebase)
      .split(/^## .*$/m)
      .slice(1);
    const listed = [...application.matchAll(/^\| `([^`/]+)` \|/gm)].map(([, floor]) => floor);
    expect(listed).to.deep.equal(floors);
  });

  it('would be caught without a sentence, and with a count of before', () => {
    const grown = withFiles(codebase, { 'src/application/chat/planted/planted.ts': 'export const planted = 1;\n' });
    expect(undescribed(grown)).to.deep.equal(['src/application/chat/planted has no sentence']);
    const fuller = withFiles(codebase, { 'src/domain/budget/planted.ts': 'export const planted = 1;\n' });
    expect(moduleMap(fuller)).to.not.equal(moduleMap(codebase));
  });
});
