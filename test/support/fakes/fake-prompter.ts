import type {
  Answered,
  ChoiceQuestion,
  Prompter,
  TextQuestion,
} from '../../../src/application/ports/system/prompter.js';
import { type StopSignal, StopSource } from '../../../src/domain/ports/stop-signal.js';
import { fail, ok } from '../../../src/domain/result.js';

/** What a person answers: a text, a choice, yes or no; `null` leaves. */
export type PlayedAnswer = string | boolean | null;

/** A person who answers questions by their names; what is not named gets what is usual. `leave` is Ctrl-C while something is waited for. */
export class FakePrompter implements Prompter {
  /** Everything that was said and asked, oldest first. */
  readonly said: string[] = [];
  readonly #answers: Map<string, PlayedAnswer[]>;
  #stop = new StopSource();

  constructor(answers: Readonly<Record<string, PlayedAnswer | readonly PlayedAnswer[]>>) {
    const lists = Object.entries(answers).map(([name, one]) => [name, Array.isArray(one) ? [...one] : [one]] as const);
    this.#answers = new Map<string, PlayedAnswer[]>(lists);
  }

  leave(): void {
    this.#stop.stop();
  }

  say(text: string): void {
    this.said.push(text);
  }

  warn(text: string): void {
    this.said.push(`! ${text}`);
  }

  async link(url: string): Promise<void> {
    this.said.push(url);
  }

  async text({ name, message, usual, check }: TextQuestion): Answered<string> {
    for (;;) {
      const answer = this.#answer(name, message, usual ?? null);
      if (typeof answer !== 'string') return fail({ kind: 'left' });
      const complaint = answer === usual ? null : check(answer);
      if (complaint === null) return ok(answer);
      this.warn(complaint);
    }
  }

  async choose<T extends string>({ name, message, choices }: ChoiceQuestion<T>): Answered<T> {
    const answer = this.#answer(name, message, choices[0]?.value ?? null);
    const chosen = choices.find(({ value }) => value === answer);
    return chosen === undefined ? fail({ kind: 'left' }) : ok(chosen.value);
  }

  async confirm(question: {
    readonly name: string;
    readonly message: string;
    readonly usual: boolean;
  }): Answered<boolean> {
    const answer = this.#answer(question.name, question.message, question.usual);
    return typeof answer === 'boolean' ? ok(answer) : fail({ kind: 'left' });
  }

  async wait<T>(message: string, work: (stop: StopSignal) => Promise<T>): Answered<T> {
    this.said.push(`${message} …`);
    this.#stop = new StopSource();
    const { signal } = this.#stop;
    const value = await work(signal);
    return signal.aborted ? fail({ kind: 'left' }) : ok(value);
  }

  #answer(name: string, message: string, usual: PlayedAnswer): PlayedAnswer {
    this.said.push(`? ${message}`);
    const answers = this.#answers.get(name);
    return answers === undefined || answers.length === 0 ? usual : (answers.shift() ?? null);
  }
}
