import type { ChatId, ThreadId } from '../../domain/ids.js';
import type { ChatPreferences, Preferences } from '../ports/preferences.js';
import { overlay } from './interpret-message.js';

/** The choices that hold in a place: its topic's over its chat's. */
export class EffectivePreferences {
  readonly #preferences: Preferences;

  constructor(preferences: Preferences) {
    this.#preferences = preferences;
  }

  async of(place: { readonly chatId: ChatId; readonly threadId: ThreadId | null }): Promise<ChatPreferences> {
    const chat = await this.#preferences.find(place.chatId, null);
    if (place.threadId === null) return chat;
    return overlay(chat, await this.#preferences.find(place.chatId, place.threadId));
  }
}
