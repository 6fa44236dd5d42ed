import type { CopiedText, InboundButton, Sender } from '../../../domain/chat/inbound.js';
import { placeOf } from '../../../domain/chat/place.js';
import type { Place } from '../../../domain/ids.js';
import type { Turn } from '../../concurrency/turn.js';
import type { ChatChannel, Content, SayOptions } from '../../ports/chat/chat-channel.js';
import type { BotMessageRef } from '../../ports/chat/message-store.js';
import type { Generation, Generations } from '../../values/generation.js';
import type { ButtonPress } from './button-press.js';

/** What a press is answered with. */
export interface ChannelPressTools {
  readonly channel: ChatChannel;
  readonly generations: Pick<Generations, 'current'>;
  readonly turn: Turn;
}

/** A press that is answered through a channel. */
export class ChannelPress implements ButtonPress {
  readonly message: BotMessageRef;
  readonly place: Place;
  readonly sender: Sender;
  readonly turn: Turn;
  readonly #generations: Pick<Generations, 'current'>;
  readonly #channel: ChatChannel;
  readonly #buttonId: string;
  /** Whether the button is known to be the message's: only then nothing else can stand there. */
  readonly #genuine: boolean;
  readonly #copies: readonly CopiedText[];
  #answered: Promise<void> | null = null;

  constructor(button: InboundButton, { channel, generations, turn }: ChannelPressTools) {
    const { bot, chatId, messageId } = button;
    this.message = { bot, chatId, messageId };
    this.place = placeOf(button);
    this.turn = turn;
    this.sender = button.sender;
    this.#generations = generations;
    this.#channel = channel;
    this.#buttonId = button.buttonId;
    this.#genuine = button.genuine === true;
    this.#copies = button.copies ?? [];
  }

  /** The one in force now: asking Telegram who pressed may take longer than an edit of the file. */
  get generation(): Generation {
    return this.#generations.current();
  }

  edit(content: Content | string, options: Pick<SayOptions, 'about' | 'buttons'> = {}): void {
    const { buttons, ...about } = options;
    if (this.#genuine) void this.#channel.edit(this.message, asContent(content), buttons, about);
    else void this.#say(content, { silent: true, ...options });
  }

  strip(): void {
    if (this.#genuine) void this.#channel.strip(this.message, this.#copies);
  }

  async reply(content: Content | string, options: SayOptions = {}): Promise<void> {
    const said = this.turn.said(this.#say(content, options));
    void this.end(null);
    await said;
  }

  say(toast: string): Promise<void> {
    return this.end(toast);
  }

  /** Ends the press unless that was done; to be called when nothing more will be said. */
  end(toast: string | null): Promise<void> {
    this.#answered ??= this.#channel.answerButton(this.#buttonId, toast);
    return this.#answered;
  }

  #say(content: Content | string, options: SayOptions): Promise<unknown> {
    return this.#channel.say(this.place, asContent(content), { replyTo: this.message.messageId, ...options });
  }
}

function asContent(content: Content | string): Content {
  return typeof content === 'string' ? { markdown: content } : content;
}
