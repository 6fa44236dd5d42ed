import type { TextMark } from '../../../domain/chat/text-mark.js';
import { type Fields, textOf } from './fields.js';
import { marksOf } from './text-marks.js';

/** What a message says: its text, else its caption, with what the words carry. */
export function saidIn(message: Fields): { readonly text: string; readonly marks?: readonly TextMark[] } {
  const text = textOf(message['text']);
  if (text) return { text, ...marksOf(message['entities']) };
  const caption = textOf(message['caption']);
  return caption ? { text: caption, ...marksOf(message['caption_entities']) } : { text: '' };
}
