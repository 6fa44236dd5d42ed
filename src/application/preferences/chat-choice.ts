import type { EngineId, Place } from '../../domain/ids.js';
import type { Result } from '../../domain/result.js';
import type { ChatPreferences } from '../ports/store/preferences.js';
import type { ChatProblem } from '../values/chat-problem.js';
import type { Generation } from '../values/generation.js';

/** Where something is chosen, and what holds there. */
export interface ChoiceSpot {
  readonly generation: Generation;
  readonly place: Place;
  /** The choices that hold in the place: its topic's over its chat's. */
  readonly preferences: ChatPreferences;
  /** The engine that is meant: the one that was named, else the one that answers in the place. */
  readonly engine: EngineId;
}

/** A value that is offered as a button. */
export interface ChoiceOption {
  readonly label: string;
  readonly value: string;
}

/** One thing that people choose for a chat or topic, over the configuration. */
export interface ChatChoice {
  /** The command without its slash. */
  readonly name: string;
  readonly description: string;
  readonly usage: readonly string[];
  /** Whether each engine has a value of its own, so that one may be named before it. */
  readonly byEngine: boolean;
  /** Whether only administrators of a group may change it. */
  readonly forAdministrators: boolean;
  /** How many buttons stand in a row; three unless given. */
  readonly aRow?: number;
  /** The value that is meant by what was written, or why it is none. */
  read(written: string, spot: ChoiceSpot): Result<string, ChatProblem>;
  /** The value that was chosen; `null` if the configuration is followed. */
  chosen(spot: ChoiceSpot): string | null;
  /** The choices with this value for the engine; with `null`, without one. */
  put(now: ChatPreferences, engine: EngineId, value: string | null): ChatPreferences;
  /** What holds and why, as Markdown. */
  show(spot: ChoiceSpot): Promise<string>;
  /** What may be chosen by a button. */
  options(spot: ChoiceSpot): Promise<readonly ChoiceOption[]>;
}

/** The choices with another value for one engine in one of the tables by engine; a table without values goes. */
export function putByEngine(
  now: ChatPreferences,
  table: 'models' | 'efforts' | 'permissionModes',
  engine: EngineId,
  value: string | null,
): ChatPreferences {
  const { [table]: values = {}, ...others } = now;
  const { [engine]: _former, ...kept } = values;
  const next = value === null ? kept : { ...kept, [engine]: value };
  return Object.keys(next).length === 0 ? others : { ...others, [table]: next };
}
