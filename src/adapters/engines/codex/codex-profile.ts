import type { EngineSettings } from '../../../application/values/app-config.js';
import { conventionsOf } from '../../../domain/engine/engine-conventions.js';
import { fail, ok } from '../../../domain/result.js';
import type { EngineProfile } from '../profile/engine-profile.js';
import { engineTable } from '../profile/engine-table.js';
import { launchRefusal } from '../profile/launch-checks.js';
import { resumeLines } from '../stream/resume-lines.js';
import { codexArguments } from './arguments.js';
import { explainCodexExit } from './problem.js';
import { CodexTranslator } from './translate.js';

const LINES = resumeLines('codex resume', 'codex\\s+resume');

/** Codex in `exec` mode (seen: 0.169.0): one order a process, the prompt as plain text on standard input. */
export function codexProfile(table: EngineSettings | undefined): EngineProfile {
  // A person's `notify` program would be started at the end of each turn.
  const settings = engineTable(table, { extraArgs: ['-c', 'notify=[]'] });
  return {
    id: 'codex',
    program: 'codex',
    install: 'npm install -g @openai/codex',
    permissionModes: conventionsOf('codex').permissionModes,
    variables: { names: [], prefixes: ['CODEX_', 'OPENAI_', 'AZURE_OPENAI_'] },
    startUpTimeoutMs: 30_000,
    boundToDirectory: false,
    launch(order) {
      const mode = order.options.permissionMode ?? settings.permissionMode;
      const refusal = launchRefusal(order, { engine: 'codex', extraArgs: settings.extraArgs, mode });
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
