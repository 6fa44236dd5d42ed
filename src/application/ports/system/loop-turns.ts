/** The program does one thing at a time; whoever has much to do, and is in no hurry, lets others have their turn. */
export interface LoopTurns {
  /** Resolves when what waits by now has been looked after: requests that have come, alarms that are due. */
  next(): Promise<void>;
}
