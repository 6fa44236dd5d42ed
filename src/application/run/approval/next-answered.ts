import type { ChatId, MessageId, RunId, ThreadId, UserId } from '../../../domain/ids.js';
import { canAnswer } from './decide-request.js';
import type { OpenRequest } from './open-request.js';

/** A message, as far as it may be an answer. */
export interface Words {
  readonly chatId: ChatId;
  readonly threadId: ThreadId | null;
  readonly messageId: MessageId;
  readonly senderId: UserId | null;
  readonly replyTo: MessageId | null;
  readonly text: string;
  /** Whose request it may be if it replies to none: of one run, of any, or of none. */
  readonly mayAnswer: RunId | 'any' | 'none';
}

/** What was asked last of the sender before they wrote this, if these words can be meant for it. */
export function nextAnswered(here: readonly OpenRequest[], words: Words): OpenRequest | 'several' | null {
  if (words.mayAnswer === 'none' || words.senderId === null) return null;
  const asked = here.filter((open) => isAskedOf(open, words)).sort((a, b) => (a.askedIn ?? 0) - (b.askedIn ?? 0));
  const last = asked.at(-1);
  if (last === undefined || !canAnswer(last, words.text)) return null;
  const decidable = asked.filter(({ sheet }) => sheet === null);
  return last.sheet === null && decidable.length > 1 ? 'several' : last;
}

/** Whether that was asked of who wrote this, before they did. In a chat that has another id since, numbers begin anew. */
function isAskedOf({ askedIn, facts: { job } }: OpenRequest, words: Words): boolean {
  const { mayAnswer, senderId, chatId, threadId, messageId } = words;
  const { requestedBy, place } = job.plan;
  if (requestedBy !== senderId || place.threadId !== threadId || askedIn === null) return false;
  return (mayAnswer === 'any' || mayAnswer === job.id) && (place.chatId !== chatId || askedIn < messageId);
}
