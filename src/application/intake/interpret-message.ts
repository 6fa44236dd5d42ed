import { parseDirectives } from '../../domain/chat/directives.js';
import { sessionKey } from '../../domain/chat/session-key.js';
import type { ChatId, EngineId, Place } from '../../domain/ids.js';
import { parseContextLine } from '../../domain/project/context-line.js';
import { ok, type Result } from '../../domain/result.js';
import { chooseEngine } from '../../domain/run/choose-engine.js';
import type { ResumeToken } from '../../domain/run/resume-token.js';
import type { RunPlan, SessionChoice } from '../../domain/run/run-plan.js';
import type { ChatProblem } from '../chat-problem.js';
import type { Generation } from '../generation.js';
import type { Engine } from '../ports/engine.js';
import type { ChatPreferences } from '../ports/preferences.js';
import type { RunRequest } from '../run/run-request.js';
import type { InboundMessage } from './inbound.js';
import { resolveRun } from './resolve-run.js';

/** What a message is read against. */
export interface Surroundings {
  readonly generation: Generation;
  readonly botUsername: string;
  /** The chat's choices, those of the topic over them. */
  readonly preferences: ChatPreferences;
  /** The run whose progress message was replied to, while it waits or goes on. */
  readonly repliedRun: RunPlan | null;
}

/** Everything of a request but where it came from. */
export type Interpretation = Omit<RunRequest, 'origin' | 'rows'>;

/** Reads a message: directives, the reply's context and conversation, the chat's choices. Pure. */
export function interpretMessage(
  message: InboundMessage,
  text: string,
  around: Surroundings,
): Result<Interpretation, ChatProblem> {
  const { generation, preferences, repliedRun } = around;
  const parsed = parseDirectives(text, {
    engines: new Set(generation.engines.ids),
    projects: new Set(generation.projects.aliases),
    botUsername: around.botUsername,
  });
  if (!parsed.ok) return parsed;
  const directives = parsed.value;
  const resume = findResume(directives.text, message.replyTo?.text ?? '', generation.engines.engines);
  const wish = {
    ...directives,
    reply: repliedRun?.context ?? parseContextLine(message.replyTo?.text ?? ''),
    session: resume.token?.engine ?? repliedRun?.engine ?? null,
  };
  const resolved = resolveRun(wish, message.chatId, preferences, generation);
  if (!resolved.ok) return resolved;
  const keepUnder = sessionKeyOf(message, generation);
  return ok({
    prompt: resume.prompt,
    place: placeOf(message),
    replyTo: message.messageId,
    requestedBy: message.sender?.id ?? null,
    ...resolved.value,
    session: sessionOf(resume.token, repliedRun, keepUnder),
    keepUnder,
  });
}

/** Where an answer to a message belongs. */
export function placeOf(message: { readonly chatId: ChatId; readonly threadId: number | null }): Place {
  return { chatId: message.chatId, threadId: message.threadId };
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

function sessionOf(token: ResumeToken | null, repliedRun: RunPlan | null, key: string | null): SessionChoice {
  if (token !== null) return { kind: 'resume', token };
  if (repliedRun !== null) return { kind: 'after', run: repliedRun.id };
  return key === null ? { kind: 'fresh' } : { kind: 'latest', key };
}

/** The conversation that the prompt, else the replied-to text names, and the prompt without such lines. */
function findResume(
  prompt: string,
  repliedText: string,
  engines: readonly Engine[],
): { token: ResumeToken | null; prompt: string } {
  const lines = prompt.split('\n');
  const kept = lines.filter((line) => tokenIn(line, engines) === null);
  const own = lastToken(lines, engines);
  const replied = repliedText.split('\n').map((line) => line.replace(/^\s*↩\uFE0F?\s*/u, ''));
  const token = own ?? lastToken(replied, engines);
  const rest = own === null ? prompt : kept.join('\n').trim();
  return { token, prompt: rest === '' ? 'continue' : rest };
}

function lastToken(lines: readonly string[], engines: readonly Engine[]): ResumeToken | null {
  return lines.map((line) => tokenIn(line, engines)).findLast((token) => token !== null) ?? null;
}

function tokenIn(line: string, engines: readonly Engine[]): ResumeToken | null {
  for (const engine of engines) {
    const value = engine.parseResumeLine(line);
    if (value !== null) return { engine: engine.id, value, directory: null };
  }
  return null;
}

/** Choices of a topic over those of its chat, field by field. */
export function overlay(chat: ChatPreferences, topic: ChatPreferences): ChatPreferences {
  return {
    ...chat,
    ...topic,
    models: { ...chat.models, ...topic.models },
    efforts: { ...chat.efforts, ...topic.efforts },
    permissionModes: { ...chat.permissionModes, ...topic.permissionModes },
  };
}

/** The engine that a chat without directives would use; for commands that show or change it. */
export function engineOfChat(
  generation: Generation,
  preferences: ChatPreferences,
  chatId: ChatId,
): ReturnType<typeof chooseEngine> {
  const alias = preferences.context?.project ?? generation.projects.defaultFor(chatId)?.alias ?? null;
  const project: EngineId | null = alias === null ? null : (generation.projects.find(alias)?.defaultEngine ?? null);
  return chooseEngine({
    session: null,
    directive: null,
    chat: preferences.engine ?? null,
    project,
    configuration: generation.config.defaultEngine,
  });
}
