import type { RunAction } from '../../../domain/run/run-event.js';
import { ended, plainAction } from './action-events.js';
import { shortened } from './tool-text.js';

/** The thoughts of a run's model, which are shown as notes; models that keep them to themselves send empty ones. */
export class Thoughts {
  #count = 0;

  /** The note of one; `parent` is the action of the subagent that has it. */
  note(thought: string | null, parent?: string): readonly RunAction[] {
    const text = thought?.trim() ?? '';
    if (text === '') return [];
    const note = plainAction(`thought.${++this.#count}`, 'note', shortened(text, 300));
    return [ended(parent === undefined ? note : { ...note, parent }, true)];
  }
}
