import type { LoggedEntity, LoggedMessage } from '../support/telegram-server/chat-log.js';

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

/** A button that can be pressed by its number. */
export interface NumberedButton {
  readonly number: number;
  readonly messageId: number;
  readonly data: string;
}

/** A chat as lines for a terminal, and the buttons that can be pressed in it. */
export function chatLines(
  messages: readonly LoggedMessage[],
  ansi: boolean,
): { readonly lines: readonly string[]; readonly buttons: readonly NumberedButton[] } {
  const buttons: NumberedButton[] = [];
  const lines = messages
    .filter((message) => message.deletedAtMs === null)
    .flatMap((message) => [...messageLines(message, ansi, buttons), '']);
  return { lines, buttons };
}

/** One message: who, text, and a row of buttons, whose numbers go on from those in `buttons`. */
export function messageLines(message: LoggedMessage, ansi: boolean, buttons: NumberedButton[]): readonly string[] {
  const who = message.fromBot ? paint('Untether', '1;32', ansi) : paint('You', '1;34', ansi);
  const edited = message.history.length > 1 ? paint(' (edited)', '2', ansi) : '';
  const text = ansi ? withStyles(message.now.text, message.now.entities) : message.now.text;
  const row = message.now.buttons.flat().map(({ text: label, data }) => {
    const number = buttons.length + 1;
    buttons.push({ number, messageId: message.messageId, data });
    return paint(`[${number}: ${label}]`, '7', ansi);
  });
  const body = [...text.split('\n'), ...(row.length === 0 ? [] : [row.join(' ')])];
  return [`${who}${edited}`, ...body.map((line) => `  ${line}`)];
}

function paint(text: string, style: string, ansi: boolean): string {
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
