import { isChatPreferences } from '../../../src/adapters/store/decode/record-shapes.js';
import type { ChatPreferences, Preferences } from '../../../src/application/ports/store/preferences.js';
import type { ChatId, ThreadId } from '../../../src/domain/ids.js';
import { asStored } from './readable.js';

/** Preferences in memory. */
export class FakePreferences implements Preferences {
  readonly #choices = new Map<string, string>();

  async find(chatId: ChatId, threadId: ThreadId | null): Promise<ChatPreferences> {
    return this.#read(chatId, threadId);
  }

  async change(
    chatId: ChatId,
    threadId: ThreadId | null,
    change: (now: ChatPreferences) => ChatPreferences,
  ): Promise<ChatPreferences> {
    this.#choices.set(
      `${chatId}/${threadId}`,
      JSON.stringify(asStored(change(this.#read(chatId, threadId)), isChatPreferences)),
    );
    return this.#read(chatId, threadId);
  }

  #read(chatId: ChatId, threadId: ThreadId | null): ChatPreferences {
    return JSON.parse(this.#choices.get(`${chatId}/${threadId}`) ?? '{}');
  }
}
