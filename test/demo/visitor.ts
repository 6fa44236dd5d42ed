import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { VISITOR } from './demo-files.js';
import type { DemoStage } from './demo-stage.js';

/** How long is waited for what should come, in milliseconds. */
const PATIENCE_MS = 45_000;

/** Somebody who is played: writes, waits for what comes, and presses buttons by their labels. */
export class Visitor {
  readonly stage: DemoStage;
  readonly #watch: (messages: readonly LoggedMessage[]) => void;
  readonly #pressed = new Set<number>();
  #seen: number;

  /** `watch` is given all messages whenever something may have happened. */
  constructor(stage: DemoStage, watch: (messages: readonly LoggedMessage[]) => void = () => undefined) {
    this.stage = stage;
    this.#watch = watch;
    this.#seen = this.#lastId;
  }

  /** What is there now and came since `turn`, oldest first. */
  get fresh(): readonly LoggedMessage[] {
    return this.stage.messages.filter(({ messageId }) => messageId > this.#seen);
  }

  /** From here on only what comes later is waited for; what was decided is shown as decided first. */
  async turn(): Promise<void> {
    for (const messageId of this.#pressed) {
      await this.#wait('a decision to be shown', () => !hasButtons(this.stage.messages, messageId));
    }
    this.#pressed.clear();
    this.#seen = this.#lastId;
  }

  say(text: string): LoggedMessage {
    return this.stage.say(text);
  }

  /** Resolves with the first message of the bot since `turn` that is what is looked for. */
  until(what: string, isIt: (message: LoggedMessage) => boolean): Promise<LoggedMessage> {
    return this.#wait(what, () => this.fresh.find((one) => one.fromBot && isIt(one)));
  }

  /** Resolves with the message once the bot has put that reaction on it. */
  reacted({ messageId }: LoggedMessage, emoji: string): Promise<LoggedMessage> {
    return this.#wait(`the reaction ${emoji}`, () =>
      this.stage.messages.find((one) => one.messageId === messageId && one.reactions.at(-1) === emoji),
    );
  }

  /** Waits for a button whose label has the part in it, presses it, and resolves with its label. */
  async press(what: string, part: string): Promise<string> {
    const under = (message: LoggedMessage) => message.now.buttons.flat().find(({ text }) => text.includes(part));
    const message = await this.until(what, (one) => under(one) !== undefined);
    const { text = '', data = '' } = under(message) ?? {};
    this.#pressed.add(message.messageId);
    this.stage.server.press(VISITOR, message.messageId, data);
    return text;
  }

  async #wait<T>(what: string, look: () => T): Promise<Exclude<T, false | null | undefined>> {
    const { server } = this.stage;
    try {
      return await server.waitFor(() => {
        this.#watch(server.chat(VISITOR).all);
        return look();
      }, PATIENCE_MS);
    } catch (cause) {
      const texts = this.fresh.map(({ now }) => now.text).join('\n\n');
      throw new Error(`Waited in vain for ${what}. There is:\n\n${texts}`, { cause });
    }
  }

  get #lastId(): number {
    return this.stage.server.chat(VISITOR).all.at(-1)?.messageId ?? 0;
  }
}

/** Whether a message is the answer of a run: only that says what it cost. */
export function isAnswer({ now }: LoggedMessage): boolean {
  return /\$\d/.test(now.text);
}

function hasButtons(messages: readonly LoggedMessage[], messageId: number): boolean {
  return messages.some((one) => one.messageId === messageId && one.now.buttons.length > 0);
}
