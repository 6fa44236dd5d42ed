import type { OutboxMessage, QueuedMessage, UnreadableMessage } from '../../../application/ports/chat/outbox.js';
import type { Shape } from '../../../domain/json-shape.js';
import type { Row } from '../database/database.js';
import { decodeBody } from '../decode/stored-body.js';

/** The parcel in a row of the table; `null` if it can't be read. */
export function parcelIn<P extends OutboxMessage>(row: Row, shape: Shape<P>): QueuedMessage<P> | null {
  const parcel = decodeBody(String(row['body']), shape);
  if (!parcel.ok) return null;
  const parked = { id: Number(row['id']), parcel: parcel.value, sent: Number(row['sent']) };
  return row['deaths'] === 0 ? parked : { ...parked, deaths: Number(row['deaths']) };
}

/** What can't be read in a row of the table, and why; `null` if it can. */
export function unreadableIn<P extends OutboxMessage>(row: Row, shape: Shape<P>): UnreadableMessage | null {
  const text = String(row['body']);
  const parcel = decodeBody(text, shape);
  if (parcel.ok) return null;
  return { id: Number(row['id']), parkedAt: Number(row['parked_at']), text, fault: parcel.problem };
}
