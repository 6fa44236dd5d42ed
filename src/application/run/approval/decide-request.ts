import type { UserId } from '../../../domain/ids.js';
import type { AgentRequest, RequestAnswer } from '../../../domain/run/agent-request.js';
import { plainAnswer } from '../../../domain/run/answer-words.js';
import type { QuestionSheet } from '../../../domain/run/question-sheet.js';
import type { RequestEnd } from '../../../domain/run/request-end.js';
import { REQUEST_TOASTS, type RequestToast } from '../../wording/approval/request-toasts.js';
import { canBeNamed } from '../../wording/run/scope-words.js';
import { TOLD_AGENT } from '../../wording/run/told-agent.js';
import type { OpenRequest } from './open-request.js';
import type { RequestPress } from './request-buttons.js';
import type { SaidWords } from './said-words.js';

/** Who decides. */
export interface Decider {
  readonly id: UserId;
  readonly name: string;
}

/** What a press or a text comes to; `open`: more is to be said before it is decided; `unclear`: the words decide nothing. */
export type Decision =
  | { readonly kind: 'settled'; readonly answer: RequestAnswer; readonly end: RequestEnd; readonly toast: RequestToast }
  | { readonly kind: 'open' | 'stale' | 'unclear' | 'show-all'; readonly toast: RequestToast };

const ONCE: RequestAnswer = { kind: 'allow', always: false };

const STALE: Decision = { kind: 'stale', toast: REQUEST_TOASTS.stale };

/** What a pressed button means for the request; takes note in it of what is not the whole answer yet. */
export function decide(open: OpenRequest, press: RequestPress, by: Decider): Decision {
  if ('at' in press) return open.sheet?.at === press.at ? onSheet(open, open.sheet, press, by) : STALE;
  const { request } = open.facts;
  if (!isOffered(press.verb, request)) return STALE;
  const name = open.nameOf(by);
  switch (press.verb) {
    case 'yes':
      return settled(
        ONCE,
        { kind: 'allowed', by: name },
        request.kind === 'plan' ? REQUEST_TOASTS.approved : REQUEST_TOASTS.allowed,
      );
    case 'always':
      return settled({ kind: 'allow', always: true }, { kind: 'always', by: name }, REQUEST_TOASTS.always);
    case 'task':
      return settled(ONCE, { kind: 'task', by: name }, REQUEST_TOASTS.approved);
    case 'no':
      return settled(denial(noOf(open)), { kind: 'denied', by: name }, REQUEST_TOASTS.denied);
    case 'tell': {
      const words = open.askedBack.words(press.words);
      return words === null ? STALE : refusedWith(open, words, by);
    }
    case 'skip':
      return settled(denial(TOLD_AGENT.skipped), { kind: 'skipped', by: name }, REQUEST_TOASTS.skipped);
    case 'outline':
      return settled(denial(TOLD_AGENT.outline), { kind: 'outline', by: name }, REQUEST_TOASTS.outline);
    case 'words':
      open.waitForWordsOf(by.id);
      return { kind: 'open', toast: REQUEST_TOASTS.write };
    case 'all':
      return { kind: 'show-all', toast: REQUEST_TOASTS.nothing };
  }
}

/**
 * What words mean for the request: the answer to its question, a clear yes or no, feedback to a plan, or nothing that is
 * certain. Who pressed "say why" has denied already, so that no words of theirs are a yes.
 */
export function decideInWords(open: OpenRequest, words: SaidWords, by: Decider): Decision {
  const { request } = open.facts;
  const denies = request.kind === 'tool' && open.waitsFor === by.id;
  open.waitForWordsOf(null);
  if (open.sheet !== null) {
    open.sheet.other(words.told);
    return answered(open, open.sheet, by);
  }
  if (denies) return refusedWith(open, words, by);
  const said = plainAnswer(words.text);
  if (said === 'yes') return decide(open, { verb: 'yes' }, by);
  if (said === 'no') return decide(open, { verb: 'no' }, by);
  if (request.kind === 'plan' || said === 'no-because') return refusedWith(open, words, by);
  return { kind: 'unclear', toast: REQUEST_TOASTS.nothing };
}

/** Whether words that nobody was asked to write can be meant for the request: any to a question or a plan, else a clear yes or no. */
export function canAnswer({ facts: { request } }: OpenRequest, text: string): boolean {
  return request.kind !== 'tool' || plainAnswer(text) !== 'unclear';
}

/** A no with its reason; to a plan, feedback. */
export function refusedWith(open: OpenRequest, { text, told }: SaidWords, by: Decider): Decision {
  const isPlan = open.facts.request.kind === 'plan';
  const reason = isPlan ? TOLD_AGENT.discuss(told) : TOLD_AGENT.deniedBecause(told);
  const end = { kind: isPlan ? ('discussed' as const) : ('denied-because' as const), by: open.nameOf(by), text };
  return settled(denial(reason), end, REQUEST_TOASTS.told);
}

/** Whether such a button is under such a request: its data could be made up. */
function isOffered(verb: Exclude<RequestPress, { at: number }>['verb'], request: AgentRequest): boolean {
  switch (verb) {
    case 'always':
      return request.kind === 'tool' && canBeNamed(request.always);
    case 'tell':
      return request.kind === 'tool';
    case 'task':
    case 'outline':
      return request.kind === 'plan';
    case 'skip':
      return request.kind === 'questions';
    case 'yes':
    case 'no':
    case 'words':
      return request.kind !== 'questions';
    case 'all':
      return true;
  }
}

function onSheet(
  open: OpenRequest,
  sheet: QuestionSheet,
  press: Extract<RequestPress, { at: number }>,
  by: Decider,
): Decision {
  open.waitForWordsOf(press.verb === 'other' ? by.id : null);
  if (press.verb === 'other') return { kind: 'open', toast: REQUEST_TOASTS.writeAnswer };
  if (press.verb === 'pick') sheet.pick(press.option);
  else if (!sheet.done()) return { kind: 'open', toast: REQUEST_TOASTS.chooseFirst };
  return answered(open, sheet, by);
}

function answered(open: OpenRequest, sheet: QuestionSheet, by: Decider): Decision {
  const { answers, current } = sheet;
  if (current === null)
    return settled(
      { kind: 'answers', answers },
      { kind: 'answered', by: open.nameOf(by), answers },
      REQUEST_TOASTS.answered,
    );
  if (current.options.length === 0) open.waitForWordsOf(by.id);
  return { kind: 'open', toast: REQUEST_TOASTS.nothing };
}

function settled(answer: RequestAnswer, end: RequestEnd, toast: RequestToast): Decision {
  return { kind: 'settled', answer, end, toast };
}

function denial(reason: string): RequestAnswer {
  return { kind: 'deny', reason };
}

function noOf({ facts: { request } }: OpenRequest): string {
  return request.kind === 'plan' ? TOLD_AGENT.refused : TOLD_AGENT.denied;
}
