import { type EngineManifest, meaningOf } from '../../../domain/engine/engine-manifest.js';
import type { ModeMeaning } from '../../../domain/engine/permission.js';

/** What an engine does in a mode, in a few words. */
export const MODE_WORDS: Readonly<Record<ModeMeaning, string>> = {
  plan: '📝 Plan first',
  'read-only': '👀 Read only',
  asks: '🙋 Ask before changes',
  judged: '🧭 Ask only about what looks risky',
  refused: '🤐 Never ask, refuse the rest',
  edits: '✏️ Edit files without asking',
  unlimited: '⚠️ No limits',
};

/** The same for a mode of an engine; `null` for a mode that nobody knows. */
export function modeWords(manifest: EngineManifest, mode: string): string | null {
  const meaning = meaningOf(manifest, mode);
  return meaning === null ? null : MODE_WORDS[meaning];
}

/** What the button of a mode says: what it does, and behind it the engine’s own word. */
export function modeLabel(manifest: EngineManifest | null, mode: string): string {
  const words = manifest === null ? null : modeWords(manifest, mode);
  return words === null ? mode : `${words} · ${mode}`;
}
