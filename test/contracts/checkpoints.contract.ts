import { expect } from 'chai';
import type { Checkpoints } from '../../src/application/ports/store/checkpoints.js';
import { isAnything } from '../../src/domain/json-shape.js';

export interface MilestonesBench {
  readonly checkpoints: Checkpoints;
  reopened(): Promise<Checkpoints>;
}

/** What all checkpoints promise. */
export function describeMilestones(name: string, make: () => Promise<MilestonesBench>): void {
  describe(`${name} as checkpoints`, () => {
    it('know nothing of what was not kept', async () => {
      const { checkpoints } = await make();
      expect(await checkpoints.find('a', isAnything)).to.equal(null);
    });

    it('give back what was kept last under the name, also after a restart', async () => {
      const { checkpoints, reopened } = await make();
      const body = { list: [1, null], text: 'ä' };
      await checkpoints.keep('a', { earlier: true });
      const kept = checkpoints.keep('a', body);
      body.text = 'changed meanwhile';
      await kept;
      await checkpoints.keep('b', 2);
      expect(await checkpoints.find('a', isAnything)).to.deep.equal({ list: [1, null], text: 'ä' });
      expect(await (await reopened()).find('a', isAnything)).to.deep.equal({ list: [1, null], text: 'ä' });
    });
  });
}
