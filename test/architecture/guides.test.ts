import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { guideObjection, guideSteps } from '../support/guide.js';
import { projectRoot } from './project-root.js';

describe('the how-tos for whoever changes the code', () => {
  for (const [page, files] of [
    ['docs/how-to/add-a-command.md', 4],
    ['docs/how-to/add-a-key.md', 5],
  ] as const) {
    it(`name places that are there: ${page}`, () => {
      const steps = guideSteps(readFileSync(join(projectRoot, page), 'utf8'));
      expect(steps.map((step) => guideObjection(projectRoot, step)).filter((found) => found !== null)).to.deep.equal(
        [],
      );
      expect(new Set(steps.map(({ path }) => path)).size).to.equal(files);
    });
  }

  it('would be caught naming a place that is gone', () => {
    const step = (named: string, block: string) => guideSteps(`# Page\n\n1. In \`${named}\`:\n\n${block}`);
    const change = (line: string) => `   \`\`\`diff\n    ${line}\n   +and more\n   \`\`\`\n`;
    const create = '   ```ts\n   export const one = 1;\n   ```\n';
    const objections = (steps: ReturnType<typeof guideSteps>) => steps.map((one) => guideObjection(projectRoot, one));
    expect(objections(step('src/domain/result.ts', change('no such line')))[0]).to.include('0 places');
    expect(objections(step('src/domain/results.ts', change('no such line')))[0]).to.include('is not there');
    expect(objections(step('src/domain/result.ts', create))[0]).to.include('is there already');
    expect(objections(step('src/domain/results.ts', create))).to.deep.equal([null]);
    expect(() => guideSteps(`1. Somewhere:\n\n${create}`)).to.throw('names no file');
  });
});
