import type {
  Answered,
  ChoiceQuestion,
  Prompter,
  TextQuestion,
  Unanswered,
} from '../../application/ports/system/prompter.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { interruptible } from './interruptible.js';
import type { Answers } from './read-answers.js';

/** Where what is said goes, a paragraph at a time. */
export type Said = (paragraph: string) => void;

/** Answers from a file, for machines: what it does not say is what is usual, and nothing is asked twice in vain. */
export class AnswersPrompter implements Prompter {
  readonly #answers: ReadonlyMap<string, readonly (string | boolean)[]>;
  readonly #said: Said;
  readonly #asked = new Map<string, number>();

  constructor(answers: Answers, said: Said) {
    const lists = Object.entries(answers).map(([name, one]) => [name, Array.isArray(one) ? one : [one]] as const);
    this.#answers = new Map<string, readonly (string | boolean)[]>(lists);
    this.#said = said;
  }

  say(paragraph: string): void {
    this.#said(paragraph);
  }

  warn(paragraph: string): void {
    this.#said(paragraph);
  }

  async link(url: string): Promise<void> {
    this.#said(url);
  }

  async text({ name, check, usual }: TextQuestion): Answered<string> {
    const answer = this.#next(name, usual);
    if (!answer.ok) return answer;
    if (typeof answer.value !== 'string') return notPrepared(name, null);
    const complaint = answer.value === usual ? null : check(answer.value);
    return complaint === null ? ok(answer.value) : notPrepared(name, complaint);
  }

  async choose<T extends string>({ name, choices, usual }: ChoiceQuestion<T>): Answered<T> {
    const answer = this.#next(name, usual ?? choices[0]?.value);
    if (!answer.ok) return answer;
    const chosen = choices.find(({ value }) => value === answer.value);
    return chosen === undefined ? notPrepared(name, choices.map(({ value }) => value).join(' | ')) : ok(chosen.value);
  }

  async confirm({ name, usual }: { readonly name: string; readonly usual: boolean }): Answered<boolean> {
    const answer = this.#next(name, usual);
    if (!answer.ok) return answer;
    return typeof answer.value === 'boolean' ? ok(answer.value) : notPrepared(name, 'true | false');
  }

  async wait<T>(message: string, work: (stop: StopSignal) => Promise<T>): Promise<Result<T, Unanswered>> {
    this.#said(`${message} …`);
    const done = await interruptible(work);
    return done === null ? fail({ kind: 'left' }) : ok(done.value);
  }

  /** One answer after the other; behind the last of them comes what is usual, once. */
  #next(name: string, usual: string | boolean | undefined): Result<string | boolean, Unanswered> {
    const answers = this.#answers.get(name) ?? [];
    const asked = this.#asked.get(name) ?? 0;
    this.#asked.set(name, asked + 1);
    const answer = asked === answers.length ? usual : answers[asked];
    return answer === undefined ? fail({ kind: 'not-prepared', name, message: null }) : ok(answer);
  }
}

async function notPrepared(name: string, message: string | null): Promise<Result<never, Unanswered>> {
  return fail({ kind: 'not-prepared', name, message });
}
