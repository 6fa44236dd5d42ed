import { expect } from 'chai';
import type { Machine } from '../../src/application/ports/system/machine.js';

/** What every machine promises. */
export function describeMachine(name: string, make: () => Machine): void {
  describe(`${name} as the machine`, () => {
    it('has memory, of which no more is free than there is', () => {
      const { totalBytes, availableBytes, swap } = make().memory();
      expect(totalBytes).to.be.greaterThan(1_048_576);
      expect(availableBytes).to.be.within(0, totalBytes);
      if (swap !== null) expect(swap.freeBytes).to.be.within(0, swap.totalBytes);
    });

    it('knows the process: its number, its memory, its open files', () => {
      const { pid, residentBytes, openFiles } = make().own();
      expect(pid).to.be.greaterThan(0);
      expect(residentBytes).to.be.within(1_048_576, make().memory().totalBytes);
      if (openFiles !== null) expect(openFiles).to.be.greaterThan(2);
    });
  });
}
