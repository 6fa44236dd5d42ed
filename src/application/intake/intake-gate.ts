import type { Inbound, UpdateIntake } from './inbound.js';

/** Holds updates back until what was accepted earlier has been taken up. */
export class IntakeGate implements UpdateIntake {
  readonly #opened: Promise<UpdateIntake>;
  #open: (intake: UpdateIntake) => void = () => undefined;

  constructor() {
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  /** Lets everything through to the intake from now on. */
  open(intake: UpdateIntake): void {
    this.#open(intake);
  }

  async accept(updates: readonly Inbound[]): Promise<void> {
    return (await this.#opened).accept(updates);
  }
}
