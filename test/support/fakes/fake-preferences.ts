import { isChatPreferences } from '../../../src/adapters/store/decode/record-shapes.js';
import type { ChatMove } from '../../../src/application/ports/chat/chat-store.js';
import type {
  ChatPreferences,
  Preferences,
  UnreadableChoices,
} from '../../../src/application/ports/store/preferences.js';
import type { ChatId, ThreadId } from '../../../src/domain/ids.js';
import { asStored } from './readable.js';

/** Preferences in memory. */
export class FakePreferences implements Preferences {
  readonly #choices = new Map<string, string>();
  readonly #spoiled: UnreadableChoices[] = [];

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

  async moved({ from, to }: ChatMove): Promise<void> {
    for (const [place, choices] of [...this.#choices]) {
      const [chatId = '', threadId = ''] = place.split('/');
      if (chatId !== `${from}`) continue;
      const there = `${to}/${threadId}`;
      this.#choices.set(there, this.#choices.get(there) ?? choices);
      this.#choices.delete(place);
    }
  }

  /** From now on what is stored of these choices can't be read, and is this text. */
  spoil(chatId: ChatId, threadId: ThreadId | null, text: string): void {
    this.#choices.delete(`${chatId}/${threadId}`);
    this.#spoiled.push({ chatId, threadId, text, fault: 'spoiled' });
  }

  async unreadable(): Promise<readonly UnreadableChoices[]> {
    return [...this.#spoiled];
  }

  async forgetUnreadable(choices: readonly UnreadableChoices[]): Promise<void> {
    for (const one of choices) this.#spoiled.splice(this.#spoiled.indexOf(one), 1);
  }

  #read(chatId: ChatId, threadId: ThreadId | null): ChatPreferences {
    return JSON.parse(this.#choices.get(`${chatId}/${threadId}`) ?? '{}');
  }
}
