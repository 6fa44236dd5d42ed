import type { ChatId, ThreadId } from '../../domain/ids.js';
import type { ChatPreferences, Preferences } from '../ports/store/preferences.js';

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

/** Choices of a topic over those of its chat, field by field. */
export function overlay(chat: ChatPreferences, topic: ChatPreferences): ChatPreferences {
  return {
    ...chat,
    ...topic,
    models: { ...chat.models, ...topic.models },
    efforts: { ...chat.efforts, ...topic.efforts },
    permissionModes: { ...chat.permissionModes, ...topic.permissionModes },
  };
}
