import type { EngineAccount, EngineThread } from '../../../application/ports/engine/engine-tools.js';
import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import type { WatchdogSettings } from '../../../application/values/config/run-settings.js';
import type { EngineManifest } from '../../../domain/engine/engine-manifest.js';
import type { ProgramOutput } from '../process/program-call.js';
import type { EngineProfile } from './engine-profile.js';

/** How an engine's program is asked whether it is logged in. */
export interface AccountQuestion {
  /** Variables any of which holds a key that is enough. */
  readonly keys: readonly string[];
  /** `null` where the program can't be asked. */
  readonly args: readonly string[] | null;
  /** What its answer means. */
  read(output: ProgramOutput): EngineAccount;
}

/** How an engine's program is logged in: it prints an https address and a code, and waits until the code was typed there. */
export interface DeviceLogin {
  readonly args: readonly string[];
  /** How long the code is valid. */
  readonly codeLastsMs: number;
}

/** How an engine's program is asked for the threads that it keeps on a server; a person's words and ids end no option. */
export interface ThreadCommands {
  /** The arguments that list them, the latest first. */
  readonly list: readonly string[];
  search(words: string): readonly string[];
  /** The arguments that put one away. */
  archive(id: string): readonly string[];
  /** Whether a text can be the id of a thread. */
  isId(text: string): boolean;
  /** The thread that a line of a list tells of, if any. */
  threadIn(line: string): EngineThread | null;
}

/** An engine: what is known of it, and how its program is run as the configuration wants it. */
export interface EngineDefinition {
  readonly manifest: EngineManifest;
  /** `table` is its own of the configuration. */
  profile(table: EngineSettings | undefined, limits: Pick<WatchdogSettings, 'streamIdleTimeoutMs'>): EngineProfile;
  /** Left out where there is nothing to ask. */
  readonly account?: AccountQuestion;
  /** Left out where it can be logged in at a terminal only. */
  readonly login?: DeviceLogin;
  /** Left out where it keeps its conversations on the machine. */
  readonly threads?: ThreadCommands;
}
