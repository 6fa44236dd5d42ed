import type { Question } from './agent-request.js';

/** The questions of one request on their way to answers: one after the other, each answered once. */
export class QuestionSheet {
  readonly questions: readonly Question[];
  readonly #answers: string[] = [];
  #chosen: ReadonlySet<number> = new Set();

  constructor(questions: readonly Question[]) {
    this.questions = questions;
  }

  /** The answers so far, in the order of the questions. */
  get answers(): readonly string[] {
    return this.#answers;
  }

  /** Number of the question that is being asked, from 0; that of questions when all are answered. */
  get at(): number {
    return this.#answers.length;
  }

  /** The question that is being asked; `null` when all are answered. */
  get current(): Question | null {
    return this.questions[this.at] ?? null;
  }

  /** Which options of the current question are chosen, where several may be. */
  get chosen(): ReadonlySet<number> {
    return this.#chosen;
  }

  /** An option of the current question is pressed: the answer, or one more (or less) of several. */
  pick(index: number): void {
    const label = this.current?.options[index]?.label;
    if (label === undefined) return;
    if (this.current?.many !== true) this.#answer(label);
    else this.#chosen = toggled(this.#chosen, index);
  }

  /** Answers the current question with the chosen options; `false` if there are none. */
  done(): boolean {
    if (this.#chosen.size === 0) return false;
    this.#answer(this.#chosenLabels().join(', '));
    return true;
  }

  /** Answers the current question in one's own words, together with what was chosen. */
  other(text: string): void {
    this.#answer([...this.#chosenLabels(), text].join(', '));
  }

  #answer(text: string): void {
    this.#answers.push(text);
    this.#chosen = new Set();
  }

  #chosenLabels(): readonly string[] {
    const options = this.current?.options ?? [];
    return options.filter((_, index) => this.#chosen.has(index)).map(({ label }) => label);
  }
}

function toggled(chosen: ReadonlySet<number>, index: number): ReadonlySet<number> {
  return new Set(chosen.has(index) ? [...chosen].filter((one) => one !== index) : [...chosen, index]);
}
