import type { EngineOrder } from '../../../domain/engine/engine.js';
import { type EngineManifest, ownArgumentIn } from '../../../domain/engine/engine-manifest.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';
import { askedFor } from '../stream/conversation.js';
import { shortened } from '../stream/tool-text.js';

/** What an order is started with, as far as every engine has to check it. */
export interface LaunchChoices {
  readonly manifest: EngineManifest;
  readonly extraArgs: readonly string[];
  /** The permission mode that was chosen; `null` if none was. */
  readonly mode: string | null;
}

/** Why the order can't be started at all; `null` if nothing speaks against it. */
export function launchRefusal(order: EngineOrder, { manifest, extraArgs, mode }: LaunchChoices): EngineProblem | null {
  const { id, modes } = manifest;
  const own = ownArgumentIn(manifest, extraArgs);
  if (own !== null) return { kind: 'bad-usage', message: `[${id}] extra_args may not contain ${own}.` };
  if (mode !== null && !modes.includes(mode)) {
    return { kind: 'bad-usage', message: `${id} has no permission mode "${mode}", only ${modes.join(', ')}.` };
  }
  const asked = askedFor(order);
  if (asked !== null && isNoValue(asked))
    return { kind: 'session-unknown', message: `There is no conversation ${shown(asked)}.` };
  const { model, effort } = order.options;
  if (model !== null && isNoValue(model)) return { kind: 'bad-usage', message: `There is no model ${shown(model)}.` };
  if (effort !== null && isNoValue(effort))
    return { kind: 'bad-usage', message: `There is no effort ${shown(effort)}.` };
  return null;
}

/** Longer than anything that an engine has a name for. */
const LONGEST_VALUE = 1_000;

/**
 * Whether a text can't name anything: where it stands alone it would be read as a flag, no argument may hold a NUL, and no
 * engine makes names with such characters.
 */
function isNoValue(text: string): boolean {
  return text.length > LONGEST_VALUE || /^\s*(?:-|$)|\p{Cc}/u.test(text);
}

function shown(text: string): string {
  return shortened(text, 80);
}

/** An argument and its value in one word, so that no value is read as a flag; nothing for no value. */
export function flag(name: string, value: string | null): readonly string[] {
  return value === null || value === '' ? [] : [`${name}=${value}`];
}
