import type { EngineAccount } from '../../application/ports/engine/engine-tools.js';
import type { EngineId } from '../../domain/ids.js';
import type { ProgramOutput } from './process/program-call.js';

/** How an engine's program is asked whether it is logged in. */
export interface AccountQuestion {
  /** Variables any of which holds a key that is enough. */
  readonly keys: readonly string[];
  /** `null` where the program can't be asked. */
  readonly args: readonly string[] | null;
  /** What its answer means. */
  read(output: ProgramOutput): EngineAccount;
}

const QUESTIONS: ReadonlyMap<EngineId, AccountQuestion> = new Map([
  ['claude', { keys: ['CLAUDE_CODE_OAUTH_TOKEN'], args: ['auth', 'status'], read: claudeAccount }],
  ['codex', { keys: ['CODEX_API_KEY'], args: ['login', 'status'], read: codexAccount }],
  ['opencode', { keys: [], args: ['auth', 'list'], read: opencodeAccount }],
  ['gemini', { keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'], args: null, read: () => 'unknown' }],
  ['amp', { keys: ['AMP_API_KEY'], args: null, read: () => 'unknown' }],
]);

/** The question for an engine; `null` where there is none. */
export function accountQuestion(engine: EngineId): AccountQuestion | null {
  return QUESTIONS.get(engine) ?? null;
}

/** `claude auth status` prints JSON (seen: 2.1.330). */
function claudeAccount({ lines }: ProgramOutput): EngineAccount {
  const said = /"loggedIn"\s*:\s*(true|false)/.exec(lines.join('\n'))?.[1];
  if (said === undefined) return 'unknown';
  return said === 'true' ? 'logged-in' : 'logged-out';
}

/** `codex login status` ends with 0 if it is logged in, and says so if not (seen: 0.169.0). */
function codexAccount({ lines, exitCode }: ProgramOutput): EngineAccount {
  if (exitCode === 0) return 'logged-in';
  return lines.some((line) => /not logged in/i.test(line)) ? 'logged-out' : 'unknown';
}

/** `opencode auth list` counts the accounts (seen: 1.18.33); without one it still has keys of the environment. */
function opencodeAccount({ lines }: ProgramOutput): EngineAccount {
  return lines.some((line) => /\b[1-9]\d* credentials?\b/.test(line)) ? 'logged-in' : 'unknown';
}
