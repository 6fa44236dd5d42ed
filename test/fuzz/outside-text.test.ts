import { expect } from 'chai';
import { HOSTILE_TEXTS } from '../attacks/outside-text/hostile-texts.js';
import { measure } from '../attacks/outside-text/law.js';
import { READERS } from '../attacks/outside-text/readers.js';
import { LONG_MS } from './fuzz.js';

const LENGTHS = { short: 10_000, long: 100_000 };

/** What renders is built from the same parts, so each of its functions is given another share of the texts here. */
const SHARE = 8;

describe('hostile text of ten times the length takes no more than its share of time', function () {
  this.timeout(LONG_MS);

  READERS.forEach((reader, place) => {
    it(`in ${reader.name}`, () => {
      const texts = HOSTILE_TEXTS.filter((_, index) => !reader.renders || index % SHARE === place % SHARE);
      const broken = texts.map((text) => measure(reader, text, LENGTHS)).filter(({ holds }) => !holds);
      expect(broken).to.deep.equal([]);
    });
  });
});
