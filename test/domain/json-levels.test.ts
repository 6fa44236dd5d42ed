import { expect } from 'chai';
import fc from 'fast-check';
import { isTooDeepJson, isTooDeepValue, MOST_JSON_LEVELS } from '../../src/domain/json-levels.js';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('JSON from outside', () => {
  it('may be nested up to a limit, by lists and tables alike', () => {
    const nested = (levels: number) => `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`;
    expect(isTooDeepJson(nested(MOST_JSON_LEVELS))).to.equal(false);
    expect(isTooDeepJson(nested(MOST_JSON_LEVELS + 2))).to.equal(true);
    expect(isTooDeepJson('['.repeat(100_000))).to.equal(true);
    for (const levels of [2, MOST_JSON_LEVELS, MOST_JSON_LEVELS + 2, 100_000]) {
      const text = nested(levels);
      expect(isTooDeepValue(JSON.parse(text)), `${levels} levels`).to.equal(isTooDeepJson(text));
    }
  });

  it('may have any number of brackets side by side and in its texts, whatever else they hold', () => {
    const texts = [
      `[${'[],'.repeat(10_000)}[]]`,
      JSON.stringify('[{"\\'.repeat(10_000)),
      `["\\"${'['.repeat(1_000)}"]`,
    ];
    for (const text of texts) expect(isTooDeepJson(text), text.slice(0, 20)).to.equal(false);
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(depthOf(value)).to.be.at.most(MOST_JSON_LEVELS);
        expect(isTooDeepJson(JSON.stringify(value))).to.equal(false);
      }),
    );
  });
});
