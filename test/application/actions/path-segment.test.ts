import { expect } from 'chai';
import fc from 'fast-check';
import { pathSegment } from '../../../src/application/actions/path-segment.js';

describe('a value in a path', () => {
  it('keeps what is harmless', () => {
    expect(pathSegment('report 2026.json')).to.equal('report 2026.json');
  });

  it('is one part of it, never empty, hidden or a way up', () => {
    expect(pathSegment('../../etc/passwd')).to.equal('___.._etc_passwd');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const segment = pathSegment(text);
        expect(segment).to.match(/^[^./\\\p{Cc}][^/\\\p{Cc}]*$/u);
        expect(segment.length).to.be.at.most(120);
      }),
    );
  });
});
