import type { EarlierChoice, EarlierFindings } from '../../application/ports/config/python-state.js';
import type { EarlierSession } from '../../application/values/taken-over.js';
import type { ChatId, ThreadId, UserId } from '../../domain/ids.js';
import { isJsonObject } from '../../domain/json-shape.js';
import { fail, ok } from '../../domain/result.js';
import { entriesOf, fieldOf, pairOf, textOf } from './fields.js';
import type { FileParser } from './file-parser.js';

const VERSION = 1;

/** Choices for an engine that have a counterpart here. */
const TAKEN_OVER: readonly string[] = ['model', 'reasoning', 'permission_mode', 'loop_enabled'];

/** `telegram_chat_sessions_state.json`: conversations by chat, or by person in a group. */
export const parseChatSessions: FileParser = (value) =>
  versioned(value, 'chats', (chats) => ({
    directory: textOf(fieldOf(value, 'cwd')),
    sessions: chats.flatMap(([name, chat]) => {
      const whole = /^(-?\d{1,15}):chat$/.exec(name)?.[1];
      const pair = whole === undefined ? pairOf(name) : ([Number(whole), null] as const);
      return pair === null ? [] : sessionsOf(chat, { chatId: pair[0], threadId: null, senderId: pair[1] });
    }),
  }));

/** `telegram_chat_prefs_state.json`: what was chosen in chats. */
export const parseChatChoices: FileParser = (value) =>
  versioned(value, 'chats', (chats) => ({
    choices: chats.flatMap(([name, chat]) => {
      const chatId = /^-?\d{1,15}$/.test(name) ? Number(name) : null;
      if (chatId === null) return [];
      const project = textOf(fieldOf(chat, 'context_project'));
      const branch = textOf(fieldOf(chat, 'context_branch'));
      return choiceOf(chat, { chatId, threadId: null, project, branch });
    }),
  }));

/** `telegram_topics_state.json`: conversations and choices by topic. */
export const parseTopics: FileParser = (value) =>
  versioned(value, 'threads', (threads) => {
    const topics = threads.flatMap(([name, topic]) => {
      const pair = pairOf(name);
      return pair === null ? [] : [{ topic, chatId: pair[0], threadId: pair[1] }];
    });
    return {
      sessions: topics.flatMap(({ topic, ...place }) => sessionsOf(topic, { ...place, senderId: null })),
      choices: topics.flatMap(({ topic, ...place }) => {
        const context = fieldOf(topic, 'context');
        const [project, branch] = [textOf(fieldOf(context, 'project')), textOf(fieldOf(context, 'branch'))];
        return choiceOf(topic, { ...place, project, branch });
      }),
    };
  });

function versioned(
  value: unknown,
  table: string,
  findings: (entries: readonly (readonly [string, unknown])[]) => Partial<EarlierFindings>,
) {
  if (!isJsonObject(value)) return fail('malformed' as const);
  if (fieldOf(value, 'version') !== VERSION) return fail('version' as const);
  const entries = fieldOf(value, table);
  return isJsonObject(entries) ? ok(findings(entriesOf(entries))) : fail('malformed' as const);
}

interface Owner {
  readonly chatId: ChatId;
  readonly threadId: ThreadId | null;
  readonly senderId: UserId | null;
}

function sessionsOf(holder: unknown, owner: Owner): readonly EarlierSession[] {
  return entriesOf(fieldOf(holder, 'sessions')).flatMap(([engine, session]) => {
    const token = textOf(fieldOf(session, 'resume'));
    return token === null ? [] : [{ ...owner, engine: engine.toLowerCase(), value: token }];
  });
}

function choiceOf(
  holder: unknown,
  place: Pick<EarlierChoice, 'chatId' | 'threadId' | 'project' | 'branch'>,
): readonly EarlierChoice[] {
  const overrides = entriesOf(fieldOf(holder, 'engine_overrides')).flatMap(([engine, table]) =>
    entriesOf(table).flatMap(([key, value]) => (isUnset(value) ? [] : [{ engine: engine.toLowerCase(), key, value }])),
  );
  const textsOf = (name: string) =>
    Object.fromEntries(
      overrides.flatMap(({ engine, key, value }) => {
        const text = key === name ? textOf(value) : null;
        return text === null ? [] : [[engine, text] as const];
      }),
    );
  const loops = overrides.find(({ key, value }) => key === 'loop_enabled' && typeof value === 'boolean')?.value ?? null;
  const mode = isUnset(fieldOf(holder, 'trigger_mode')) ? [] : ['trigger_mode'];
  const others = overrides.filter(({ key }) => !TAKEN_OVER.includes(key)).map(({ engine, key }) => `${engine}.${key}`);
  const engine = textOf(fieldOf(holder, 'default_engine'))?.toLowerCase() ?? null;
  const isEmpty = engine === null && place.project === null && overrides.length + mode.length === 0;
  if (isEmpty) return [];
  const tables = {
    models: textsOf('model'),
    efforts: textsOf('reasoning'),
    permissionModes: textsOf('permission_mode'),
  };
  return [{ ...place, engine, ...tables, loops: loops === null ? null : loops === true, others: [...mode, ...others] }];
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null;
}
