/** The text with the part from `start` to `end` replaced. */
export function splice(text: string, start: number, end: number, replacement = ''): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
