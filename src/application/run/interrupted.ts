import { messagesOf, type RunRequest } from '../../domain/accepted/run-request.js';
import type { ResumeToken } from '../../domain/run/resume-token.js';
import { againButton, continueButton } from '../delivery/offer-buttons.js';
import type { FinalOrder, FinalView } from '../ports/chat/chat-channel.js';
import type { Offer } from '../ports/chat/offer-store.js';
import type { OpenRun } from '../ports/store/run-store.js';
import { TOLD_AGENT } from '../wording/run/told-agent.js';

/** A run that was cut, as it is told: what it was, how to go on by hand, and buttons that do it. */
export interface Interruption {
  readonly order: FinalOrder;
  readonly offers: readonly Offer[];
}

/** What is told of a run that was cut by a restart, a crash or the end of a drain. */
export function interruption(
  { run, request, message, resume }: Pick<OpenRun, 'run' | 'request' | 'message' | 'resume'>,
  view: FinalView,
): Interruption {
  const { place, replyTo, prompt } = request;
  const offered = prompt !== '';
  const buttons = resume === null ? [againButton(run)] : [againButton(run), continueButton(run)];
  const told = { ...view, resumable: resume !== null };
  const order: FinalOrder = { place, replyTo, askedIn: messagesOf(request), progress: message, view: told, trim: true };
  if (!offered) return { order, offers: [] };
  return { order: { ...order, buttons: [buttons] }, offers: [{ key: run, request: unanswered(request), resume }] };
}

/** The request that goes on with a conversation where it was cut. */
export function continuation(request: RunRequest, resume: ResumeToken): RunRequest {
  return { ...request, prompt: TOLD_AGENT.interrupted, session: { kind: 'resume', token: resume } };
}

/** The same request, not yet asked for by anybody. */
export function unanswered(request: RunRequest): RunRequest {
  return { ...request, rows: [] };
}
