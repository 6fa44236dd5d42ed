import type { Inbound, UpdateIntake } from '../../domain/chat/inbound.js';

/** Holds updates back until what was accepted earlier has been taken up. */
export class StartupBuffer implements UpdateIntake {
  /** Resolves when the first updates have come. */
  readonly arrived: Promise<void>;
  readonly #opened: Promise<UpdateIntake>;
  #held: readonly Inbound[] = [];
  #isOpen = false;
  #arrive: () => void = () => undefined;
  #open: (intake: UpdateIntake) => void = () => undefined;

  constructor() {
    this.arrived = new Promise((resolve) => (this.#arrive = resolve));
    this.#opened = new Promise((resolve) => (this.#open = resolve));
  }

  /** What has come and waits. */
  get held(): readonly Inbound[] {
    return this.#held;
  }

  /** Lets everything through to the intake from now on. */
  open(intake: UpdateIntake): void {
    this.#isOpen = true;
    this.#held = [];
    this.#open(intake);
  }

  async accept(updates: readonly Inbound[]): Promise<void> {
    if (!this.#isOpen) this.#held = [...this.#held, ...updates];
    this.#arrive();
    return (await this.#opened).accept(updates);
  }
}
