import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import type { EngineOrder } from '../../../domain/engine/engine.js';
import { fail, ok } from '../../../domain/result.js';
import { isLatest } from '../../../domain/run/resume-token.js';
import type { EngineDefinition } from '../profile/engine-definition.js';
import type { EngineProfile } from '../profile/engine-profile.js';
import { engineTable, ownSwitch } from '../profile/engine-table.js';
import { flag, launchRefusal } from '../profile/launch-checks.js';
import { askedFor } from '../stream/conversation.js';
import { promptWithPreamble } from '../stream/prompt-text.js';
import { resumeLines } from '../stream/resume-lines.js';
import { GEMINI } from './manifest.js';
import { explainGeminiExit } from './problem.js';
import { GeminiTranslator } from './translate.js';

const LINES = resumeLines('gemini --resume', 'gemini\\s+(?:--resume|-r)', '[A-Za-z0-9_][A-Za-z0-9_-]*');

/**
 * The mode where the configuration names none: files may be changed, but there is no shell, since the CLI can't ask and
 * leaves a tool out that it would have to ask about. A shell is to be had in `yolo` only, which asks about nothing.
 */
const UNATTENDED_MODE = GEMINI.unset.unattended;

/** Gemini CLI in headless mode (seen: 0.61.0): one order a process, the prompt as plain text on standard input. */
export function geminiProfile(table: EngineSettings | undefined): EngineProfile {
  const settings = engineTable(GEMINI, table);
  return {
    manifest: GEMINI,
    variables: { names: [], prefixes: ['GEMINI_', 'GOOGLE_'] },
    startUpTimeoutMs: 30_000,
    boundToDirectory: true,
    launch(order) {
      const mode = order.options.permissionMode ?? settings.permissionMode;
      const refusal = launchRefusal(order, { manifest: GEMINI, extraArgs: settings.extraArgs, mode });
      if (refusal !== null) return fail(refusal);
      return ok({
        args: geminiArguments(order, settings),
        stdin: promptWithPreamble(order),
        variables: {},
        // Without it a launcher starts the program a second time, for a bigger heap, and passes no signal on.
        defaults: { GEMINI_CLI_NO_RELAUNCH: 'true', NO_COLOR: '1' },
        removed: [],
      });
    },
    translator: (order) => new GeminiTranslator(order, geminiMode(order, settings)),
    explain: explainGeminiExit,
    resumeLine: (token) => LINES.write(token.value),
    parseResumeLine: LINES.read,
  };
}

function geminiMode({ options }: EngineOrder, settings: EngineSettings): string {
  return options.permissionMode ?? settings.permissionMode ?? UNATTENDED_MODE;
}

function geminiArguments(order: EngineOrder, settings: EngineSettings): readonly string[] {
  const { options, resume } = order;
  return [
    '--output-format=stream-json',
    `--approval-mode=${geminiMode(order, settings)}`,
    ...(ownSwitch(settings, 'skip_trust', true) ? ['--skip-trust'] : []),
    ...flag('--resume', resume !== null && isLatest(resume) ? 'latest' : askedFor(order)),
    ...flag('--model', options.model ?? settings.model),
    ...settings.extraArgs,
  ];
}

/** The engine, as the list of engines has it. */
export const gemini: EngineDefinition = {
  manifest: GEMINI,
  profile: geminiProfile,
  account: { keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'], args: null, read: () => 'unknown' },
};
