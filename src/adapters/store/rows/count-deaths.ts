import type { DatabaseSync } from 'node:sqlite';
import type { LeftInHand } from '../database/left-in-hand.js';
import { encode } from './json.js';

/** The milestone that names the process whose death was counted last. */
const COUNTED = 'deaths-counted';

/**
 * Counts a death for all that a process had in hand, in one transaction, and once however often it is told of the same
 * process. Rows that are begun are never acted on again, and need no count.
 */
export function countDeaths(db: DatabaseSync, { process, rows, parcels }: LeftInHand): void {
  if (rows.length + parcels.length === 0) return;
  const counted = db.prepare('SELECT body FROM milestone WHERE name = ?').get(COUNTED)?.['body'];
  if (process !== null && counted === encode(process)) return;
  const row = db.prepare(`UPDATE inbox SET deaths = deaths + 1 WHERE id = ? AND state = 'accepted'`);
  const parcel = db.prepare('UPDATE parcel SET deaths = deaths + 1 WHERE id = ?');
  const note = db.prepare('INSERT OR REPLACE INTO milestone (name, body) VALUES (?, ?)');
  db.exec('BEGIN IMMEDIATE');
  for (const id of rows) row.run(id);
  for (const id of parcels) parcel.run(id);
  note.run(COUNTED, encode(process));
  db.exec('COMMIT');
}
