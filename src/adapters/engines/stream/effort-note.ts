import type { EngineOrder } from '../../../domain/engine/engine.js';
import type { RunAction } from '../../../domain/run/run-event.js';
import { ended, plainAction } from './action-events.js';

/** Said at the start of a run that asks for a reasoning effort of an engine that has none to choose. */
export function effortNote(engine: string, order: EngineOrder): readonly RunAction[] {
  const { effort } = order.options;
  if (effort === null) return [];
  return [
    ended(plainAction('effort', 'note', `${engine} has no reasoning effort to choose; ${effort} is ignored`), true),
  ];
}
