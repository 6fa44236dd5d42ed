import type { InboundMessage } from '../../../domain/chat/inbound.js';
import type { Place } from '../../../domain/ids.js';
import type { ChatBot } from '../../ports/chat/chat-bot.js';
import type { Content, SayOptions } from '../../ports/chat/chat-channel.js';
import type { Generation } from '../../values/generation.js';
import type { HelpGroup } from '../../wording/help/help-text.js';

/** What a command is given. */
export interface CommandCall {
  readonly message: InboundMessage;
  readonly place: Place;
  /** What stood behind the command, trimmed. */
  readonly rest: string;
  readonly generation: Generation;
  readonly bot: ChatBot;
  /** Lets what comes next in the chat be handled while this goes on; for what may be long, and is the last that it does. */
  meanwhile<T>(work: Promise<T>): Promise<T>;
  /** Answers in reply to the message. */
  reply(content: Content | string, options?: SayOptions): Promise<void>;
}

/** A slash command that Untether answers itself. */
export interface Command {
  readonly name: string;
  /** One line for the menu and the reference, without a full stop. */
  readonly description: string;
  /** How it is written, one form a line; for `/help`, usage answers and the reference. */
  readonly usage: readonly string[];
  /** Does nothing if words stand behind it, which would be lost or mean something else. */
  readonly standsAlone?: true;
  /** Changes nothing: it may be answered again after a crash, whatever came behind it. */
  readonly onlyShows?: true;
  /** Where `/help` lists it; among what is about the program unless given. */
  readonly group?: HelpGroup;
  /** Whether there is anything for it to act on, so that `/help` tells of it; absent: always. */
  applies?(generation: Generation): boolean;
  run(call: CommandCall): Promise<void>;
}
