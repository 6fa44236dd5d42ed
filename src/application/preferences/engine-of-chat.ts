import type { ChatId, EngineId } from '../../domain/ids.js';
import { chooseEngine } from '../../domain/run/choose-engine.js';
import type { ChatPreferences } from '../ports/store/preferences.js';
import type { Generation } from '../values/generation.js';

/** The engine that a chat without directives would use; for commands that show or change it. */
export function engineOfChat(
  generation: Generation,
  preferences: ChatPreferences,
  chatId: ChatId,
): ReturnType<typeof chooseEngine> {
  const alias = preferences.context?.project ?? generation.projects.defaultFor(chatId)?.alias ?? null;
  const project: EngineId | null = alias === null ? null : (generation.projects.find(alias)?.defaultEngine ?? null);
  return chooseEngine({
    session: null,
    directive: null,
    chat: preferences.engine ?? null,
    project,
    configuration: generation.config.defaultEngine,
  });
}
