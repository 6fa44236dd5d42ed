import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import { fail, ok } from '../../../domain/result.js';
import type { EngineDefinition } from '../profile/engine-definition.js';
import type { EngineProfile } from '../profile/engine-profile.js';
import { engineTable } from '../profile/engine-table.js';
import { launchRefusal } from '../profile/launch-checks.js';
import { resumeLines } from '../stream/resume-lines.js';
import { codexAccount } from './account.js';
import { codexArguments } from './arguments.js';
import { CODEX } from './manifest.js';
import { explainCodexExit } from './problem.js';
import { CodexTranslator } from './translate.js';

const LINES = resumeLines('codex resume', 'codex\\s+resume');

/** Codex in `exec` mode (seen: 0.171.0): one order a process, the prompt as plain text on standard input. */
export function codexProfile(table: EngineSettings | undefined): EngineProfile {
  const settings = engineTable(CODEX, table);
  return {
    manifest: CODEX,
    variables: { names: [], prefixes: ['CODEX_', 'OPENAI_', 'AZURE_OPENAI_'] },
    startUpTimeoutMs: 30_000,
    boundToDirectory: false,
    launch(order) {
      const mode = order.options.permissionMode ?? settings.permissionMode;
      const refusal = launchRefusal(order, { manifest: CODEX, extraArgs: settings.extraArgs, mode });
      if (refusal !== null) return fail(refusal);
      const args = codexArguments(order, settings);
      return ok({ args, stdin: order.prompt, variables: {}, defaults: {}, removed: [] });
    },
    translator: (order) => new CodexTranslator(order, settings),
    explain: explainCodexExit,
    resumeLine: (token) => LINES.write(token.value),
    parseResumeLine: LINES.read,
  };
}

/** The engine, as the list of engines has it. */
export const codex: EngineDefinition = {
  manifest: CODEX,
  profile: codexProfile,
  account: codexAccount,
  // Its codes are valid for 15 minutes.
  login: { args: ['login', '--device-auth'], codeLastsMs: 15 * 60_000 },
};
