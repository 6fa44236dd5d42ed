import { codeSpan } from '../text/markdown.js';

/** What the message says that confirmed a delayed run, once its button was pressed; `dropped`: it waited still. */
export function delayedDropText(id: string, dropped: boolean): string {
  return dropped ? `❌ Cancelled ${codeSpan(id)}.` : 'It is not waiting any more.';
}
