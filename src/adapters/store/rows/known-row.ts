import type { InboxState, RowRecord } from '../../../domain/ports/inbox.js';
import type { Row } from '../database/database.js';

/** What is looked at to tell whether work is known. */
export type KnownRow = Pick<RowRecord, 'id' | 'state' | 'acceptedAt'>;

/** Reads the columns `id`, `state` and `accepted_at` of an Inbox row. */
export function knownRow({ id, state, accepted_at }: Row): KnownRow {
  return { id: Number(id), state: stateOf(state), acceptedAt: Number(accepted_at) };
}

/** The table lets no other state in. */
function stateOf(state: Row[string] | undefined): InboxState {
  if (state === 'accepted' || state === 'begun' || state === 'done' || state === 'dead') return state;
  throw new TypeError(`no state of an Inbox row: ${state}`);
}
