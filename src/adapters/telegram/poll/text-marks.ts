import type { TextMark } from '../../../domain/chat/text-mark.js';
import { fieldsOf, integerOf, listOf, textOf } from './fields.js';

/** What of Telegram's styles says something beside the words; the others are how they look. */
const KINDS: Readonly<Record<string, TextMark['kind']>> = {
  text_link: 'link',
  code: 'code',
  pre: 'block',
  blockquote: 'quote',
  expandable_blockquote: 'quote',
};
/** Telegram takes a hundred in a message. */
const MOST_ENTITIES = 200;

/** What entities say of a text beside its words (https://core.telegram.org/bots/api#messageentity); absent if nothing. */
export function marksOf(entities: unknown): { readonly marks?: readonly TextMark[] } {
  const marks = listOf(entities).slice(0, MOST_ENTITIES).flatMap(markOf);
  return marks.length === 0 ? {} : { marks };
}

function markOf(value: unknown): readonly TextMark[] {
  const entity = fieldsOf(value);
  const type = textOf(entity?.['type']) ?? '';
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  const [offset, length] = [integerOf(entity?.['offset']), integerOf(entity?.['length'])];
  if (kind === undefined || offset === null || length === null || offset < 0 || length <= 0) return [];
  const [url, language] = [textOf(entity?.['url']), textOf(entity?.['language'])];
  if (kind === 'link') return url === null ? [] : [{ kind, offset, length, url }];
  return [{ kind, offset, length, ...(kind === 'block' && language ? { language } : {}) }];
}
