import { Secret } from '../../../domain/secret.js';
import type { SettingsByKey, WrittenSetting, WrittenSettings } from '../../ports/config/config-source.js';

/** How a value looked before and looks now; `null` for none. Of what may be a secret nothing is said but that it changed. */
export type SettingChange =
  | { readonly key: string; readonly kind: 'shown'; readonly before: string | null; readonly after: string | null }
  | { readonly key: string; readonly kind: 'secret' };

/** What differs between two configurations, by the names of keys in the file. */
export interface ConfigDifference {
  /** Projects, triggers and plugins that are new or gone as a whole: `triggers.crons.daily`. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly SettingChange[];
}

/** What a file says that says nothing. */
export const NO_SETTINGS: WrittenSettings = { common: new Map(), entries: new Map() };

/** Compares what two configurations say; the order in a file doesn't matter. */
export function configDifference(before: WrittenSettings, after: WrittenSettings): ConfigDifference {
  const [added, removed]: [string[], string[]] = [[], []];
  const changed = changesIn(before.common, after.common);
  for (const [entry, now] of after.entries) {
    const former = before.entries.get(entry);
    if (former === undefined) added.push(entry);
    // There may be 10,000, of which most are as they were.
    else if (former !== now) changed.push(...changesIn(former.keys, now.keys));
  }
  for (const entry of before.entries.keys()) if (!after.entries.has(entry)) removed.push(entry);
  return { added, removed, changed };
}

function changesIn(before: SettingsByKey, after: SettingsByKey): SettingChange[] {
  const changes: SettingChange[] = [];
  for (const [key, setting] of after) {
    const former = before.get(key);
    if (!sameSetting(former, setting)) changes.push(changeOf(key, former, setting));
  }
  for (const [key, setting] of before) if (!after.has(key)) changes.push(changeOf(key, setting, undefined));
  return changes;
}

/** Whether the configurations say the same. */
export function isEmpty({ added, removed, changed }: ConfigDifference): boolean {
  return added.length + removed.length + changed.length === 0;
}

/** The names of everything that differs. */
export function namesOf({ added, removed, changed }: ConfigDifference): readonly string[] {
  return [...added, ...removed, ...changed.map(({ key }) => key)];
}

function sameSetting(before: WrittenSetting | undefined, after: WrittenSetting): boolean {
  if (before === undefined) return false;
  if (before.value instanceof Secret) return after.value instanceof Secret && before.value.equals(after.value);
  return before.value === after.value;
}

/** One of the two is there. */
function changeOf(key: string, before: WrittenSetting | undefined, after: WrittenSetting | undefined): SettingChange {
  if (before?.value instanceof Secret || after?.value instanceof Secret) return { key, kind: 'secret' };
  return {
    key,
    kind: 'shown',
    before: before?.value ?? after?.usual ?? null,
    after: after?.value ?? before?.usual ?? null,
  };
}
