import type { Generation } from '../values/generation.js';
import { ownerChats } from '../values/owner-chats.js';
import type { Notifier } from './notifier.js';

/** Tells the owner something about the program; resolves once that is on disk, and rejects only if `Notifier` does. */
export async function tellOwner(notices: Notifier, generation: Generation, markdown: string): Promise<void> {
  const places = ownerChats(generation).map((chatId) => ({ chatId, threadId: null }));
  await Promise.all(places.map((place) => notices.tell({ place, markdown })));
}
