import type { InboundMessage } from '../../../domain/chat/inbound.js';
import { parseSlashCommand } from '../../../domain/chat/slash-command.js';
import { recaptioned } from '../../../domain/chat/spoken-message.js';
import { type MarkedText, shiftMarks, type TextMark } from '../../../domain/chat/text-mark.js';
import type { RowId } from '../../../domain/ids.js';
import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';

/** A message that is on disk. */
export interface StoredMessage {
  readonly row: RowId;
  readonly message: InboundMessage;
}

/** How long a burst waits for more, in milliseconds. */
export interface BurstWindows {
  /** After a forward or a part of a split paste. 0 joins nothing. */
  readonly coalesceMs: number;
  /** After a member of an album. */
  readonly albumMs: number;
}

interface Open<Part> {
  readonly parts: readonly Part[];
  readonly lastWindowMs: number;
  readonly cancel: Cancel;
}

/** The longest wait after ordinary text, in milliseconds: short enough not to be felt. */
const TEXT_WINDOW_MS = 350;
/** Telegram cuts a paste at 4,096 units, at a word border where it can. */
const SPLIT_PASTE_UNITS = 4_000;

/**
 * Joins what one person sends in one go: quick messages, the parts of a long paste, forwards with their comment, albums.
 * Nothing is dropped: every message comes out in exactly one burst, in order.
 */
export class Bursts<Part extends StoredMessage> {
  readonly #alarm: Alarm;
  readonly #windows: () => BurstWindows;
  readonly #onBurst: (parts: readonly Part[]) => void;
  readonly #open = new Map<string, Open<Part>>();

  constructor(alarm: Alarm, windows: () => BurstWindows, onBurst: (parts: readonly Part[]) => void) {
    this.#alarm = alarm;
    this.#windows = windows;
    this.#onBurst = onBurst;
  }

  /** How many are open. */
  get size(): number {
    return this.#open.size;
  }

  /** Whether the message is the rest of something pasted whose beginning is open. */
  continuesPaste(message: InboundMessage): boolean {
    const open = this.#open.get(senderKey(message));
    return isCutPaste(open?.parts.at(-1)?.message) && this.#belongs(open, message);
  }

  /** Whether it is the first of a burst that is open. */
  beginsWith(stored: Part): boolean {
    return this.#open.get(senderKey(stored.message))?.parts[0] === stored;
  }

  /** Takes one more message. */
  add(stored: Part): void {
    const key = senderKey(stored.message);
    if (!this.#belongs(this.#open.get(key), stored.message)) this.flush(stored.message);
    const before = this.#open.get(key);
    before?.cancel();
    const windowMs = windowAfter(stored.message, this.#windows());
    const parts = [...(before?.parts ?? []), stored];
    if (windowMs === 0) {
      this.#open.delete(key);
      this.#onBurst(parts);
    } else {
      const cancel = this.#alarm.after(windowMs, () => this.flush(stored.message));
      this.#open.set(key, { parts, lastWindowMs: windowMs, cancel });
    }
  }

  /** Puts an edit in the place of the message that it edits, which is answered as it is now; `null` if that is not open. */
  amend(edit: InboundMessage): Part | null {
    for (const [key, open] of this.#open) {
      const amended = amendedBy(open.parts, edit);
      if (amended === null) continue;
      this.#open.set(key, { ...open, parts: amended.parts });
      return amended.part;
    }
    return null;
  }

  /** Closes what this person has open there, now. */
  flush(of: Pick<InboundMessage, 'chatId' | 'threadId' | 'sender'>): void {
    const key = senderKey(of);
    const open = this.#open.get(key);
    if (open === undefined) return;
    open.cancel();
    this.#open.delete(key);
    this.#onBurst(open.parts);
  }

  /** Closes everything that is open, now. */
  flushAll(): void {
    for (const open of [...this.#open.values()]) {
      const last = open.parts.at(-1);
      if (last !== undefined) this.flush(last.message);
    }
  }

  /** Messages taken up together after a restart may have been sent minutes apart: those are no burst. */
  #belongs(open: Open<Part> | undefined, next: InboundMessage): boolean {
    const last = open?.parts.at(-1)?.message;
    if (open === undefined || last === undefined) return true;
    const isOfAlbum = next.mediaGroup !== null && next.mediaGroup === last.mediaGroup;
    if (beginsAnew(next) && !isCutPaste(last) && !isOfAlbum) return false;
    const sameReply = next.replyTo === null || next.replyTo.messageId === last.replyTo?.messageId;
    return sameReply && next.sentAt - last.sentAt <= Math.ceil(open.lastWindowMs / 1_000) * 1_000 + 1_000;
  }
}

/** The words of a burst: in the order of message ids, parts of a split paste without a break, others with a blank line. */
export function joinWords(parts: readonly StoredMessage[]): MarkedText {
  const said = inOrder(parts).filter(({ message }) => message.text !== '');
  let text = '';
  let marks: readonly TextMark[] = [];
  for (const [index, { message }] of said.entries()) {
    if (index > 0) text += isCutPaste(said[index - 1]?.message) ? '\n' : '\n\n';
    marks = [...marks, ...shiftMarks(message.marks ?? [], text.length)];
    text += message.text;
  }
  return { text, marks };
}

/** The same without what the words carry. */
export function joinTexts(parts: readonly StoredMessage[]): string {
  return joinWords(parts).text;
}

/** Whether Telegram cut what was pasted behind this message, so that the next one is its rest. */
export function isCutPaste(message: Pick<InboundMessage, 'text'> | undefined): boolean {
  return (message?.text.length ?? 0) >= SPLIT_PASTE_UNITS;
}

/** The parts of a burst, those together that were pasted in one go. */
export function pastesIn<Part extends StoredMessage>(parts: readonly Part[]): readonly (readonly Part[])[] {
  const pastes: Part[][] = [];
  for (const part of parts) {
    const paste = pastes.at(-1);
    const last = paste?.at(-1)?.message;
    const isRest = isCutPaste(last) && last?.forwarded === part.message.forwarded;
    if (paste !== undefined && isRest && last?.writtenBy === part.message.writtenBy) paste.push(part);
    else pastes.push([part]);
  }
  return pastes;
}

/** The parts of a burst in the order of their message ids. */
export function inOrder(parts: readonly StoredMessage[]): readonly StoredMessage[] {
  return [...parts].sort((a, b) => a.message.messageId - b.message.messageId);
}

/** The parts with the one that was edited as it is now, and that one; `null` if it is none of them. */
export function amendedBy<Part extends StoredMessage>(
  parts: readonly Part[],
  edit: InboundMessage,
): { readonly parts: readonly Part[]; readonly part: Part } | null {
  const at = parts.findIndex(({ message }) => isSameMessage(message, edit));
  const found = parts[at];
  if (found === undefined) return null;
  const part = { ...found, message: withEdit(found.message, edit) };
  return { parts: parts.with(at, part), part };
}

/** The message as it is since its sender edited it. */
export function withEdit(
  message: InboundMessage,
  { text, attachment, attachments, usernames, people, marks }: InboundMessage,
): InboundMessage {
  const { usernames: _before, people: _too, marks: _these, attachments: _files, ...rest } = message;
  const mentions = { ...(usernames === undefined ? {} : { usernames }), ...(people === undefined ? {} : { people }) };
  const files = attachments === undefined ? {} : { attachments };
  const edited = {
    ...rest,
    text,
    attachment,
    ...files,
    ...mentions,
    ...(marks === undefined ? {} : { marks }),
  } satisfies InboundMessage;
  return recaptioned(edited);
}

function isSameMessage(a: InboundMessage, b: InboundMessage): boolean {
  return a.chatId === b.chatId && a.messageId === b.messageId;
}

/** Whether a message says itself where it belongs, so that it is no continuation of what was written before. */
function beginsAnew({ forwarded, text }: InboundMessage): boolean {
  return !forwarded && parseSlashCommand(text) !== null;
}

function windowAfter(message: InboundMessage, windows: BurstWindows): number {
  if (message.mediaGroup !== null) return windows.albumMs;
  const more = message.forwarded || isCutPaste(message);
  return more ? windows.coalesceMs : Math.min(windows.coalesceMs, TEXT_WINDOW_MS);
}

function senderKey({ chatId, threadId, sender }: Pick<InboundMessage, 'chatId' | 'threadId' | 'sender'>): string {
  return `${chatId}:${threadId}:${sender?.id}`;
}
