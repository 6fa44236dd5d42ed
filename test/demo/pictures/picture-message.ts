import type { LoggedButton, LoggedEntity, LoggedMessage } from '../../support/telegram-server/chat-log.js';

/** A button as a picture shows it. */
export interface PictureButton {
  readonly text: string;
  readonly style: 'primary' | 'success' | 'danger' | null;
  /** Copies instead of telling the bot. */
  readonly copies: boolean;
}

/** A message as a picture shows it. */
export interface PictureMessage {
  readonly fromBot: boolean;
  /** The first line of what it replies to, and who wrote that. */
  readonly reply: { readonly name: string; readonly text: string } | null;
  readonly text: string;
  readonly entities: readonly LoggedEntity[];
  readonly buttons: readonly (readonly PictureButton[])[];
  readonly reaction: string | null;
  readonly edited: boolean;
  /** Hours and minutes. */
  readonly time: string;
}

type Reacted = LoggedMessage & { readonly reactions?: readonly (string | null)[] };
type Styled = LoggedButton & { readonly style?: string; readonly copy?: string };

const STYLES = ['primary', 'success', 'danger'] as const;
const LONGEST_REPLY = 80;

/** What Telegram's apps make of a chat's messages; the name is the bot's, times are in the zone of this process. */
export function pictureMessages(messages: readonly LoggedMessage[], botName: string): readonly PictureMessage[] {
  return messages.map((message: Reacted) => {
    const replied = messages.find(({ messageId }) => messageId === message.replyTo);
    const { text, entities, buttons } = message.now;
    return {
      fromBot: message.fromBot,
      reply:
        replied === undefined ? null : { name: replied.fromBot ? botName : 'You', text: firstLine(replied.now.text) },
      text,
      entities: [...entities, ...tappable(text, entities)],
      buttons: buttons.map((row) => row.map(buttonOf)),
      reaction: message.reactions?.at(-1) ?? null,
      edited: message.history.length > 1,
      time: timeOf(message.sentAtMs),
    };
  });
}

function buttonOf({ text, style, copy }: Styled): PictureButton {
  return { text, style: STYLES.find((one) => one === style) ?? null, copies: copy !== undefined };
}

function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length <= LONGEST_REPLY ? line : `${line.slice(0, LONGEST_REPLY)}…`;
}

function timeOf(atMs: number): string {
  const time = new Date(atMs);
  return [time.getHours(), time.getMinutes()].map((part) => `${part}`.padStart(2, '0')).join(':');
}

/** What can be tapped though nobody said so: the apps look for commands and addresses, but not in code. */
function tappable(text: string, entities: readonly LoggedEntity[]): readonly LoggedEntity[] {
  const taken = entities.filter(({ type }) => ['code', 'pre', 'text_link'].includes(type));
  return [
    ...text.matchAll(/(?<![\w/<.:-])(?:https?:\/\/[^\s<>()]*[^\s<>().,:;!?]|\/[a-z][a-z0-9_]{0,31}(?![\w/.-]))/gi),
  ]
    .map((found) => ({
      type: found[0].startsWith('/') ? 'bot_command' : 'url',
      offset: found.index,
      length: found[0].length,
    }))
    .filter(
      (one) => !taken.some(({ offset, length }) => offset < one.offset + one.length && one.offset < offset + length),
    );
}
