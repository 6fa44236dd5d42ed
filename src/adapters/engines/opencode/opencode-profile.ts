import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import { fail, ok } from '../../../domain/result.js';
import { MODEL_PROVIDERS } from '../environment/provider-variables.js';
import type { EngineDefinition } from '../profile/engine-definition.js';
import type { EngineProfile } from '../profile/engine-profile.js';
import { engineTable } from '../profile/engine-table.js';
import { launchRefusal } from '../profile/launch-checks.js';
import { promptWithPreamble } from '../stream/prompt-text.js';
import { resumeLines } from '../stream/resume-lines.js';
import { opencodeAccount } from './account.js';
import { opencodeArguments } from './arguments.js';
import { OPENCODE } from './manifest.js';
import { explainOpencodeExit } from './problem.js';
import { OpencodeTranslator } from './translate.js';

const LINES = resumeLines('opencode --session', 'opencode\\s+(?:run\\s+)?(?:--session|-s)', 'ses_[A-Za-z0-9]+');

/** OpenCode in `run` mode (seen: 1.18.33): one order a process, the prompt as plain text on standard input. */
export function opencodeProfile(table: EngineSettings | undefined): EngineProfile {
  const settings = engineTable(OPENCODE, table);
  return {
    manifest: OPENCODE,
    variables: { names: MODEL_PROVIDERS.names, prefixes: [...MODEL_PROVIDERS.prefixes, 'OPENCODE_'] },
    // The first line comes with the model's first word, and failed requests are repeated without a line.
    startUpTimeoutMs: 180_000,
    // From elsewhere it asks the model and never prints a line.
    boundToDirectory: true,
    launch(order) {
      const mode = order.options.permissionMode ?? settings.permissionMode;
      const refusal = launchRefusal(order, { manifest: OPENCODE, extraArgs: settings.extraArgs, mode });
      if (refusal !== null) return fail(refusal);
      const args = opencodeArguments(order, settings);
      const defaults = { OPENCODE_DISABLE_AUTOUPDATE: '1' };
      return ok({ args, stdin: promptWithPreamble(order), variables: {}, defaults, removed: [] });
    },
    translator: (order) => new OpencodeTranslator(order, settings),
    explain: explainOpencodeExit,
    resumeLine: (token) => LINES.write(token.value),
    parseResumeLine: LINES.read,
  };
}

/** The engine, as the list of engines has it. */
export const opencode: EngineDefinition = {
  manifest: OPENCODE,
  profile: opencodeProfile,
  account: opencodeAccount,
};
