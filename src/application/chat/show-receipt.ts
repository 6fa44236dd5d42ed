import type { InboundMessage } from '../../domain/chat/inbound.js';
import type { ChatChannel, Receipt } from '../ports/chat/chat-channel.js';

/** So many messages show each for itself how far they have come. */
const MOST = 3;

/** The messages of a burst that show how far it has come: all of a few, else the first and the last. */
export function shownOn<Message>(messages: readonly Message[]): readonly Message[] {
  return messages.length <= MOST ? messages : [...messages.slice(0, 1), ...messages.slice(-1)];
}

/** Shows on a burst how far it has come. */
export function showOn(
  channel: Pick<ChatChannel, 'react'>,
  messages: readonly Pick<InboundMessage, 'chatId' | 'messageId'>[],
  receipt: Receipt,
): void {
  for (const { chatId, messageId } of shownOn(messages)) channel.react({ chatId, messageId }, receipt);
}
