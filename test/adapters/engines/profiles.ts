import type { JsonObject } from '../../../src/adapters/engines/lines/json-value.js';
import type { EngineLaunch, EngineProfile } from '../../../src/adapters/engines/profile/engine-profile.js';
import type { EngineSettings } from '../../../src/application/values/config/engine-settings.js';
import type { EngineOrder } from '../../../src/domain/engine/engine.js';
import type { EngineProblem, RunCompleted, RunEvent } from '../../../src/domain/run/run-event.js';

/** An engine's table in the configuration. */
export function table(more: Partial<EngineSettings> = {}): EngineSettings {
  return { command: null, model: null, permissionMode: null, extraArgs: [], extra: {}, ...more };
}

/** An order for a run in `/srv`. */
export function orderOf(more: Partial<EngineOrder> = {}): EngineOrder {
  const options = { model: null, effort: null, permissionMode: null };
  return { run: '0123456789ab', prompt: 'x', preamble: null, resume: null, directory: '/srv', options, ...more };
}

/** How the engine starts an order; fails if it refuses it. */
export function launchOf(profile: EngineProfile, more: Partial<EngineOrder> = {}): EngineLaunch {
  const launch = profile.launch(orderOf(more));
  if (!launch.ok) throw new Error(launch.problem.message);
  return launch.value;
}

/** Why the engine refuses an order. */
export function refusalOf(profile: EngineProfile, more: Partial<EngineOrder> = {}): EngineProblem | null {
  const launch = profile.launch(orderOf(more));
  return launch.ok ? null : launch.problem;
}

/** What lines come to, the program having ended well after them. */
export interface TranslatedLines {
  readonly events: readonly RunEvent[];
  /** Each action event: `kind title ok`. */
  readonly shown: readonly string[];
  /** The last result. */
  readonly result: RunCompleted | undefined;
  readonly unknown: ReadonlyMap<string, number>;
}

/** Translates the lines of a run. */
export function translated(
  profile: EngineProfile,
  lines: readonly object[],
  more: Partial<EngineOrder> = {},
): TranslatedLines {
  const translator = profile.translator(orderOf(more));
  const events = lines.flatMap((line) => translator.translate(line as JsonObject));
  const all = [...events, ...translator.atEnd({ code: 0, signal: null })];
  return {
    events: all,
    shown: all.flatMap((event) =>
      event.kind === 'action' ? [`${event.action.kind} ${event.action.title} ${event.ok}`] : [],
    ),
    result: all.findLast((event) => event.kind === 'completed'),
    unknown: translator.unknown,
  };
}
