import type { EngineOrder } from '../../../application/ports/engine.js';
import { isLatest } from '../../../domain/run/resume-token.js';
import { askedFor } from '../conversation.js';
import { flag } from '../launch-checks.js';
import type { ClaudeSettings } from './settings.js';

/**
 * The mode where the configuration names none: tools that were allowed beforehand run, everything else is refused and
 * the model told so. Nobody sits at the terminal, so a mode that asks could only refuse as well; `acceptEdits` would let
 * edits through that a narrowed `allowed_tools` means to keep out.
 */
const UNATTENDED_MODE = 'dontAsk';

/**
 * The command line for one order. Values stand behind `=`, so that none of them can be read as a flag: a conversation's
 * id is typed by a person. The prompt comes by standard input; the preamble is configuration, not anybody's message, and
 * may be seen in the process list. The CLI records the system prompt at a conversation's first request and sends the
 * record on resume, until it compacts the conversation; that is why the preamble is given every time.
 */
export function claudeArguments(order: EngineOrder, settings: ClaudeSettings): readonly string[] {
  const { options } = order;
  return [
    ...['-p', '--output-format=stream-json', '--verbose'],
    ...(order.resume !== null && isLatest(order.resume) ? ['--continue'] : flag('--resume', askedFor(order))),
    ...flag('--model', options.model ?? settings.model),
    ...flag('--effort', options.effort),
    ...permissionArguments(order, settings),
    ...(settings.allowedTools.length > 0 ? [`--allowedTools=${settings.allowedTools.join(',')}`] : []),
    ...flag('--append-system-prompt', order.preamble),
    ...settings.extraArgs,
  ];
}

function permissionArguments(order: EngineOrder, settings: ClaudeSettings): readonly string[] {
  const mode = order.options.permissionMode ?? settings.permissionMode;
  if (settings.dangerouslySkipPermissions)
    return ['--dangerously-skip-permissions', ...flag('--permission-mode', mode)];
  return flag('--permission-mode', mode ?? UNATTENDED_MODE);
}
