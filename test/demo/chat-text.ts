import type { LoggedEntity, LoggedMessage } from '../support/telegram-server/chat-log.js';
import type { ButtonNumbers } from './button-numbers.js';

const STYLES: Readonly<Record<string, string>> = {
  bold: '1',
  italic: '3',
  underline: '4',
  strikethrough: '9',
  code: '36',
  pre: '36',
  text_link: '4',
  blockquote: '2',
  expandable_blockquote: '2',
};

/** How a chat is written for a terminal. */
export interface ChatLook {
  readonly numbers: ButtonNumbers;
  /** Whether styles are shown. */
  readonly ansi: boolean;
}

/** One message: who, the reaction on it, text, and its buttons with their numbers. */
export function messageLines(message: LoggedMessage, { numbers, ansi }: ChatLook): readonly string[] {
  const who = message.fromBot ? paint('Untether', '1;32', ansi) : paint('You', '1;34', ansi);
  const edited = message.history.length > 1 ? paint(' (edited)', '2', ansi) : '';
  const reaction = message.reactions.at(-1) ?? null;
  const text = ansi ? withStyles(message.now.text, message.now.entities) : message.now.text;
  const rows = message.now.buttons.map((row) =>
    row
      .map(({ text: label, data }) => {
        const number = numbers.of(message, data);
        return paint(number === null ? `[${label}]` : `[${number} ${label}]`, '7', ansi);
      })
      .join(' '),
  );
  return [
    `${who}${edited}${reaction === null ? '' : ` ${reaction}`}`,
    ...[...text.split('\n'), ...rows].map((line) => `  ${line}`),
  ];
}

/** The text in a style, where styles are shown. */
export function paint(text: string, style: string, ansi: boolean): string {
  return ansi ? `\u001B[${style}m${text}\u001B[0m` : text;
}

/** Entities as terminal styles; each line is painted on its own, so that lines can be cut anywhere. */
function withStyles(text: string, entities: readonly LoggedEntity[]): string {
  const borders = new Set([0, text.length]);
  for (const { offset, length } of entities) borders.add(offset).add(offset + length);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) borders.add(at).add(at + 1);
  const sorted = [...borders].sort((a, b) => a - b);
  return sorted
    .slice(0, -1)
    .map((start, index) => {
      const piece = text.slice(start, sorted[index + 1]);
      const styles = entities
        .filter(({ offset, length }) => offset <= start && start < offset + length)
        .flatMap(({ type }) => STYLES[type] ?? []);
      return styles.length === 0 || piece === '\n' ? piece : paint(piece, styles.join(';'), true);
    })
    .join('');
}
