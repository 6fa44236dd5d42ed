/** The text as one part of a path: it can't lead anywhere else, is no hidden name and never too long. */
export function pathSegment(text: string): string {
  const safe = text
    .replace(/[/\\\p{Cc}]/gu, '_')
    .replace(/^\.+/, (dots) => '_'.repeat(dots.length))
    .trim();
  return safe.slice(0, 120) || '_';
}
