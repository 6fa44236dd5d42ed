import { type SessionKey, sessionKey } from '../../domain/chat/session-key.js';
import type { Place } from '../../domain/ids.js';
import type { TriggerTarget } from '../../domain/trigger/trigger.js';
import type { Generation } from '../values/generation.js';
import { ownerChats } from '../values/owner-chats.js';

/** Where a trigger reports: its chat, else its project's, else the owner's; `null` if there is none of them. */
export function triggerPlace(trigger: TriggerTarget, generation: Generation): Place | null {
  const project = trigger.project === null ? null : generation.projects.find(trigger.project);
  const chatId = trigger.chatId ?? project?.chatId ?? ownerPlace(generation)?.chatId ?? null;
  return chatId === null ? null : { chatId, threadId: trigger.threadId };
}

/** Where the owner is told about what belongs to no other chat. */
export function ownerPlace(generation: Generation): Place | null {
  const [chatId] = ownerChats(generation);
  return chatId === undefined ? null : { chatId, threadId: null };
}

/** Where the conversation of its runs is kept. A trigger has no sender, so only that of a private chat can be gone on with. */
export function triggerSession(trigger: TriggerTarget, place: Place, { config }: Generation): SessionKey | null {
  if (trigger.session === 'fresh') return null;
  return sessionKey(config.telegram.sessionMode, { ...place, senderId: null, isPrivate: place.chatId > 0 });
}
