import { expect } from 'chai';
import fc from 'fast-check';
import { DueList } from '../../src/domain/cron/due-list.js';

const items = (maxLength: number) => fc.array(fc.record({ due: fc.nat({ max: 20 }), name: fc.nat() }), { maxLength });

describe('the list of what is due', () => {
  it('takes many at once as if they came one after the other', () => {
    fc.assert(
      fc.property(items(50), items(100), fc.nat({ max: 20 }), (first, more, until) => {
        const [together, single] = [new DueList(first), new DueList(first)];
        together.addAll(more);
        for (const item of more) single.add(item);
        expect(together.earliest).to.equal(single.earliest);
        for (const moment of [until, 20]) expect(together.take(moment)).to.deep.equal(single.take(moment));
      }),
    );
  });
});
