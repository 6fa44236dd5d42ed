import { expect } from 'chai';
import type { ServiceManager, ServiceState } from '../../src/application/ports/system/service-manager.js';

/** A service manager, and what arrived at its other end: one entry a call of `tell`. */
export interface ServiceManagerBench {
  readonly manager: ServiceManager;
  heard(): readonly (readonly ServiceState[])[];
}

/** What everything that can be told the state of the program promises. */
export function describeServiceManager(name: string, make: () => Promise<ServiceManagerBench>): void {
  describe(`${name} as a service manager`, () => {
    let bench: ServiceManagerBench;

    beforeEach(async () => {
      bench = await make();
    });

    async function heardAfter(...calls: readonly (readonly ServiceState[])[]): Promise<unknown> {
      for (const states of calls) bench.manager.tell(...states);
      await bench.manager.settle();
      return bench.heard();
    }

    it('hears every kind of state, in order', async () => {
      const states: readonly ServiceState[] = [
        { kind: 'ready' },
        { kind: 'reloading' },
        { kind: 'ready' },
        { kind: 'alive' },
        { kind: 'more-time', ms: 1_500 },
        { kind: 'status', line: 'hearing · 2 running' },
        { kind: 'stopping' },
      ];
      const calls = states.map((state) => [state]);
      expect(await heardAfter(...calls)).to.deep.equal(calls);
    });

    it('hears what is told together at once', async () => {
      const together: readonly ServiceState[] = [{ kind: 'ready' }, { kind: 'status', line: 'x' }];
      expect(await heardAfter(together)).to.deep.equal([together]);
    });

    it('hears nothing when nothing is said', async () => {
      expect(await heardAfter([])).to.deep.equal([]);
    });

    it('listens, and says how often it wants to hear that we live', () => {
      expect(bench.manager.listening).to.equal(true);
      expect(bench.manager.watchdogMs).to.equal(30_000);
    });
  });
}
