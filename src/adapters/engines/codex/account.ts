import type { EngineAccount } from '../../../application/ports/engine/engine-tools.js';
import type { ProgramOutput } from '../process/program-call.js';
import type { AccountQuestion } from '../profile/engine-definition.js';

/** `codex login status` ends with 0 if it is logged in, and says so if not (seen: 0.171.0). */
export const codexAccount: AccountQuestion = {
  keys: ['CODEX_API_KEY'],
  args: ['login', 'status'],
  read({ lines, exitCode }: ProgramOutput): EngineAccount {
    if (exitCode === 0) return 'logged-in';
    return lines.some((line) => /not logged in/i.test(line)) ? 'logged-out' : 'unknown';
  },
};
