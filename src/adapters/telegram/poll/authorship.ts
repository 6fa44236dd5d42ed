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
  if (forwarded) return isOwn(message) ? { forwarded } : { forwarded, writtenBy: forwardedFrom(message) ?? 'somebody' };
  const inline = fieldsOf(message['via_bot']);
  return inline === null ? { forwarded } : { forwarded, writtenBy: nameOf(inline) ?? 'another bot' };
}

/** Who wrote a message that somebody replies to, as Telegram names them; `null` if who replies did. */
export function writerOf(replied: Fields, reply: Fields): string | null {
  const { writtenBy } = authorshipOf(replied);
  if (writtenBy !== undefined) return writtenBy;
  const chat = fieldsOf(replied['sender_chat']);
  const [theirs, own] = [replied['from'], reply['from']].map((user) => integerOf(fieldsOf(user)?.['id']));
  if (chat === null && theirs !== null && theirs === own) return null;
  return signed(nameOf(chat) ?? nameOf(fieldsOf(replied['from'])) ?? 'somebody', replied);
}

/** Whether a message came from who sends this one (https://core.telegram.org/bots/api#messageorigin). */
export function isSenders(origin: Fields, message: Fields): boolean {
  const sender = integerOf(fieldsOf(message['from'])?.['id']);
  return sender !== null && integerOf(fieldsOf(origin['sender_user'])?.['id']) === sender;
}

/** The person, the name that stands for one who hides, or the chat with who signed; `null` if nothing says so. */
export function originOf(origin: Fields): string | null {
  const places = [origin['sender_user'], origin['sender_chat'], origin['chat']];
  const found = places.map((place) => nameOf(fieldsOf(place))).find((name) => name !== null);
  return found === undefined ? textOf(origin['sender_user_name']) : signed(found, origin);
}

function isOwn(message: Fields): boolean {
  const sender = integerOf(fieldsOf(message['from'])?.['id']);
  const from = integerOf(fieldsOf(message['forward_from'])?.['id']);
  return isSenders(fieldsOf(message['forward_origin']) ?? {}, message) || (sender !== null && from === sender);
}

function forwardedFrom(message: Fields): string | null {
  const places = [message['forward_from'], message['forward_from_chat']];
  return (
    originOf(fieldsOf(message['forward_origin']) ?? {}) ??
    places.map((place) => nameOf(fieldsOf(place))).find((name) => name !== null) ??
    textOf(message['forward_sender_name'])
  );
}

/** With the name under which somebody posted for a chat. */
function signed(name: string, { author_signature: signature }: Fields): string {
  return typeof signature === 'string' && signature.trim() !== '' ? `${name}, signed by ${signature}` : name;
}

function nameOf(someone: Fields | null): string | null {
  if (someone === null) return null;
  const names = [textOf(someone['first_name']), textOf(someone['last_name']), textOf(someone['title'])];
  const username = textOf(someone['username']);
  const parts = [...names, username === null ? null : `@${username}`].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join(' ');
}
