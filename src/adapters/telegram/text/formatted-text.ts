import { cleanText } from '../../../application/wording/text/clean-text.js';
import { beforePair } from '../../../domain/before-pair.js';
import type { TextEntity } from './text-entity.js';
import { tidyEntities } from './tidy-entities.js';

/** A text with styles, as Telegram takes it without `parse_mode`. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

/** How much fits: UTF-16 units and entities. */
export interface TextLimits {
  readonly units: number;
  readonly entities: number;
}

/** What fits in one message. https://core.telegram.org/bots/api#sendmessage */
export const messageLimits: TextLimits = { units: 4_096, entities: 100 };

/** The text, cleaned of what Telegram would drop, without styles. */
export function plain(text: string): FormattedText {
  return { text: cleanText(text), entities: [] };
}

/** The whole content in one style, over the styles that it has. */
export function styled(
  style: Pick<TextEntity, 'type' | 'url' | 'language'>,
  content: FormattedText | string,
): FormattedText {
  const inner = typeof content === 'string' ? plain(content) : content;
  return { text: inner.text, entities: [{ ...style, offset: 0, length: inner.text.length }, ...inner.entities] };
}

/** The parts one after the other. */
export function concat(parts: readonly (FormattedText | string)[]): FormattedText {
  const texts: string[] = [];
  const entities: TextEntity[] = [];
  let offset = 0;
  for (const part of parts) {
    const piece = typeof part === 'string' ? plain(part) : part;
    for (const entity of piece.entities) entities.push({ ...entity, offset: entity.offset + offset });
    texts.push(piece.text);
    offset += piece.text.length;
  }
  return { text: texts.join(''), entities };
}

/** The parts that are not empty, with a separator between each two. */
export function joinWith(separator: string, parts: readonly FormattedText[]): FormattedText {
  const filled = parts.filter((part) => part.text !== '');
  return concat(filled.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}

/** The units from `start` to `end`, both moved back out of a surrogate pair; entities are cut to what is left of them. */
export function slice(body: FormattedText, start: number, end: number = body.text.length): FormattedText {
  const from = beforePair(body.text, clamp(start, body.text.length));
  const to = Math.max(from, beforePair(body.text, clamp(end, body.text.length)));
  const text = body.text.slice(from, to);
  const touching = body.entities.filter((entity) => entity.offset < to && entity.offset + entity.length > from);
  const moved = touching.map((entity) => {
    const offset = Math.max(entity.offset, from);
    return { ...entity, offset: offset - from, length: Math.min(entity.offset + entity.length, to) - offset };
  });
  return { text, entities: tidyEntities(text, moved) };
}

/** The same without white space at its end and empty lines at its beginning, its entities in Telegram's order. */
export function tidy(body: FormattedText): FormattedText {
  const start = /^(?:[^\S\n]*\n)*/.exec(body.text)?.[0].length ?? 0;
  return slice(body, start, Math.max(start, body.text.trimEnd().length));
}

/** Whether the text is within the limits. */
export function fits(body: FormattedText, limits: TextLimits): boolean {
  return body.text.length <= limits.units && body.entities.length <= limits.entities;
}

/** What the limits leave once `parts` are in. */
export function roomBeside(limits: TextLimits, parts: readonly FormattedText[]): TextLimits {
  return {
    units: limits.units - parts.reduce((sum, part) => sum + part.text.length, 0),
    entities: limits.entities - parts.reduce((sum, part) => sum + part.entities.length, 0),
  };
}

function clamp(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length);
}
