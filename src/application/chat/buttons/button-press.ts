import type { Sender } from '../../../domain/chat/inbound.js';
import type { Place } from '../../../domain/ids.js';
import type { Turn } from '../../concurrency/turn.js';
import type { Content, SayOptions } from '../../ports/chat/chat-channel.js';
import type { BotMessageRef } from '../../ports/chat/message-store.js';
import type { Generation } from '../../values/generation.js';

/** Where and by whom a button was pressed. */
export interface PressedAt {
  /** The message that has the button. */
  readonly message: BotMessageRef;
  readonly place: Place;
  readonly sender: Sender;
  /** The one in force at that moment. */
  readonly generation: Generation;
}

/** What a button is given. Only what it does to the message can be left undone: a message that may be another stays as it is. */
export interface ButtonPress extends PressedAt {
  /** Its turn in its chat's line. */
  readonly turn: Turn;
  /** Replaces the text and the buttons of the message; says it in reply where Telegram doesn't show the message any more. */
  edit(content: Content | string, options?: Pick<SayOptions, 'about' | 'buttons'>): void;
  /** Takes the buttons of the message away, if Telegram shows it still. */
  strip(): void;
  /** Answers in reply to the message, and ends the press unless that was done. */
  reply(content: Content | string, options?: SayOptions): Promise<void>;
  /** Ends the press with a short text for who pressed; once, and what comes after the first is dropped. Otherwise it ends without one. */
  say(toast: string): Promise<void>;
}
