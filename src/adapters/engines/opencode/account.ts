import type { EngineAccount } from '../../../application/ports/engine/engine-tools.js';
import type { ProgramOutput } from '../process/program-call.js';
import type { AccountQuestion } from '../profile/engine-definition.js';

/** `opencode auth list` counts the accounts (seen: 1.18.33); without one it still has keys of the environment. */
export const opencodeAccount: AccountQuestion = {
  keys: [],
  args: ['auth', 'list'],
  read({ lines }: ProgramOutput): EngineAccount {
    return lines.some((line) => /\b[1-9]\d* credentials?\b/.test(line)) ? 'logged-in' : 'unknown';
  },
};
