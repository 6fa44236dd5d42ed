import { expect } from 'chai';
import { useFakeTimers } from 'sinon';
import { DOCUMENTED } from './vectors/documented.js';
import { LIBRARIES, NOW_MS, SIGNED_EXAMPLES } from './vectors/libraries.js';
import { accepts, type Vendor } from './vectors/vector.js';

describe('the signatures of vendors', () => {
  const counts: string[] = [];
  after(() => console.log(counts.join('; ')));

  const judge = (vendor: Vendor) => {
    for (const vector of vendor.vectors) {
      expect(accepts(vendor, vector), `${vendor.name}: ${vector.name}`).to.equal(vector.accepts);
    }
    counts.push(`${vendor.name} ${vendor.vectors.length} agree of ${vendor.vectors.length}`);
  };

  for (const library of LIBRARIES) {
    it(`are judged as the library of ${library.name} judges them`, async () => {
      const clock = useFakeTimers({ now: NOW_MS, toFake: ['Date'] });
      try {
        for (const vector of library.vectors) {
          expect(await library.judge(vector), `the library: ${vector.name}`).to.equal(vector.accepts);
        }
      } finally {
        clock.restore();
      }
      judge(library);
    });
  }

  for (const vendor of [...SIGNED_EXAMPLES, ...DOCUMENTED]) {
    it(`are judged as ${vendor.name} documents them`, () => judge(vendor));
  }
});
