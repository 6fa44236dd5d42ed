import { amp } from './amp/amp-profile.js';
import { claude } from './claude/claude-profile.js';
import { codex } from './codex/codex-profile.js';
import { gemini } from './gemini/gemini-profile.js';
import { opencode } from './opencode/opencode-profile.js';
import { pi } from './pi/pi-profile.js';
import type { EngineDefinition } from './profile/engine-definition.js';

/** Every engine, in the order of a menu. */
export const ENGINES: readonly EngineDefinition[] = [claude, codex, opencode, pi, gemini, amp];
