import { LONGEST_COPY } from '../../../application/delivery/command-buttons.js';
import type { Button } from '../../../application/ports/chat/chat-channel.js';
import type { Keyboard, KeyboardButton } from './bot-calls.js';

/** Rows of buttons as Telegram takes them; what is too long to be copied has no button. */
export function keyboardOf(buttons: readonly (readonly Button[])[]): Keyboard {
  return buttons.map((row) => row.flatMap(keyboardButton)).filter((row) => row.length > 0);
}

function keyboardButton(button: Button): readonly KeyboardButton[] {
  if ('copy' in button) {
    const { label, copy } = button;
    const fits = copy !== '' && copy.length <= LONGEST_COPY;
    return fits ? [{ text: label, copy_text: { text: copy } }] : [];
  }
  const { label, data, style } = button;
  return [{ text: label, callback_data: data, ...(style === undefined ? {} : { style }) }];
}
