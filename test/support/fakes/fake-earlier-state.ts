import type { EarlierFindings, PythonState } from '../../../src/application/ports/config/python-state.js';

/** What an earlier program has left, as a test says. */
export class FakeEarlierState implements PythonState {
  left: EarlierFindings | null = null;

  async read(): Promise<EarlierFindings | null> {
    return this.left;
  }
}
