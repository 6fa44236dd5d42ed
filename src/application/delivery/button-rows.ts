import type { Button } from '../ports/chat/chat-channel.js';

/** The buttons in rows of at most so many. */
export function inRows(buttons: readonly Button[], aRow: number): readonly (readonly Button[])[] {
  const rows = Math.ceil(buttons.length / aRow);
  return Array.from({ length: rows }, (_, row) => buttons.slice(row * aRow, (row + 1) * aRow));
}
