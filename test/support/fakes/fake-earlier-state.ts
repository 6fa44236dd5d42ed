import type { EarlierFindings, EarlierState } from '../../../src/application/ports/config/earlier-state.js';

/** What an earlier program has left, as a test says. */
export class FakeEarlierState implements EarlierState {
  left: EarlierFindings | null = null;

  async read(): Promise<EarlierFindings | null> {
    return this.left;
  }
}
