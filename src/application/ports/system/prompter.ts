import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import type { Result } from '../../../domain/result.js';

/** Why a question has no answer: the person left, or nobody can be asked and what was prepared says nothing fitting. */
export type Unanswered =
  | { readonly kind: 'left' }
  | { readonly kind: 'not-prepared'; readonly name: string; readonly message: string | null };

/** An answer, or why there is none. */
export type Answered<T> = Promise<Result<T, Unanswered>>;

/** What every question has. */
interface Question {
  /** What a prepared answer is called. */
  readonly name: string;
  readonly message: string;
}

/** A question for words; `check` says what is wrong with an answer, `null` if nothing is. */
export interface TextQuestion extends Question {
  readonly check: (answer: string) => string | null;
  /** What an empty answer means; without one there must be words. */
  readonly usual?: string;
  /** Nobody looking on may read it. */
  readonly hidden?: true;
}

/** One of the ways to answer. */
export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/** A question with choices; the first is offered unless `usual` is given. */
export interface ChoiceQuestion<T> extends Question {
  readonly choices: readonly Choice<T>[];
  readonly usual?: T;
}

/** Asks whoever sets Untether up, and tells them how it goes. */
export interface Prompter {
  /** Says something, a paragraph of lines. */
  say(text: string): void;
  /** Says that something is amiss. */
  warn(text: string): void;
  /** Shows an address, also as a picture for the camera of a phone where there is room for one. */
  link(url: string): Promise<void>;
  text(question: TextQuestion): Answered<string>;
  choose<T extends string>(question: ChoiceQuestion<T>): Answered<T>;
  confirm(question: Question & { readonly usual: boolean }): Answered<boolean>;
  /** Shows that something takes its time; the person may leave meanwhile, which `work` is told by its signal. */
  wait<T>(message: string, work: (stop: StopSignal) => Promise<T>): Answered<T>;
}
