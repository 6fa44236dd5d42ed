import { Secret } from '../../../domain/secret.js';
import type { WrittenSetting, WrittenSettings } from '../../ports/config/config-source.js';

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

/** Compares what two configurations say; the order in a file doesn't matter. */
export function configDifference(before: WrittenSettings, after: WrittenSettings): ConfigDifference {
  const [entriesBefore, entriesAfter] = [entriesIn(before), entriesIn(after)];
  const isInBoth = ({ entry }: WrittenSetting) =>
    entry === null || (entriesBefore.has(entry) && entriesAfter.has(entry));
  const changed: SettingChange[] = [];
  for (const [key, setting] of after) {
    const former = before.get(key);
    if (former === setting) continue;
    if (isInBoth(setting) && !sameSetting(former, setting)) changed.push(changeOf(key, former, setting));
  }
  for (const [key, setting] of before) {
    if (!after.has(key) && isInBoth(setting)) changed.push(changeOf(key, setting, undefined));
  }
  return {
    added: [...entriesAfter].filter((entry) => !entriesBefore.has(entry)),
    removed: [...entriesBefore].filter((entry) => !entriesAfter.has(entry)),
    changed,
  };
}

/** Whether the configurations say the same. */
export function isEmpty({ added, removed, changed }: ConfigDifference): boolean {
  return added.length + removed.length + changed.length === 0;
}

/** The names of everything that differs. */
export function namesOf({ added, removed, changed }: ConfigDifference): readonly string[] {
  return [...added, ...removed, ...changed.map(({ key }) => key)];
}

function entriesIn(settings: WrittenSettings): ReadonlySet<string> {
  const entries = new Set<string>();
  for (const { entry } of settings.values()) if (entry !== null) entries.add(entry);
  return entries;
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
