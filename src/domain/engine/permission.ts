import type { EngineId } from '../ids.js';

/**
 * How much an engine does unasked: `read-only` changes nothing; `asks` has each change allowed, or refuses it; `edits`
 * changes files, and runs what a sandbox or rules allow; `unlimited` does whatever it likes, outside any sandbox.
 */
export type Permission = (typeof PERMISSIONS)[number];

/** From the narrowest to the widest. */
export const PERMISSIONS = ['read-only', 'asks', 'edits', 'unlimited'] as const;

/** Whether `after` allows more than `before`. */
export function allowsMore(before: Permission, after: Permission): boolean {
  return PERMISSIONS.indexOf(after) > PERMISSIONS.indexOf(before);
}

/** Every mode of an engine with what it allows, and the modes that no mode at all amounts to. */
export interface EnginePermissions {
  readonly modes: Readonly<Record<string, Permission>>;
  /** Where the configuration and the chat name none: in runs in which a person can be asked, and in the others. */
  readonly unset: { readonly attended: string; readonly unattended: string };
}

const TABLE: ReadonlyMap<EngineId, EnginePermissions> = new Map([
  [
    'claude',
    engine(
      {
        default: 'asks',
        plan: 'read-only',
        auto: 'edits',
        acceptEdits: 'edits',
        bypassPermissions: 'unlimited',
        manual: 'asks',
        dontAsk: 'edits',
      },
      { attended: 'default', unattended: 'dontAsk' },
    ),
  ],
  [
    'codex',
    engine(
      {
        'read-only': 'read-only',
        'workspace-write': 'edits',
        'danger-full-access': 'unlimited',
        safe: 'read-only',
      },
      { attended: 'workspace-write', unattended: 'workspace-write' },
    ),
  ],
  [
    'opencode',
    engine({ default: 'edits', plan: 'read-only', auto: 'unlimited' }, { attended: 'default', unattended: 'default' }),
  ],
  ['pi', engine({ 'read-only': 'read-only', full: 'unlimited' }, { attended: 'full', unattended: 'full' })],
  [
    'gemini',
    engine(
      { default: 'asks', auto_edit: 'edits', plan: 'read-only', yolo: 'unlimited' },
      { attended: 'auto_edit', unattended: 'auto_edit' },
    ),
  ],
  ['amp', engine({ default: 'edits', 'allow-all': 'unlimited' }, { attended: 'default', unattended: 'default' })],
]);

/** What the modes of an engine allow; `null` for an engine of which nothing is known. */
export function permissionsOf(engineId: EngineId): EnginePermissions | null {
  return TABLE.get(engineId.toLowerCase()) ?? null;
}

/** The modes that an engine knows; none for one of which nothing is known. */
export function modesOf(engineId: EngineId): readonly string[] {
  return Object.keys(permissionsOf(engineId)?.modes ?? {});
}

/** The mode that an engine of the table works in where none is named. */
export function unsetModeOf(engineId: EngineId, attended: boolean): string {
  const unset = permissionsOf(engineId)?.unset;
  if (unset === undefined) throw new Error(`Nothing is known of the engine ${engineId}.`);
  return attended ? unset.attended : unset.unattended;
}

/**
 * What an engine in that mode does unasked; `null` is no mode at all. What nobody knows may do anything; under a name that
 * engines of the table use, an engine that is not in it may do the most that any of them does.
 */
export function permissionOf(engineId: EngineId, mode: string | null, attended: boolean): Permission {
  const known = permissionsOf(engineId);
  if (known === null) return mode === null ? 'unlimited' : widestUnder(mode);
  return known.modes[mode ?? unsetModeOf(engineId, attended)] ?? 'unlimited';
}

function widestUnder(mode: string): Permission {
  const permissions = [...TABLE.values()].flatMap(({ modes }) => modes[mode] ?? []);
  return permissions.toSorted((a, b) => PERMISSIONS.indexOf(b) - PERMISSIONS.indexOf(a))[0] ?? 'unlimited';
}

/** Whether an engine in that mode does whatever it likes, unasked and outside any sandbox, in some run. */
export function liftsAllLimits(engineId: EngineId, mode: string | null): boolean {
  return [true, false].some((attended) => permissionOf(engineId, mode, attended) === 'unlimited');
}

/** No mode may amount to one that the engine doesn't have. */
function engine<Mode extends string>(
  modes: Readonly<Record<Mode, Permission>>,
  unset: { readonly attended: NoInfer<Mode>; readonly unattended: NoInfer<Mode> },
): EnginePermissions {
  return { modes, unset };
}
