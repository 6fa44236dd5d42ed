import { cutPoint } from './cut-point.js';
import { type FormattedText, fits, slice, type TextLimits, tidy } from './formatted-text.js';

/** Below this much room a message makes no sense; the limits are taken to be at least this. */
const LEAST: TextLimits = { units: 16, entities: 8 };

/**
 * The body in pieces that each are within the limits, cut before paragraphs, else lines, else words, else characters.
 * Styles, code and links that cross a border go on in the next piece. White space at a border is dropped, nothing else.
 */
export function splitFormatted(body: FormattedText, limits: TextLimits): FormattedText[] {
  const whole = tidy(body);
  const room = { units: Math.max(limits.units, LEAST.units), entities: Math.max(limits.entities, LEAST.entities) };
  const chunks: FormattedText[] = [];
  let start = 0;
  while (start < whole.text.length) {
    const limit = reach(whole, start, room);
    const cut = limit >= whole.text.length ? { end: limit, next: limit } : cutPoint(whole, start, limit);
    const chunk = trimEnd(slice(whole, start, cut.end));
    if (chunk.text !== '') chunks.push(chunk);
    start = cut.next;
  }
  return chunks;
}

/** The body cut to the limits, with an ellipsis if something was left out. */
export function trimFormatted(body: FormattedText, limits: TextLimits): FormattedText {
  const whole = tidy(body);
  if (fits(whole, limits)) return whole;
  const [head] = splitFormatted(whole, { units: limits.units - 2, entities: limits.entities });
  if (head === undefined) return whole;
  const endsInCode = head.entities.some(
    (entity) => entity.type === 'pre' && entity.offset + entity.length === head.text.length,
  );
  return { text: `${head.text}${endsInCode ? '\n' : ''}…`, entities: head.entities };
}

/** How far a chunk that begins at `start` may reach: to where the units or the entities run out. */
function reach(body: FormattedText, start: number, limits: TextLimits): number {
  const end = Math.min(start + limits.units, body.text.length);
  const ahead = body.entities.filter((entity) => entity.offset + entity.length > start && entity.offset < end);
  const excess = ahead[limits.entities];
  return excess === undefined ? end : Math.min(end, excess.offset);
}

function trimEnd(chunk: FormattedText): FormattedText {
  return slice(chunk, 0, chunk.text.trimEnd().length);
}
