/** The longest that a segment may be, in characters and in bytes of UTF-8: what file systems take as a name is 255 bytes. */
const MOST_CHARACTERS = 120;
const MOST_BYTES = 200;

/** How much of a text is looked at first: as good as always that is enough for a segment. */
const FIRST_LOOK = 4_096;

const LOOK_GROWTH = 16;

/** What ends a line or a name, or divides a path. */
const BREAKS = /[/\\\p{Cc}\p{Zl}\p{Zp}]/gu;
/** What can't be seen, or changes how the rest is seen: format characters such as a byte order mark, and what is unassigned. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;
/** Marks that hide a name or stand for a home directory, also as fullwidth and compatibility forms. */
const HIDING = /^[.~\u2024-\u2026\uFE52\uFF0E\uFF5E]+/;

/**
 * The text as one part of a path: it can't lead anywhere else, is no hidden name, no home directory, and never too long. What
 * the text really says is found out first, so that nothing that is taken away later uncovers another name.
 */
export function pathSegment(text: string): string {
  const seen = startSeen(text);
  const safe = seen.replace(HIDING, (marks) => '_'.repeat(marks.length));
  return cut(safe).trimEnd() || '_';
}

/** What is seen of a text, at least as much of it as a segment can hold: nobody waits for the rest of a long one. */
function startSeen(text: string): string {
  for (let look = FIRST_LOOK; ; look *= LOOK_GROWTH) {
    const seen = text.slice(0, look).toWellFormed().replace(BREAKS, '_').replace(UNSEEN, '').normalize('NFC').trim();
    if (seen.length > FIRST_LOOK / 2 || look >= text.length) return seen;
  }
}

function cut(text: string): string {
  let [kept, bytes] = [0, 0];
  for (const character of Array.from(text).slice(0, MOST_CHARACTERS)) {
    bytes += bytesOf(character);
    if (bytes > MOST_BYTES) break;
    kept += character.length;
  }
  return text.slice(0, kept);
}

/** Of one character in UTF-8 (RFC 3629). */
function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
