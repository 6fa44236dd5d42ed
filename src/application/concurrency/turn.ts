import type { RowId } from '../../domain/ids.js';

/** The turn of an update in its chat's line. */
export interface Turn {
  /**
   * To be asked around the last that is said: what comes next need not wait until Telegram takes it, which may be long.
   * Gives the promise back. The rows of `acted`, whose work is done but for that, end at the latest before what comes next is
   * handled: after a crash it would be done again behind that, and undo it.
   */
  said<T>(telling: Promise<T>, acted?: readonly RowId[]): Promise<T>;
}

/** For what is in no line, or is not the last of its turn. */
export const NO_TURN: Turn = { said: (telling) => telling };
