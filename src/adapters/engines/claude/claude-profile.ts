import type { EngineOrder } from '../../../domain/engine/engine.js';
import { fail, ok } from '../../../domain/result.js';
import type { EngineDefinition } from '../profile/engine-definition.js';
import type { EngineLaunch, EngineProfile } from '../profile/engine-profile.js';
import { launchRefusal } from '../profile/launch-checks.js';
import { claudeAccount } from './account.js';
import { claudeArguments } from './arguments.js';
import { ClaudeDialogue } from './dialogue.js';
import { CLAUDE } from './manifest.js';
import { explainStderr } from './problem.js';
import { claudeResumeLines } from './resume-line.js';
import { type ClaudeSettings, claudeSettings } from './settings.js';
import { ClaudeTranslator } from './translate.js';

/**
 * Claude Code (seen: 2.1.332), one order a process. With a person to ask it is in control mode: lines of JSON both ways.
 * Without one it is in print mode: the prompt as plain text on standard input, and nobody is asked anything.
 */
export function claudeProfile(settings: ClaudeSettings): EngineProfile {
  return {
    manifest: CLAUDE,
    variables: {
      names: ['GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLOUD_PROJECT', 'GOOGLE_CLOUD_LOCATION'],
      prefixes: ['ANTHROPIC_', 'CLAUDE_'],
    },
    startUpTimeoutMs: 30_000,
    boundToDirectory: false,
    launch(order) {
      const mode = order.options.permissionMode ?? settings.permissionMode;
      const refusal = launchRefusal(order, { manifest: CLAUDE, extraArgs: settings.extraArgs, mode });
      return refusal === null ? ok(launch(order, settings)) : fail(refusal);
    },
    translator: (order) => new ClaudeTranslator(order),
    explain: explainStderr,
    resumeLine: (token) => claudeResumeLines.write(token.value),
    parseResumeLine: claudeResumeLines.read,
  };
}

function launch(order: EngineOrder, settings: ClaudeSettings): EngineLaunch {
  return {
    args: claudeArguments(order, settings),
    ...inputOf(order),
    variables: {},
    defaults: {
      CLAUDE_ENABLE_STREAM_WATCHDOG: '1',
      CLAUDE_STREAM_IDLE_TIMEOUT_MS: `${settings.streamIdleTimeoutMs}`,
      MCP_TOOL_TIMEOUT: '120000',
      MAX_MCP_OUTPUT_TOKENS: '12000',
    },
    // With a key in sight the CLI bills it instead of the account that the person is logged in with.
    removed: settings.useApiBilling ? [] : ['ANTHROPIC_API_KEY'],
  };
}

function inputOf({ prompt, person }: EngineOrder): Pick<EngineLaunch, 'stdin' | 'keepsInput'> {
  if (person === undefined) return { stdin: prompt };
  return { stdin: `${JSON.stringify(ClaudeDialogue.userLine(prompt))}\n`, keepsInput: true };
}

/** The engine, as the list of engines has it. */
export const claude: EngineDefinition = {
  manifest: CLAUDE,
  profile: (table, { streamIdleTimeoutMs }) => claudeProfile(claudeSettings(table, streamIdleTimeoutMs)),
  account: claudeAccount,
};
