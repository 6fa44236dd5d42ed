import type { Interpretation } from '../../../domain/accepted/run-request.js';
import { type Directives, parseDirectives, type SecondDirective } from '../../../domain/chat/directives.js';
import type { InboundMessage } from '../../../domain/chat/inbound.js';
import { placeOf } from '../../../domain/chat/place.js';
import { sessionKey } from '../../../domain/chat/session-key.js';
import { ok, type Result } from '../../../domain/result.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';
import type { SessionChoice } from '../../../domain/run/run-plan.js';
import type { ChatPreferences } from '../../ports/store/preferences.js';
import { resolveRun } from '../../preferences/resolve-run.js';
import type { ChatProblem } from '../../values/chat-problem.js';
import type { Generation } from '../../values/generation.js';
import type { ReplyMeaning } from './read-reply.js';
import { parseResumeDirective } from './resume-directive.js';

/** What a message is read against. */
export interface Surroundings {
  readonly generation: Generation;
  readonly botUsername: string;
  /** The chat's choices, those of the topic over them. */
  readonly preferences: ChatPreferences;
  /** What the message brings along as a reply; `null` if nothing. */
  readonly reply: ReplyMeaning | null;
  /** Whether `@name` at the beginning may be a branch. Absent: it may. */
  readonly branches?: boolean;
}

/**
 * Reads a message: directives, the context and the conversation of what it replies to, the chat's choices. Text that
 * others wrote decides nothing, be it replied to or forwarded. Pure.
 */
export function interpretMessage(
  message: InboundMessage,
  text: string,
  around: Surroundings,
): Result<Interpretation, ChatProblem> {
  const { generation, preferences, reply } = around;
  const parsed = directivesOf(text, around);
  if (!parsed.ok) return parsed;
  const directives = parsed.value;
  const engines = message.forwarded ? [] : generation.engines.engines;
  const { token, prompt } = parseResumeDirective(directives.text, engines);
  const standing = reply?.standing ?? null;
  const wish = {
    ...directives,
    engine: directives.engine ?? standing?.engine ?? null,
    reply: standing?.context ?? (standing !== null && standing.run !== null ? 'no-project' : null),
    session: token?.engine ?? reply?.live?.engine ?? standing?.resume?.engine ?? null,
  } as const;
  const resolved = resolveRun(wish, message.chatId, preferences, generation);
  if (!resolved.ok) return resolved;
  const keepUnder = sessionKeyOf(message, generation);
  return ok({
    prompt,
    place: placeOf(message),
    replyTo: message.transcript?.shownIn ?? message.messageId,
    requestedBy: message.sender?.id ?? null,
    ...resolved.value,
    session: sessionOf(token, reply, keepUnder),
    keepUnder,
  });
}

/** The directives at the beginning of a text. */
export function directivesOf(
  text: string,
  { generation, botUsername, branches = true }: Pick<Surroundings, 'generation' | 'botUsername' | 'branches'>,
): Result<Directives, SecondDirective> {
  const engines = new Set(generation.engines.ids);
  const projects = new Set(generation.projects.aliases);
  return parseDirectives(text, { engines, projects, botUsername, branches });
}

/** The key under which a message's session is kept, or `null`. */
export function sessionKeyOf(message: InboundMessage, generation: Generation): string | null {
  return sessionKey(generation.config.telegram.sessionMode, {
    chatId: message.chatId,
    threadId: message.threadId,
    senderId: message.sender?.id ?? null,
    isPrivate: message.chatKind === 'private',
  });
}

/** A conversation that the person names, else that of the message that they reply to, else the one of the chat. */
function sessionOf(named: ResumeToken | null, reply: ReplyMeaning | null, key: string | null): SessionChoice {
  if (named !== null) return { kind: 'resume', token: named };
  if (reply !== null && reply.live !== null) return { kind: 'after', run: reply.live.id };
  const token = reply?.standing.resume ?? null;
  if (token !== null) return { kind: 'resume', token };
  return key === null ? { kind: 'fresh' } : { kind: 'latest', key };
}
