import type { TextEntity } from './text-entity.js';

interface Span {
  readonly offset: number;
  readonly length: number;
}

/**
 * The entities that Telegram accepts as they are: not empty, not ending in white space, sorted, nested by its rules.
 * Code and links give way to a link or code that began before them; styles are cut out of code and pre; quotes and
 * equal styles are not nested. https://core.telegram.org/bots/api#messageentity
 */
export function tidyEntities(text: string, entities: readonly TextEntity[]): TextEntity[] {
  const trimmed = byPosition(entities.flatMap((entity) => trim(text, entity)));
  const solid = outermost(trimmed.filter((entity) => isCode(entity) || entity.type === 'text_link'));
  const code = solid.filter(isCode);
  const quotes = outermost(trimmed.filter((entity) => isQuote(entity) && !isInside(entity, solid))).map((quote) =>
    aroundFirst(quote, code),
  );
  const styles = (['bold', 'italic', 'strikethrough', 'underline'] as const)
    .flatMap((type) => outermost(trimmed.filter((entity) => entity.type === type)))
    .flatMap((style) => cutOut(style, code))
    .flatMap((style) => trim(text, style));
  return byPosition([...quotes, ...solid, ...styles]);
}

/** Whether the entity shows its text in a fixed width, without any style inside. */
export function isCode(entity: TextEntity): boolean {
  return entity.type === 'code' || entity.type === 'pre';
}

/** Whether the entity sets its text apart as a quote. */
export function isQuote(entity: TextEntity): boolean {
  return entity.type === 'blockquote' || entity.type === 'expandable_blockquote';
}

function trim(text: string, entity: TextEntity): TextEntity[] {
  let start = Math.max(0, entity.offset);
  let end = Math.min(text.length, entity.offset + entity.length);
  while (end > start && isSpace(text, end - 1)) end -= 1;
  while (!isCode(entity) && start < end && isSpace(text, start)) start += 1;
  return end > start ? [{ ...entity, offset: start, length: end - start }] : [];
}

/** Code may begin with white space, which the quote around it has lost at its own beginning. */
function aroundFirst(quote: TextEntity, code: readonly Span[]): TextEntity {
  const first = code[firstEndingAfter(code, quote.offset)];
  if (first === undefined || first.offset >= quote.offset) return quote;
  return { ...quote, offset: first.offset, length: endOf(quote) - first.offset };
}

function isSpace(text: string, index: number): boolean {
  return /\s/.test(text.charAt(index));
}

/** Whether one of the spans, which are sorted and apart, holds the inner one and more. */
function isInside(inner: Span, apart: readonly Span[]): boolean {
  const outer = apart[firstEndingAfter(apart, inner.offset)];
  if (outer === undefined || outer.length <= inner.length) return false;
  return outer.offset <= inner.offset && endOf(outer) >= endOf(inner);
}

/** Of spans that are sorted and apart, the index of the first that ends behind `offset`. */
function firstEndingAfter(apart: readonly Span[], offset: number): number {
  let [low, high] = [0, apart.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = apart[middle];
    if (span !== undefined && endOf(span) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function endOf(span: Span): number {
  return span.offset + span.length;
}

function byPosition(entities: readonly TextEntity[]): TextEntity[] {
  const rank = (entity: TextEntity) => (isQuote(entity) ? 0 : isCode(entity) ? 2 : 1);
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b));
}

function outermost<S extends Span>(sorted: readonly S[]): S[] {
  const kept: S[] = [];
  let end = 0;
  for (const span of sorted) {
    if (span.offset < end) continue;
    kept.push(span);
    end = endOf(span);
  }
  return kept;
}

function cutOut(style: TextEntity, holes: readonly Span[]): TextEntity[] {
  const pieces: TextEntity[] = [];
  const end = endOf(style);
  let from = style.offset;
  for (let index = firstEndingAfter(holes, from); index < holes.length; index++) {
    const hole = holes[index];
    if (hole === undefined || hole.offset >= end) break;
    if (hole.offset > from) pieces.push({ ...style, offset: from, length: hole.offset - from });
    from = endOf(hole);
  }
  if (from < end) pieces.push({ ...style, offset: from, length: end - from });
  return pieces;
}
