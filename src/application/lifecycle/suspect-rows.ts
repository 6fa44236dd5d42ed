import type { Alarm } from '../../domain/ports/alarm.js';
import type { InboxRow } from '../../domain/ports/inbox.js';
import type { RowsInHand } from '../concurrency/rows-in-hand.js';
import type { Journal } from '../ports/system/journal.js';
import type { MissedWorkReporter } from './missed-work-reporter.js';
import { MOST_DEATHS } from './most-deaths.js';

/** How long a row has, in milliseconds, until it must have been taken in hand: bursts wait for more. */
const TAKEN_WITHIN_MS = 2_000;

/** What judging rows is built on. */
export interface SuspectRowsTools {
  readonly missed: MissedWorkReporter;
  readonly hands: RowsInHand;
  readonly alarm: Alarm;
  readonly journal: Journal;
}

/** Accepted rows by what is known of them. */
export interface JudgedRows {
  /** No process died of them. */
  readonly innocent: readonly InboxRow[];
  /** A process may have died of them; the least suspect first. */
  readonly suspect: readonly InboxRow[];
  /** So many died that they are acted on no more. */
  readonly fatal: readonly InboxRow[];
}

/** Keeps a row that ends the program from doing so for ever, and from taking the rows beside it along. */
export class SuspectRows {
  readonly #tools: SuspectRowsTools;

  constructor(tools: SuspectRowsTools) {
    this.#tools = tools;
  }

  /** Sorts accepted rows. */
  judge(rows: readonly InboxRow[]): JudgedRows {
    const deathsOf = ({ deaths = 0 }: InboxRow) => deaths;
    return {
      innocent: rows.filter((row) => deathsOf(row) === 0),
      suspect: rows
        .filter((row) => deathsOf(row) > 0 && deathsOf(row) < MOST_DEATHS)
        .sort((a, b) => deathsOf(a) - deathsOf(b) || a.id - b.id),
      fatal: rows.filter((row) => deathsOf(row) >= MOST_DEATHS),
    };
  }

  /** Ends the rows as dead, and tells what they were. */
  async setAside(rows: readonly InboxRow[]): Promise<void> {
    for (const row of rows) {
      const { id, source, key, deaths } = row;
      this.#tools.journal.record({ name: 'work.set-aside', level: 'error', data: { row: id, source, key, deaths } });
      await this.#tools.missed.tell(row, 'fatal');
    }
  }

  /**
   * Acts on one at a time, so that only the guilty one is in hand if the program dies again; an album is one. Never rejects.
   */
  async oneByOne(rows: readonly InboxRow[], act: (rows: readonly InboxRow[]) => Promise<void>): Promise<void> {
    const { alarm, hands, journal } = this.#tools;
    for (const together of Map.groupBy(rows, albumOf).values()) {
      for (const { id, source, deaths } of together) {
        journal.record({ name: 'work.suspect', level: 'warn', data: { row: id, source, deaths } });
      }
      await act(together).catch((cause) => {
        for (const { id: row } of together) {
          journal.record({ name: 'work.suspect-failed', level: 'error', data: { row }, cause });
        }
      });
      await new Promise<void>((resolve) => void alarm.after(TAKEN_WITHIN_MS, resolve));
      for (const { id } of together) await hands.freeOf(id);
    }
  }
}

/** What tells the album that a row is part of from all else, or the row. */
function albumOf(row: InboxRow): string {
  const group = row.source === 'message' ? row.body.mediaGroup : null;
  return row.source === 'message' && group !== null ? `album ${row.body.chatId} ${group}` : `row ${row.id}`;
}
