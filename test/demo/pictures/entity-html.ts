import type { LoggedEntity } from '../../support/telegram-server/chat-log.js';

const TAGS: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
};
/** Entities that are a block of their own. */
const BLOCKS: ReadonlySet<string> = new Set(['pre', 'blockquote', 'expandable_blockquote']);

/** A text as HTML that says just that. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A text with its entities as HTML, well nested whatever the entities are; offsets are in UTF-16 units, as Telegram's. */
export function entityHtml(text: string, entities: readonly LoggedEntity[]): string {
  const sound = entities
    .filter(({ offset, length }) => offset >= 0 && length > 0 && offset + length <= text.length)
    .toSorted((a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b));
  const borders = new Set([0, text.length, ...sound.flatMap(({ offset, length }) => [offset, offset + length])]);
  const places = [...borders].sort((a, b) => a - b);
  let open: readonly LoggedEntity[] = [];
  let html = '';
  for (const [index, start] of places.entries()) {
    const wanted = sound.filter(({ offset, length }) => offset <= start && start < offset + length);
    const kept = open.findIndex((one, level) => one !== wanted[level]);
    const level = kept === -1 ? open.length : kept;
    const closed = open.slice(level);
    html += closed.toReversed().map(closing).join('');
    html += wanted.slice(level).map(opening).join('');
    open = wanted;
    const piece = text.slice(start, places[index + 1] ?? start);
    // A block ends its line by itself.
    html += escapeHtml(closed.some(isBlock) ? piece.replace(/^\n/, '') : piece);
  }
  return html;
}

function isBlock({ type }: LoggedEntity): boolean {
  return BLOCKS.has(type);
}

function rank(entity: LoggedEntity): number {
  return isBlock(entity) ? 0 : 1;
}

function opening(entity: LoggedEntity): string {
  switch (entity.type) {
    case 'pre':
      return entity.language === undefined
        ? '<pre><code>'
        : `<pre class="named"><span class="language">${escapeHtml(entity.language)}</span><code>`;
    case 'blockquote':
      return '<blockquote>';
    case 'expandable_blockquote':
      return '<blockquote class="expandable">';
    case 'spoiler':
      return '<span class="spoiler">';
    case 'text_link':
    case 'url':
    case 'bot_command':
    case 'mention':
      return '<span class="link">';
    default:
      return `<${TAGS[entity.type] ?? 'span'}>`;
  }
}

function closing(entity: LoggedEntity): string {
  switch (entity.type) {
    case 'pre':
      return '</code></pre>';
    case 'blockquote':
    case 'expandable_blockquote':
      return '</blockquote>';
    default:
      return `</${TAGS[entity.type] ?? 'span'}>`;
  }
}
