import { cutPoint } from './cut-point.js';
import { type FormattedText, fits, slice, type TextLimits, tidy } from './formatted-text.js';
import type { TextEntity } from './text-entity.js';

/** Below this much room a message makes no sense; the limits are taken to be at least this. */
const LEAST: TextLimits = { units: 16, entities: 8 };

/**
 * The body in pieces that each are within the limits, cut before paragraphs, else lines, else words, else characters.
 * Styles, code and links that cross a border go on in the next piece. White space at a border is dropped, nothing else.
 */
export function splitFormatted(body: FormattedText, limits: TextLimits): FormattedText[] {
  return [...chunksOf(tidy(body), limits)];
}

/** The body cut to the limits, with an ellipsis if something was left out. */
export function trimFormatted(body: FormattedText, limits: TextLimits): FormattedText {
  const whole = tidy(body);
  if (fits(whole, limits)) return whole;
  const [head] = chunksOf(whole, { units: limits.units - 2, entities: limits.entities });
  if (head === undefined) return whole;
  const endsInCode = head.entities.some(
    (entity) => entity.type === 'pre' && entity.offset + entity.length === head.text.length,
  );
  return { text: `${head.text}${endsInCode ? '\n' : ''}…`, entities: head.entities };
}

/** Like `splitFormatted` for a tidy body, one piece at a time. */
export function* chunksOf(whole: FormattedText, limits: TextLimits): Generator<FormattedText> {
  const room = { units: Math.max(limits.units, LEAST.units), entities: Math.max(limits.entities, LEAST.entities) };
  const { text } = whole;
  let open: readonly TextEntity[] = [];
  let ahead = 0;
  let start = 0;
  while (start < text.length) {
    const from = start;
    const furthest = Math.min(start + room.units, text.length);
    const begun = ahead;
    while ((whole.entities[ahead]?.offset ?? Number.POSITIVE_INFINITY) <= furthest) ahead++;
    open = [...open, ...whole.entities.slice(begun, ahead)].filter(({ offset, length }) => offset + length >= from);
    const near = { text, entities: open };
    const limit = reach(near, start, furthest, room.entities);
    const cut = limit >= text.length ? { end: limit, next: limit } : cutPoint(near, start, limit);
    const chunk = trimEnd(slice(near, start, cut.end));
    if (chunk.text !== '') yield chunk;
    start = cut.next;
  }
}

/** How far a chunk that begins at `start` may reach: to `furthest`, or to where the entities run out. */
function reach(body: FormattedText, start: number, furthest: number, entities: number): number {
  const touched = body.entities.filter(({ offset, length }) => offset + length > start && offset < furthest);
  const excess = touched[entities];
  return excess === undefined ? furthest : Math.min(furthest, excess.offset);
}

function trimEnd(chunk: FormattedText): FormattedText {
  return slice(chunk, 0, chunk.text.trimEnd().length);
}
