import type { RowId } from '../../../domain/ids.js';

/** What becomes of the store and of the work in it. */
export interface WorkFacts {
  /** The database could not be used and is kept under another name. */
  'store.set-aside': { path: string; reason: 'corrupt' | 'newer' };
  /** The database's files were taken away, and were written back. */
  'store.restored': { kind: 'restored'; path: string };
  /** The database's files were taken away, and what was in them is lost but for a copy. */
  'store.lost': { kind: 'lost'; path: string; kept: string | null; reason: string };
  /** How much the last process left. */
  'work.taken-up': { accepted: number; begun: number; parcels: number; open: number };
  /** A process may have died of this row; it is acted on by itself. */
  'work.suspect': { row: RowId; source: string; deaths: number | undefined };
  /** A suspect row failed without ending the program. */
  'work.suspect-failed': { row: RowId };
  /** So many processes died of this row that it is acted on no more. */
  'work.set-aside': { row: RowId; source: string; key: string; deaths: number | undefined };
  /** Something that is stored can't be read. */
  'work.unreadable': { kind: string; name: string; fault: string };
  /** The disk refused to set unreadable work aside; it is tried at the next start. */
  'work.not-set-aside': { pieces: number };
  /** A process may have died of this message; it is sent by itself. */
  'parcel.suspect': { parcel: number; deaths: number | undefined };
  /** So many processes died of this message that it is sent no more. */
  'parcel.set-aside': { parcel: number; kind: string; deaths: number | undefined };
  /** The disk refused to set the message aside; it is tried at the next start. */
  'parcel.not-set-aside': { parcel: number; kind: string; deaths: number | undefined };
  /** Old work could not be forgotten; it is tried again. */
  'history.forget-failed': null;
  /** The ledger of what has fired could not be read or written. */
  'ledger.failed': null;
}
