import { formatSpan } from '../../../domain/schedule/delay.js';
import { excerpt } from '../text/excerpt.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';
import { loopName } from './loop-name.js';

/** A loop as a list of them shows it. */
export interface LoopListed {
  readonly loop: string;
  /** When it goes on, on the chat's clock: `tomorrow 09:00`. */
  readonly when: string;
  readonly inMs: number;
  /** Number of the iteration that comes next, from 1. */
  readonly iteration: number;
  readonly limit: number;
  readonly engine: string;
  readonly prompt: string;
}

/** Whether wake-ups of agents are taken over in a place, and who says so. */
export interface LoopsTaken {
  readonly isOn: boolean;
  readonly chosenHere: boolean;
}

/** The loops of a chat, soonest first; Markdown. */
export function loopListText(loops: readonly LoopListed[], taken: LoopsTaken): string {
  const state = takenText(taken);
  if (loops.length === 0) return `No loops in this chat. ${state}`;
  const lines = loops.map((loop, index) => `${index + 1}. ${lineOf(loop)}`);
  return `🔁 Loops of this chat:\n\n${lines.join('\n')}\n\n${state}`;
}

/** What the button says that ends the loop of that number. */
export function endLoopLabel(number: number): string {
  return `❌ ${number}`;
}

function takenText({ isOn, chosenHere }: LoopsTaken): string {
  const source = chosenHere ? 'chosen here' : 'configured';
  return isOn
    ? `Wake-ups that an agent sets for itself are taken over (${source}).`
    : `Wake-ups that an agent sets for itself end with its process (${source}); ${codeSpan('/loops on')} takes them over.`;
}

function lineOf({ loop, when, inMs, iteration, limit, engine, prompt }: LoopListed): string {
  const facts = [`${when}, in ${formatSpan(inMs)}`, `iteration ${iteration}/${limit}`, engine];
  return `${loopName(loop)} ${[...facts, escapeMarkdown(excerpt(prompt))].join(' · ')}`;
}
