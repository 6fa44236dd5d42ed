import { formatSpan } from '../../../domain/schedule/delay.js';

/** What an agent is told in place of a permission, after an interruption and when it is woken up: plain sentences that a model acts on. */
export const TOLD_AGENT = {
  denied:
    'The user said no to this. They sit at a phone and see only the text you write: say what you meant to do and why, and ask how to continue.',
  deniedBecause: (reason: string) => `The user said no to this: ${reason}`,
  refused:
    'The user refused this plan. Do not carry it out and do not ask for its approval again; ask what they want instead.',
  discuss: (text: string) =>
    `The user has not approved the plan yet and says: ${text}\nAnswer that, change the plan accordingly, and ask for its approval again.`,
  outline:
    'Before they decide, the user wants to read the plan. Write it down in full first: every file with what changes in it, in which order, what has to be decided and what could go wrong, in fifteen lines or more. Then ask for its approval again.',
  outlineStill:
    'The user still has nothing to read. Write the plan down now, as your next text or in the plan file, in at least fifteen lines; only then ask for its approval.',
  skipped: 'The user did not want to answer. Choose what is sensible by yourself, and say what you assumed.',
  unansweredQuestion: (ms: number) =>
    `Nobody answered within ${formatSpan(ms)}. Choose what is sensible by yourself, and say what you assumed.`,
  unanswered: (ms: number) =>
    `Nobody answered within ${formatSpan(ms)}, so this was not allowed. Continue without it as far as you can, and say at the end what is left and why.`,
  interrupted: 'You were interrupted before you had finished. Look at what is done already, then continue from there.',
  wokenUp: (iteration: number, limit: number) =>
    `[You asked to be woken up: iteration ${iteration} of at most ${limit} of a loop that you set yourself. Nobody wrote this message.]`,
} as const;
