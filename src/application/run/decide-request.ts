import type { UserId } from '../../domain/ids.js';
import type { RequestAnswer } from '../../domain/run/agent-request.js';
import type { OpenRequest } from './open-request.js';
import type { QuestionSheet } from './question-sheet.js';
import type { RequestPress } from './request-buttons.js';
import type { RequestEnd } from './request-text.js';
import { TOLD_AGENT } from './told-agent.js';

/** Who decides. */
export interface Decider {
  readonly id: UserId;
  readonly name: string;
}

/** What a press or a text comes to; `open`: more is to be said before it is decided. */
export type Decision =
  | { readonly kind: 'settled'; readonly answer: RequestAnswer; readonly end: RequestEnd; readonly toast: string }
  | { readonly kind: 'open' | 'stale'; readonly toast: string };

const STALE: Decision = { kind: 'stale', toast: 'That question was answered already' };

/** What a pressed button means for the request; takes note in it of what is not the whole answer yet. */
export function decide(open: OpenRequest, press: RequestPress, by: Decider): Decision {
  if ('at' in press) return open.sheet?.at === press.at ? onSheet(open, open.sheet, press, by) : STALE;
  switch (press.verb) {
    case 'yes':
      return settled({ kind: 'allow', always: false }, { kind: 'allowed', by: by.name }, 'Allowed');
    case 'always':
      return settled({ kind: 'allow', always: true }, { kind: 'always', by: by.name }, 'Allowed, always');
    case 'no':
      return settled(denial(noOf(open)), { kind: 'denied', by: by.name }, 'Denied');
    case 'skip':
      return settled(denial(TOLD_AGENT.skipped), { kind: 'skipped', by: by.name }, 'Left to the agent');
    case 'outline':
      return settled(denial(TOLD_AGENT.outline), { kind: 'outline', by: by.name }, 'Asked for an outline');
    case 'words':
      open.waitsFor = by.id;
      return { kind: 'open', toast: 'Write it as your next message' };
  }
}

/**
 * What words mean for the request: the answer to its question, or a no with the reason. Only words that nobody was asked
 * for may be a yes: who pressed "say why" has decided already.
 */
export function decideInWords(open: OpenRequest, text: string, by: Decider): Decision {
  const { request } = open.facts;
  const invited = open.waitsFor === by.id;
  open.waitsFor = null;
  if (open.sheet !== null) {
    open.sheet.other(text);
    return answered(open, open.sheet, by);
  }
  if (!invited && isYes(text)) return decide(open, { verb: 'yes' }, by);
  if (!invited && isNo(text)) return decide(open, { verb: 'no' }, by);
  const reason = request.kind === 'plan' ? TOLD_AGENT.discuss(text) : TOLD_AGENT.deniedBecause(text);
  return settled(denial(reason), { kind: 'denied-because', by: by.name, text }, 'Told the agent');
}

function onSheet(
  open: OpenRequest,
  sheet: QuestionSheet,
  press: Extract<RequestPress, { at: number }>,
  by: Decider,
): Decision {
  open.waitsFor = press.verb === 'other' ? by.id : null;
  if (press.verb === 'other') return { kind: 'open', toast: 'Write the answer as your next message' };
  if (press.verb === 'pick') sheet.pick(press.option);
  else if (!sheet.done()) return { kind: 'open', toast: 'Choose at least one first' };
  return answered(open, sheet, by);
}

function answered(open: OpenRequest, sheet: QuestionSheet, by: Decider): Decision {
  const { answers, current } = sheet;
  if (current === null)
    return settled({ kind: 'answers', answers }, { kind: 'answered', by: by.name, answers }, 'Answered');
  if (current.options.length === 0) open.waitsFor = by.id;
  return { kind: 'open', toast: '' };
}

function settled(answer: RequestAnswer, end: RequestEnd, toast: string): Decision {
  return { kind: 'settled', answer, end, toast };
}

function denial(reason: string): RequestAnswer {
  return { kind: 'deny', reason };
}

function noOf({ facts: { request } }: OpenRequest): string {
  return request.kind === 'plan' ? TOLD_AGENT.refused : TOLD_AGENT.denied;
}

function isYes(text: string): boolean {
  return /^(?:y|yes|ok|okay|allow|approve|approved|go|go ahead)[.!]?$/i.test(text.trim());
}

function isNo(text: string): boolean {
  return /^(?:n|no|nope|deny|refuse)[.!]?$/i.test(text.trim());
}
