import type { EngineOrder } from '../../../domain/engine/engine.js';
import { isLatest } from '../../../domain/run/resume-token.js';
import { flag } from '../profile/launch-checks.js';
import { askedFor } from '../stream/conversation.js';
import { CLAUDE, UNATTENDED_TOOLS } from './manifest.js';
import { grantedArguments } from './permissions.js';
import type { ClaudeSettings } from './settings.js';

/**
 * The mode where neither the configuration nor the order names one and nobody can be asked: tools that were allowed
 * beforehand run, everything else is refused and the model told so. A mode that asks could only refuse as well;
 * `acceptEdits` would let edits through that a narrowed `allowed_tools` means to keep out.
 */
const UNATTENDED_MODE = CLAUDE.unset.unattended;

/** The mode where none is named and somebody can be asked: everything but reading is asked about. */
const ATTENDED_MODE = CLAUDE.unset.attended;

/** Modes in which the CLI asks for what is not allowed; in the others it refuses, or allows all. */
const ASKING_MODES: readonly string[] = ['default', 'manual', 'plan', 'acceptEdits', 'auto'];

/**
 * The command line for one order. Values stand behind `=`, so that none of them can be read as a flag: a conversation's
 * id is typed by a person. The prompt comes by standard input; the preamble is configuration, not anybody's message, and
 * may be seen in the process list. The CLI records the system prompt at a conversation's first request and sends the
 * record on resume, until it compacts the conversation; that is why the preamble is given every time.
 */
export function claudeArguments(order: EngineOrder, settings: ClaudeSettings): readonly string[] {
  const { options } = order;
  return [
    ...(order.person === undefined ? ['-p'] : CONTROL),
    ...['--output-format=stream-json', '--verbose'],
    ...(order.resume !== null && isLatest(order.resume) ? ['--continue'] : flag('--resume', askedFor(order))),
    ...flag('--model', options.model ?? settings.model),
    ...flag('--effort', options.effort),
    ...permissionArguments(order, settings),
    ...flag('--allowedTools', allowedTools(order, settings).join(',')),
    ...grantedArguments(order.granted ?? []),
    ...flag('--append-system-prompt', order.preamble),
    ...settings.extraArgs,
  ];
}

/** Both directions as lines of JSON, permissions included. */
const CONTROL = ['--input-format=stream-json', '--permission-prompt-tool=stdio'];

function permissionArguments(order: EngineOrder, settings: ClaudeSettings): readonly string[] {
  const mode = order.options.permissionMode ?? settings.permissionMode;
  if (settings.dangerouslySkipPermissions)
    return ['--dangerously-skip-permissions', ...flag('--permission-mode', mode)];
  return flag('--permission-mode', modeOf(order, settings));
}

function modeOf({ options, person }: EngineOrder, settings: ClaudeSettings): string {
  return options.permissionMode ?? settings.permissionMode ?? (person === undefined ? UNATTENDED_MODE : ATTENDED_MODE);
}

function allowedTools(order: EngineOrder, settings: ClaudeSettings): readonly string[] {
  const asks = order.person !== undefined && ASKING_MODES.includes(modeOf(order, settings));
  return settings.allowedTools ?? (asks ? [] : UNATTENDED_TOOLS);
}
