import { expect } from 'chai';
import type { Checkpoints } from '../../src/application/ports/store/checkpoints.js';
import { isAnything } from '../../src/domain/json-shape.js';

export interface MilestonesBench {
  readonly milestones: Checkpoints;
  reopened(): Promise<Checkpoints>;
}

/** What all milestones promise. */
export function describeMilestones(name: string, make: () => Promise<MilestonesBench>): void {
  describe(`${name} as milestones`, () => {
    it('know nothing of what was not kept', async () => {
      const { milestones } = await make();
      expect(await milestones.find('a', isAnything)).to.equal(null);
    });

    it('give back what was kept last under the name, also after a restart', async () => {
      const { milestones, reopened } = await make();
      const body = { list: [1, null], text: 'ä' };
      await milestones.keep('a', { earlier: true });
      const kept = milestones.keep('a', body);
      body.text = 'changed meanwhile';
      await kept;
      await milestones.keep('b', 2);
      expect(await milestones.find('a', isAnything)).to.deep.equal({ list: [1, null], text: 'ä' });
      expect(await (await reopened()).find('a', isAnything)).to.deep.equal({ list: [1, null], text: 'ä' });
    });
  });
}
