import type { EngineOrder } from '../../application/ports/engine.js';
import { conventionsOf, ownArgumentIn } from '../../domain/run/engine-conventions.js';
import type { EngineProblem } from '../../domain/run/run-event.js';
import { askedFor } from './conversation.js';

/** What an order is started with, as far as every engine has to check it. */
export interface LaunchChoices {
  readonly engine: string;
  readonly extraArgs: readonly string[];
  /** The permission mode that was chosen; `null` if none was. */
  readonly mode: string | null;
}

/** Why the order can't be started at all; `null` if nothing speaks against it. */
export function launchRefusal(order: EngineOrder, { engine, extraArgs, mode }: LaunchChoices): EngineProblem | null {
  const own = ownArgumentIn(engine, extraArgs);
  if (own !== null) return { kind: 'bad-usage', message: `[${engine}] extra_args may not contain ${own}.` };
  const modes = conventionsOf(engine).permissionModes;
  if (mode !== null && !modes.includes(mode)) {
    return { kind: 'bad-usage', message: `${engine} has no permission mode "${mode}", only ${modes.join(', ')}.` };
  }
  const asked = askedFor(order);
  // Where the id stands alone it would be read as a flag, and no engine makes such an id.
  if (asked?.startsWith('-')) return { kind: 'session-unknown', message: `There is no conversation ${asked}.` };
  return null;
}

/** An argument and its value in one word, so that no value is read as a flag; nothing for no value. */
export function flag(name: string, value: string | null): readonly string[] {
  return value === null || value === '' ? [] : [`${name}=${value}`];
}
