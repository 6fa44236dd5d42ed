import type { ChatId, EngineId, ProjectAlias, UserId } from '../../../domain/ids.js';
import type { Result } from '../../../domain/result.js';
import type { Secret } from '../../../domain/secret.js';
import type { ConfigProblem, ConfigTextProblem } from '../../values/reload/config-problem.js';

/** What a first configuration says. */
export interface FirstConfig {
  readonly token: Secret;
  /** `null` for Telegram's own. */
  readonly apiUrl: string | null;
  readonly chatId: ChatId;
  readonly userId: UserId;
  readonly sessionMode: 'chat' | 'stateless';
  /** `null` while none is chosen. */
  readonly engine: EngineId | null;
  /** By absolute paths; the first is the default one. */
  readonly projects: readonly { readonly alias: ProjectAlias; readonly path: string }[];
}

/** What was written: the configuration, the token beside it, and where what was there before is kept. */
export interface WrittenConfig {
  readonly file: string;
  readonly tokenFile: string;
  readonly backups: readonly string[];
  readonly warnings: readonly ConfigProblem[];
}

/** Why nothing was written. */
export type FirstConfigProblem =
  | ConfigTextProblem
  | { readonly kind: 'invalid'; readonly problems: readonly ConfigProblem[] };

/** The place of a configuration that is still to be written. */
export interface FirstConfigFile {
  /** Absolute. */
  readonly path: string;
  /** Whether there is something already, which `write` then expects to find as it is now. */
  look(): Promise<boolean>;
  /** Writes both files for their owner alone, or neither; what was there is kept under another name. */
  write(config: FirstConfig): Promise<Result<WrittenConfig, FirstConfigProblem>>;
}
