import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EarlierChoice, EarlierFindings } from '../../src/application/ports/config/python-state.js';
import type { EarlierSession } from '../../src/application/values/taken-over.js';

/** Writes findings into a directory as the Python program does. */
export async function writeEarlierState(directory: string, findings: EarlierFindings): Promise<void> {
  const ofChats = findings.sessions.filter(({ threadId }) => threadId === null);
  const files = {
    'telegram_chat_sessions_state.json': {
      version: 1,
      cwd: findings.directory,
      chats: sessionsBy(ofChats, nameOfChat),
    },
    'telegram_chat_prefs_state.json': {
      version: 1,
      chats: Object.fromEntries(
        findings.choices.filter(({ threadId }) => threadId === null).map((one) => [`${one.chatId}`, chatChoice(one)]),
      ),
    },
    'telegram_topics_state.json': { version: 1, threads: topics(findings) },
    'run_once_fired.json': { fired: Object.fromEntries(findings.firedOnce.map((id) => [id, '2026-11-23T12:00:00Z'])) },
    'triggers_history.json': {
      version: 1,
      triggers: Object.fromEntries([...findings.lastFired].map(([id, at]) => [id, at / 1000])),
    },
    'last_update_id.json': { last_update_id: findings.lastUpdateId },
    'active_progress.json': Object.fromEntries(
      findings.openMessages.map(({ chatId, messageId }) => [
        `${chatId}:${messageId}`,
        { chat_id: chatId, message_id: messageId },
      ]),
    ),
  };
  for (const [name, value] of Object.entries(files)) {
    await writeFile(join(directory, name), `${JSON.stringify(value, null, 2)}\n`);
  }
}

function nameOfChat({ chatId, senderId }: EarlierSession): string {
  return `${chatId}:${senderId ?? 'chat'}`;
}

function sessionsBy(sessions: readonly EarlierSession[], nameOf: (one: EarlierSession) => string) {
  const named = sessions.map((one) => [nameOf(one), { sessions: { [one.engine]: { resume: one.value } } }] as const);
  return Object.fromEntries(named);
}

function topics({ sessions, choices }: EarlierFindings) {
  const nameOf = (one: { chatId: number; threadId: number | null }) => `${one.chatId}:${one.threadId}`;
  const table: Record<string, object> = sessionsBy(
    sessions.filter(({ threadId }) => threadId !== null),
    nameOf,
  );
  for (const { project, branch, ...one } of choices.filter(({ threadId }) => threadId !== null)) {
    const context = { project, branch };
    table[nameOf(one)] = { ...table[nameOf(one)], ...commonChoice(one), topic_title: 'a topic', context };
  }
  return table;
}

function chatChoice({ project, branch, ...one }: EarlierChoice) {
  return { ...commonChoice(one), context_project: project, context_branch: branch };
}

type Common = Omit<EarlierChoice, 'project' | 'branch' | 'chatId' | 'threadId'>;

function commonChoice({ engine, models, efforts, permissionModes, loops, others }: Common) {
  const overrides: Record<string, Record<string, unknown>> = {};
  const put = (name: string, key: string, value: unknown) => {
    overrides[name] = { ...overrides[name], [key]: value };
  };
  for (const [name, model] of Object.entries(models)) overrides[name] = { model, reasoning: null, loop_enabled: loops };
  for (const [name, effort] of Object.entries(efforts)) put(name, 'reasoning', effort);
  for (const [name, mode] of Object.entries(permissionModes)) put(name, 'permission_mode', mode);
  for (const [name = '', key = ''] of others.map((other) => other.split('.'))) {
    if (key !== '') put(name, key, true);
  }
  const mode = others.includes('trigger_mode') ? { trigger_mode: 'mentions' } : {};
  return { default_engine: engine, ...mode, engine_overrides: overrides };
}
