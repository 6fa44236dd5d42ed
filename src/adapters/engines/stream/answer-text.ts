import type { RunAction } from '../../../domain/run/run-event.js';
import { ended, plainAction } from './action-events.js';
import { shortened } from './tool-text.js';

/** What the model said last: the answer, if nothing follows it, else a word on the way, which is shown as a note. */
export class AnswerText {
  #paragraphs: string[] = [];
  #noted = true;
  #notes = 0;

  /** What was said last. Markdown. */
  get text(): string {
    return this.#paragraphs.join('\n\n');
  }

  /** More of the same. */
  add(paragraph: string): void {
    this.#paragraphs.push(paragraph);
    this.#noted = false;
  }

  /** Something else followed; the note of what was said before, once. */
  followed(): readonly RunAction[] {
    if (this.#noted) return [];
    this.#noted = true;
    return this.note(this.text);
  }

  /** What was said is over, and shown if that has not been done. */
  startOver(): readonly RunAction[] {
    const note = this.followed();
    this.#paragraphs = [];
    return note;
  }

  /** The note of a thought or of a word on the way; nothing for an empty one. */
  note(text: string): readonly RunAction[] {
    if (text.trim() === '') return [];
    return [ended(plainAction(`said.${++this.#notes}`, 'note', shortened(text.trim(), 300)), true)];
  }
}
