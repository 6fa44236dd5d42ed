import type { EngineManifest } from '../../../domain/engine/engine-manifest.js';
import type { Permission } from '../../../domain/engine/permission.js';

const WORDS: Readonly<Record<Permission, string>> = {
  'read-only': '👀 Read only',
  asks: '🙋 Ask before changes',
  edits: '✏️ Edit files without asking',
  unlimited: '⚠️ No limits',
};

const PLAN_FIRST = '📝 Plan first';

/** What an engine does in a mode, in a few words; `null` for a mode that nobody knows. */
export function modeWords({ modes, permissions, modeWords: named }: EngineManifest, mode: string): string | null {
  if (named.on === mode) return PLAN_FIRST;
  const permission = modes.includes(mode) ? permissions[mode] : undefined;
  return permission === undefined ? null : WORDS[permission];
}

/** What the button of a mode says: what it does, and behind it the engine’s own word. */
export function modeLabel(manifest: EngineManifest | null, mode: string): string {
  const words = manifest === null ? null : modeWords(manifest, mode);
  return words === null ? mode : `${words} · ${mode}`;
}
