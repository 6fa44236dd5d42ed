import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import type { EngineOrder } from '../../../domain/engine/engine.js';
import { isLatest } from '../../../domain/run/resume-token.js';
import { flag } from '../profile/launch-checks.js';
import { askedFor } from '../stream/conversation.js';
import { OPENCODE } from './manifest.js';

/**
 * The mode where the configuration names none: OpenCode's own rules hold, and what they would ask a person about is
 * refused. `plan` may not edit; `auto` allows all that no rule denies.
 */
const UNATTENDED_MODE = OPENCODE.unset.unattended;

/** The permission mode of a run. */
export function opencodeMode({ options }: EngineOrder, settings: EngineSettings): string {
  return options.permissionMode ?? settings.permissionMode ?? UNATTENDED_MODE;
}

/**
 * The command line for one order. The prompt comes by standard input: as an argument it would reach the model in quotes
 * as soon as there is a blank in it.
 */
export function opencodeArguments(order: EngineOrder, settings: EngineSettings): readonly string[] {
  const { options, resume } = order;
  const mode = opencodeMode(order, settings);
  return [
    ...['run', '--format=json'],
    ...(resume !== null && isLatest(resume) ? ['--continue'] : flag('--session', askedFor(order))),
    ...flag('--model', options.model ?? settings.model),
    ...flag('--variant', options.effort),
    ...(mode === 'plan' ? ['--agent=plan'] : []),
    ...(mode === 'auto' ? ['--auto'] : []),
    ...settings.extraArgs,
  ];
}
