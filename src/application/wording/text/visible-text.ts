/** A picture as people type it, where the joints inside say nothing by themselves. */
const PICTURE =
  /\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?(?:\u200D\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)*|[#*0-9]\uFE0F\u20E3/u;

/**
 * What a reader doesn't see, or not where it stands: controls, marks of direction, blanks that aren't the usual one, and
 * all that fonts leave out.
 */
const UNSEEN = /(?![\n\t ])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}\u2800]/u;

const EITHER = new RegExp(`(${PICTURE.source})|(${UNSEEN.source})\\2*`, 'gu');

/** So many of the same in a row are counted. */
const MANY_UNSEEN = 4;

/** So many blanks in a row are counted instead: nobody sees that a line continues far to the right. */
const MANY_BLANKS = / {40,}/g;

/**
 * The text as it is to be shown where somebody decides on it: what can't be seen stands as its code point, `⟨U+202E⟩` or
 * `⟨U+202E ×9⟩`, and a long row of blanks as their number. Line breaks, tabs and anything else stay as they are.
 */
export function visibleText(text: string): string {
  return text
    .replace(EITHER, (run, picture?: string, unseen = run) => picture ?? codePoints(unseen, run.length / unseen.length))
    .replace(MANY_BLANKS, (blanks) => `⟨${blanks.length} spaces⟩`);
}

function codePoints(character: string, count: number): string {
  const name = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return count < MANY_UNSEEN ? `⟨${name}⟩`.repeat(count) : `⟨${name} ×${count}⟩`;
}
