import type { TelegramKindDeps } from '../../../src/adapters/telegram/telegram-kind.js';
import type { ChatChannel, FinalOrder } from '../../../src/application/ports/chat/chat-channel.js';
import type { MessageRef, Place } from '../../../src/domain/ids.js';
import { finalWith, progressAt } from '../../contracts/chat-channel.contract.js';
import { rig } from './telegram-rig.js';

/** A person's private chat. */
export const USER = 7;
/** A group. */
export const GROUP = -100_200;
/** The private chat as a place. */
export const place: Place = { chatId: USER, threadId: null };
/** The group as a place. */
export const groupPlace: Place = { chatId: GROUP, threadId: null };

/** A rig with a group, its bot opened but not polling. */
export async function begin(overrides: Partial<TelegramKindDeps> = {}) {
  const parts = rig(overrides);
  parts.server.addChat(GROUP, { kind: 'supergroup' });
  const bot = await parts.open();
  return { ...parts, bot, channel: bot.api.channel };
}

/** A progress message that has been posted. */
export async function progressIn(channel: ChatChannel, where = place): Promise<MessageRef> {
  const message = await channel.open(where, null, progressAt(0));
  if (message === null) throw new Error('the progress message was not posted');
  return message;
}

/** A promise's value, once it has one. */
export function watch<T>(promise: Promise<T>): { value: T | undefined } {
  const box: { value: T | undefined } = { value: undefined };
  void promise.then((value) => {
    box.value = value;
  });
  return box;
}

/** A final on its way to a place. */
export function final(answer: string, where = place, progress: MessageRef | null = null): FinalOrder {
  return { place: where, replyTo: null, progress, view: finalWith(answer), trim: false };
}
