import type { EngineAccount } from '../../../application/ports/engine/engine-tools.js';
import type { ProgramOutput } from '../process/program-call.js';
import type { AccountQuestion } from '../profile/engine-definition.js';

/** `claude auth status` prints JSON (seen: 2.1.332). */
export const claudeAccount: AccountQuestion = {
  keys: ['CLAUDE_CODE_OAUTH_TOKEN'],
  args: ['auth', 'status'],
  read({ lines }: ProgramOutput): EngineAccount {
    const said = /"loggedIn"\s*:\s*(true|false)/.exec(lines.join('\n'))?.[1];
    if (said === undefined) return 'unknown';
    return said === 'true' ? 'logged-in' : 'logged-out';
  },
};
