import { codeSpan } from '../text/markdown.js';

/** So much of a loop's id tells it from the few others of a chat. */
export const LOOP_NAME_LENGTH = 4;

/** A loop as people see it and write it; Markdown. */
export function loopName(id: string): string {
  return codeSpan(id.slice(0, LOOP_NAME_LENGTH));
}
