import type { RestartWish } from '../../domain/accepted/restart-wish.js';
import type { ChatBot } from '../ports/chat/chat-bot.js';
import type { Generation } from '../values/generation.js';
import { ownerChats } from '../values/owner-chats.js';
import { type DefaultEngine, runningAgainText, type Started, startedText } from '../wording/start/start-text.js';

/** What is told at a start. */
export interface StartNews extends Omit<Started, 'engine'> {
  readonly generation: Generation;
  /** Who asked for the restart that this start is; usually nobody. */
  readonly wishes: readonly RestartWish[];
}

/**
 * Tells the owner that the program has started: what answers, where, what is amiss, and what the
 * configuration left out. Whoever asked for a restart is told too, and hears it.
 */
export async function announceStart(bot: ChatBot, news: StartNews): Promise<void> {
  const { generation, wishes } = news;
  const markdown = startedText({ ...news, engine: await defaultEngine(generation) });
  const owners = ownerChats(generation);
  const isOwners = ({ place }: RestartWish) => place.threadId === null && owners.includes(place.chatId);
  for (const wish of wishes.filter((one) => !isOwners(one))) {
    await bot.channel.say(wish.place, { markdown: runningAgainText(news.version) }, { replyTo: wish.replyTo });
  }
  for (const chatId of owners) {
    const wish = wishes.find((one) => isOwners(one) && one.place.chatId === chatId);
    const options = wish === undefined ? { silent: true } : { replyTo: wish.replyTo };
    await bot.channel.say({ chatId, threadId: null }, { markdown }, options);
  }
}

async function defaultEngine({ config, engines }: Generation): Promise<DefaultEngine> {
  const found = engines.find(config.defaultEngine);
  return found.ok ? found.value.availability() : { kind: 'unknown', known: engines.engines.map(({ id }) => id) };
}
