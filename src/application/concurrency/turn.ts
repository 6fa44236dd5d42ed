/** The turn of an update in its chat's line. */
export interface Turn {
  /**
   * To be asked around the last that is said: what comes next need not wait until Telegram takes it, which may be long.
   * Gives the promise back.
   */
  said<T>(telling: Promise<T>): Promise<T>;
}

/** For what is in no line, or is not the last of its turn. */
export const NO_TURN: Turn = { said: (telling) => telling };
