import type { InboundMessage } from '../../../src/domain/chat/inbound.js';

/** A message of an allowed person in a private chat, with the given differences. */
export function inboundMessage(change: Partial<InboundMessage> = {}): InboundMessage {
  return {
    kind: 'message',
    bot: 4_000,
    updateId: change.messageId ?? 1,
    chatId: 7,
    chatKind: 'private',
    messageId: 1,
    threadId: null,
    sender: { id: 7, name: 'Ada', isBot: false },
    sentAt: Date.parse('2026-11-23T12:00:00Z'),
    text: 'hello',
    forwarded: false,
    attachment: null,
    mediaGroup: null,
    replyTo: null,
    ...change,
  };
}
