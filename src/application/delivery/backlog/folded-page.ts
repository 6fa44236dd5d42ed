import type { FoldedPage, FoldedSpot, QueuedNotice } from '../../ports/chat/outbox.js';
import { shownNoticesText } from '../../wording/delivery/more-notices-text.js';

/** How many are shown at a time at most, and how many characters of Markdown they have together, if it is not one alone. */
export const MOST_SHOWN = 30;
const MOST_CHARACTERS = 3_500;
/** And how many marks: each may be a style, of which a message takes a hundred, and a page that is turned is one message. */
const MOST_MARKS = 90;
const MARK = /[*_~`]+|[[<>#|=]+|https?:/g;

/** A page of folded notices: the Markdown of each, below a line that says which they are. */
export interface ShownPage {
  readonly notices: readonly string[];
  /** The notice to look before for the page before; `null` if this is the first one. */
  readonly earlier: number | null;
  /** The same for the page behind it. */
  readonly later: number | null;
}

/** What of the notices fits a page, from the end at which it was looked for them; there is at least one. */
export function shownPage({ notices, before, total }: FoldedPage, way: FoldedSpot['way']): ShownPage {
  const shown = way === 'after' ? fitting(notices) : fitting(notices.toReversed()).toReversed();
  const skipped = way === 'after' ? 0 : notices.length - shown.length;
  const [first, last] = [before + skipped + 1, before + skipped + shown.length];
  return {
    notices: [shownNoticesText(first, last, total), ...shown.map(({ parcel }) => parcel.order.markdown)],
    earlier: first > 1 ? (shown[0]?.id ?? null) : null,
    later: last < total ? (shown.at(-1)?.id ?? null) : null,
  };
}

function fitting(notices: readonly QueuedNotice[]): readonly QueuedNotice[] {
  let [characters, marks] = [0, 0];
  const tooMany = notices.findIndex(({ parcel }, index) => {
    const { markdown } = parcel.order;
    characters += markdown.length + 2;
    marks += markdown.match(MARK)?.length ?? 0;
    return index > 0 && (characters > MOST_CHARACTERS || marks > MOST_MARKS);
  });
  return tooMany === -1 ? notices : notices.slice(0, tooMany);
}
