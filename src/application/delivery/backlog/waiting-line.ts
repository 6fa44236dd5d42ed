import type { NoticeLane } from './notice-lane.js';

/** What is known of a lane that something waits in; how much that is, only the disk knows. */
export class WaitingLine {
  readonly name: string;
  readonly lane: NoticeLane;
  readonly #held = new Set<number>();
  readonly #stuck = new Set<number>();
  #isBehind = false;
  #isAsking = false;
  #missed = 0;
  #hasBegun = false;
  #isFlooded = false;

  constructor(name: string, lane: NoticeLane) {
    this.name = name;
    this.lane = lane;
  }

  /** How many are in the heap: being told, or about to be forgotten by the disk. */
  get held(): number {
    return this.#held.size;
  }

  /** How many the disk has of which the heap knows. */
  get known(): number {
    return this.#held.size + this.#stuck.size;
  }

  /** The highest of those; 0 if there is none. */
  get lastKnown(): number {
    return Math.max(0, ...this.#held, ...this.#stuck);
  }

  /** Others wait on disk. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** The disk is being asked for them. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** How many came that were not taken into the heap. */
  get missed(): number {
    return this.#missed;
  }

  /** Something was told since the line began. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** A message was made that stands for its notices; those that follow wait for another. */
  get isFlooded(): boolean {
    return this.#isFlooded;
  }

  /** Whether nothing has to be remembered of it. */
  get isOver(): boolean {
    return this.known === 0 && !this.#isBehind && !this.#isAsking && !this.#isFlooded;
  }

  /** Whether the heap knows the notice. */
  knows(id: number): boolean {
    return this.#held.has(id) || this.#stuck.has(id);
  }

  /** Whether it is being told, and takes room. */
  isHeld(id: number): boolean {
    return this.#held.has(id);
  }

  /** What is being told. */
  get heldIds(): readonly number[] {
    return [...this.#held];
  }

  /** The notice is told from now on. */
  hold(id: number): void {
    this.#hasBegun = true;
    this.#held.add(id);
  }

  /** The disk has forgotten the notice, or it is to be read again. */
  leave(id: number): void {
    this.#held.delete(id);
    this.#stuck.delete(id);
  }

  /** The notice is no longer counted on: it stays on disk, and is not read again. */
  giveUp(id: number): void {
    this.#held.delete(id);
    this.#stuck.add(id);
  }

  /** One came that waits on disk. */
  miss(): void {
    this.#missed++;
  }

  /** Others wait on disk, or none does. */
  setBehind(isBehind: boolean): void {
    this.#isBehind = isBehind;
  }

  /** The disk is being asked, or is not. */
  setAsking(isAsking: boolean): void {
    this.#isAsking = isAsking;
  }

  /** A flood began, or is over. */
  setFlooded(isFlooded: boolean): void {
    this.#isFlooded = isFlooded;
  }
}
