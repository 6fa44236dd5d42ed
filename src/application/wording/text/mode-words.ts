import type { EngineManifest } from '../../../domain/engine/engine-manifest.js';
import type { Permission } from '../../../domain/engine/permission.js';

const WORDS: Readonly<Record<Permission, string>> = {
  'read-only': '👀 Read only',
  asks: '🙋 Ask before changes',
  edits: '✏️ Edit files without asking',
  unlimited: '⚠️ No limits',
};

const PLAN_FIRST = '📝 Plan first';

/** What an engine does in a mode with what it would otherwise ask about. */
const UNASKED = { judged: '🧭 Ask only about what looks risky', refused: '🤐 Never ask, refuse the rest' } as const;

/** What an engine does in a mode, in a few words; `null` for a mode that nobody knows. */
export function modeWords(manifest: EngineManifest, mode: string): string | null {
  const { modes, permissions, unaskedModes = {}, modeWords: named } = manifest;
  if (named.on === mode) return PLAN_FIRST;
  const unasked = modes.includes(mode) ? unaskedModes[mode] : undefined;
  if (unasked !== undefined) return UNASKED[unasked];
  const permission = modes.includes(mode) ? permissions[mode] : undefined;
  return permission === undefined ? null : WORDS[permission];
}

/** What the button of a mode says: what it does, and behind it the engine’s own word. */
export function modeLabel(manifest: EngineManifest | null, mode: string): string {
  const words = manifest === null ? null : modeWords(manifest, mode);
  return words === null ? mode : `${words} · ${mode}`;
}
