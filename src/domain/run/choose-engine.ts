import type { EngineId } from '../ids.js';

/** Where the choice of an engine came from. */
export type EngineSource = 'session' | 'directive' | 'chat' | 'project' | 'configuration';

/** What may say which engine is meant; `null` says nothing. */
export interface EngineHints {
  /** The engine of the conversation that is gone on with. */
  readonly session: EngineId | null;
  readonly directive: EngineId | null;
  /** The topic's choice, else the chat's. */
  readonly chat: EngineId | null;
  readonly project: EngineId | null;
  readonly configuration: EngineId;
}

/** The engine of a run: the first that says something, in the order of the hints. */
export function chooseEngine(hints: EngineHints): { readonly engine: EngineId; readonly source: EngineSource } {
  for (const source of ['session', 'directive', 'chat', 'project'] as const) {
    const engine = hints[source];
    if (engine !== null) return { engine, source };
  }
  return { engine: hints.configuration, source: 'configuration' };
}
