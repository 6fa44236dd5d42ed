import type { RunSaid } from '../../../domain/run/run-event.js';

/** What the model said last, which is the answer unless something follows it. */
export class AnswerText {
  #paragraphs: string[] = [];

  /** What was said last. Markdown. */
  get text(): string {
    return this.#paragraphs.join('\n\n');
  }

  /** One more text of the same; said once it is whole. */
  add(text: string): readonly RunSaid[] {
    if (text.trim() === '') return [];
    this.#paragraphs.push(text);
    return said(text);
  }

  /** What comes from now on is another answer. */
  startOver(): void {
    this.#paragraphs = [];
  }
}

/** That the agent said it to the person; nothing for an empty text. */
export function said(text: string): readonly RunSaid[] {
  return text.trim() === '' ? [] : [{ kind: 'said', text }];
}
