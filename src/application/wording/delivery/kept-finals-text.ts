import { counted } from '../text/counted.js';

/** What the button under it says. */
export const SHOW_KEPT = 'Show them';

/** That older answers wait which could not be sent. Markdown. */
export function keptFinalsText(count: number): string {
  return `📬 ${counted(count, 'older answer')} could not be sent while this chat was closed to me.`;
}
