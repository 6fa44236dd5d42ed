import { type Fields, fieldsOf, integerOf, textOf } from './fields.js';

const FORWARD_MARKS = ['forward_origin', 'forward_date', 'forward_from', 'forward_from_chat', 'forward_sender_name'];

/** Whose words a message carries. */
export interface Authorship {
  readonly forwarded: boolean;
  /** As Telegram names them; absent where the sender wrote them. */
  readonly writtenBy?: string;
}

/** Whose words a message carries: its sender's own, also forwarded, somebody else's, or another bot's. */
export function authorshipOf(message: Fields): Authorship {
  const forwarded = FORWARD_MARKS.some((mark) => message[mark] !== undefined && message[mark] !== null);
  if (forwarded) return isOwn(message) ? { forwarded } : { forwarded, writtenBy: originOf(message) ?? 'somebody' };
  const inline = fieldsOf(message['via_bot']);
  return inline === null ? { forwarded } : { forwarded, writtenBy: nameOf(inline) ?? 'another bot' };
}

function isOwn(message: Fields): boolean {
  const sender = integerOf(fieldsOf(message['from'])?.['id']);
  const origin = fieldsOf(fieldsOf(message['forward_origin'])?.['sender_user']) ?? fieldsOf(message['forward_from']);
  return sender !== null && integerOf(origin?.['id']) === sender;
}

/** The person, the name that stands for one who hides, or the chat (https://core.telegram.org/bots/api#messageorigin). */
function originOf(message: Fields): string | null {
  const origin = fieldsOf(message['forward_origin']) ?? {};
  const places = [
    origin['sender_user'],
    origin['sender_chat'],
    origin['chat'],
    message['forward_from'],
    message['forward_from_chat'],
  ];
  const hidden = textOf(origin['sender_user_name']) ?? textOf(message['forward_sender_name']);
  return places.map((place) => nameOf(fieldsOf(place))).find((name) => name !== null) ?? hidden;
}

function nameOf(someone: Fields | null): string | null {
  if (someone === null) return null;
  const names = [textOf(someone['first_name']), textOf(someone['last_name']), textOf(someone['title'])];
  const username = textOf(someone['username']);
  const parts = [...names, username === null ? null : `@${username}`].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join(' ');
}
