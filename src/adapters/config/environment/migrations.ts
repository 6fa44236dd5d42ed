import type { EngineId } from '../../../domain/ids.js';
import { type Fault, faultAt } from '../faults/fault.js';
import { valueAt, withoutValue, withValue } from '../toml/change.js';
import { isTable, type Path, type Table } from '../toml/tree.js';
import type { Move } from './origins.js';

/** A document in today's form. Nothing is written back to the file. */
export interface Migrated {
  readonly tree: Table;
  readonly moves: readonly Move[];
  readonly faults: readonly Fault[];
  /** What should be written differently, but is understood. */
  readonly warnings: readonly Fault[];
}

const TELEGRAM: Path = ['transports', 'telegram'];
const TOKEN_KEYS = ['bot_token', 'bot_token_env', 'bot_token_file'];
const SCOPES: Readonly<Record<string, string>> = { multi_project_chat: 'main', per_project_chat: 'projects' };

/** Brings older forms of the file into today's; `engines` have tables of their own. */
export function migrate(document: Table, engines: readonly EngineId[]): Migrated {
  const start: Migrated = { tree: document, moves: [], faults: [], warnings: [] };
  return engineTables(topicsMode(legacyTelegram(start)), engines);
}

/** `bot_token`, `chat_id` and `allow_any_user` once stood at the top. */
function legacyTelegram(now: Migrated): Migrated {
  const legacy = ['bot_token', 'chat_id'].filter((key) => Object.hasOwn(now.tree, key));
  if (legacy.length === 0) return now;
  const keys = Object.hasOwn(now.tree, 'allow_any_user') ? [...legacy, 'allow_any_user'] : legacy;
  return keys.reduce(moveToTelegram, now);
}

function moveToTelegram(now: Migrated, key: string): Migrated {
  const value = now.tree[key];
  const telegram = valueAt(now.tree, TELEGRAM);
  const rivals = key === 'bot_token' ? TOKEN_KEYS : [key];
  const taken = isTable(telegram) && rivals.some((rival) => Object.hasOwn(telegram, rival));
  const rest = withoutValue(now.tree, [key]);
  const place = '[transports.telegram]';
  if (taken || value === undefined) {
    const message = `The top-level "${key}" is ignored, because ${place} has its own.`;
    return { ...now, tree: rest, warnings: [...now.warnings, keyFault([key], message, 'Delete it.')] };
  }
  const to = [...TELEGRAM, key];
  return {
    ...now,
    tree: withValue(rest, to, value),
    moves: [...now.moves, { from: [key], to }],
    warnings: [
      ...now.warnings,
      keyFault([key], `"${key}" no longer belongs at the top level.`, `Move it to ${place}.`),
    ],
  };
}

/** `topics.mode` became `topics.scope`. */
function topicsMode(now: Migrated): Migrated {
  const path = [...TELEGRAM, 'topics', 'mode'];
  const mode = valueAt(now.tree, path);
  if (mode === undefined) return now;
  const to = [...TELEGRAM, 'topics', 'scope'];
  const scope = typeof mode === 'string' && Object.hasOwn(SCOPES, mode) ? SCOPES[mode] : undefined;
  const rest = withoutValue(now.tree, path);
  if (valueAt(now.tree, to) !== undefined) {
    const warning = keyFault(path, '"mode" is ignored, because "scope" is set.', 'Delete it.');
    return { ...now, tree: rest, warnings: [...now.warnings, warning] };
  }
  if (scope === undefined) {
    const fault = faultAt(
      path,
      '"mode" is an old key, and this value of it is not known.',
      'Write scope = "auto" instead.',
    );
    return { ...now, tree: rest, faults: [...now.faults, fault] };
  }
  const warning = keyFault(path, '"mode" is an old key.', `Write scope = "${scope}" instead.`);
  return {
    ...now,
    tree: withValue(rest, to, scope),
    moves: [...now.moves, { from: path, to }],
    warnings: [...now.warnings, warning],
  };
}

/** Where there is a table `engines`, only engine tables inside it count. */
function engineTables(now: Migrated, ids: readonly EngineId[]): Migrated {
  const engines = now.tree['engines'];
  if (!isTable(engines)) return now;
  const flat = ids.filter((id) => Object.hasOwn(now.tree, id));
  const nested = ids.filter((id) => Object.hasOwn(engines, id));
  const cleared = [...flat.map((id) => [id]), ...nested.map((id) => ['engines', id])].reduce(withoutValue, now.tree);
  const warnings = flat.map((id) =>
    keyFault([id], `[${id}] is ignored, because there is a table [engines].`, `Name it [engines.${id}].`),
  );
  return {
    ...now,
    tree: { ...cleared, ...Object.fromEntries(nested.map((id) => [id, engines[id] ?? {}])) },
    moves: [...now.moves, ...nested.map((id) => ({ from: ['engines', id], to: [id] }))],
    warnings: [...now.warnings, ...warnings],
  };
}

function keyFault(path: Path, message: string, hint: string): Fault {
  return { path, at: 'key', message, hint };
}
