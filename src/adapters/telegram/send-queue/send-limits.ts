import type { ChatId } from '../../../domain/ids.js';
import type { PaceLimit } from './pace.js';

/** How fast a bot may send. */
export interface SendLimits {
  readonly privateChat: PaceLimit;
  readonly group: PaceLimit;
  readonly allChats: PaceLimit;
  /** Calls under way at once; a chat has one at most. */
  readonly concurrency: number;
}

/**
 * The limits that Telegram's FAQ names (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits): one message a
 * second to a chat with short bursts, 30 a second in all. A group gets `groupChatRps * 60` messages in any minute, its
 * bursts included.
 */
export function sendLimits(groupChatRps: number): SendLimits {
  return {
    privateChat: { perSecond: 1, burst: 3 },
    group: groupLimit(groupChatRps),
    allChats: { perSecond: 30, burst: 30 },
    concurrency: 16,
  };
}

/** The limit of one chat; groups have negative ids. */
export function limitOf(chatId: ChatId, limits: SendLimits): PaceLimit {
  return chatId < 0 ? limits.group : limits.privateChat;
}

function groupLimit(perSecond: number): PaceLimit {
  const burst = perSecond * 60 >= 12 ? 3 : 1;
  return { perSecond: perSecond - (burst - 1) / 60, burst };
}
