import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import type { EngineOrder } from '../../../domain/engine/engine.js';
import { fail, ok } from '../../../domain/result.js';
import { isLatest } from '../../../domain/run/resume-token.js';
import { MODEL_PROVIDERS } from '../environment/provider-variables.js';
import type { EngineDefinition } from '../profile/engine-definition.js';
import type { EngineProfile } from '../profile/engine-profile.js';
import { engineTable, ownText } from '../profile/engine-table.js';
import { launchRefusal } from '../profile/launch-checks.js';
import { askedFor } from '../stream/conversation.js';
import { PI } from './manifest.js';
import { explainPiExit } from './problem.js';
import { piResumeLines } from './resume-line.js';
import { PiTranslator } from './translate.js';

/** The mode where the configuration names none: Pi has no permissions, only tools, and can't work without them. */
const UNATTENDED_MODE = PI.unset.unattended;

const READ_ONLY_TOOLS = 'read,grep,find,ls';

/** Pi in JSON print mode (seen: 0.73.1 and 1.6.0): one order a process, the prompt as plain text on standard input. */
export function piProfile(table: EngineSettings | undefined): EngineProfile {
  const settings = engineTable(PI, table);
  return {
    manifest: PI,
    variables: { names: MODEL_PROVIDERS.names, prefixes: [...MODEL_PROVIDERS.prefixes, 'PI_'] },
    startUpTimeoutMs: 30_000,
    // From elsewhere it asks on standard error whether to go there, and ends.
    boundToDirectory: true,
    launch(order) {
      const mode = order.options.permissionMode ?? settings.permissionMode;
      const refusal = launchRefusal(order, { manifest: PI, extraArgs: settings.extraArgs, mode });
      if (refusal !== null) return fail(refusal);
      const defaults = { NO_COLOR: '1', CI: '1', PI_SKIP_VERSION_CHECK: '1' };
      return ok({ args: piArguments(order, settings), stdin: order.prompt, variables: {}, defaults, removed: [] });
    },
    translator: (order) => new PiTranslator(order, piMode(order, settings)),
    explain: explainPiExit,
    resumeLine: (token) => piResumeLines.write(token.value),
    parseResumeLine: piResumeLines.read,
  };
}

function piMode({ options }: EngineOrder, settings: EngineSettings): string {
  return options.permissionMode ?? settings.permissionMode ?? UNATTENDED_MODE;
}

/** Pi knows no `--flag=value`; it takes the next argument as the value, whatever it begins with. */
function piArguments(order: EngineOrder, settings: EngineSettings): readonly string[] {
  const { options, resume } = order;
  return [
    ...['--print', '--mode', 'json'],
    ...(resume !== null && isLatest(resume) ? ['--continue'] : valued('--session', askedFor(order))),
    ...valued('--provider', ownText(settings, 'provider')),
    ...valued('--model', options.model ?? settings.model),
    ...valued('--thinking', options.effort),
    ...valued('--append-system-prompt', order.preamble),
    ...(piMode(order, settings) === 'read-only' ? ['--tools', READ_ONLY_TOOLS] : []),
    ...settings.extraArgs,
  ];
}

function valued(name: string, value: string | null): readonly string[] {
  return value === null || value === '' ? [] : [name, value];
}

/** The engine, as the list of engines has it. */
export const pi: EngineDefinition = {
  manifest: PI,
  profile: piProfile,
};
