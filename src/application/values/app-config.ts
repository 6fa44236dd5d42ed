import type { EngineId, ProjectAlias } from '../../domain/ids.js';
import type { Project } from '../../domain/project/project.js';
import type { InteractionSettings, TelegramSettings } from './config/chat-settings.js';
import type { EngineSettings, SecuritySettings } from './config/engine-settings.js';
import type { LoopSettings } from './config/loop-settings.js';
import type { HistorySettings, LogSettings, PluginSettings, ReloadSettings } from './config/program-settings.js';
import type {
  AutoContinueSettings,
  CostBudgetSettings,
  FooterSettings,
  PreambleSettings,
  ProgressSettings,
  WatchdogSettings,
} from './config/run-settings.js';
import type { TriggerSettings } from './config/trigger-settings.js';

/**
 * Everything that `untether.toml` says, after defaults: plain frozen values, absolute paths, times in milliseconds.
 * One reading of the file gives one of these; nobody changes it.
 */
export interface AppConfig {
  readonly watchConfig: boolean;
  readonly defaultEngine: EngineId;
  readonly defaultProject: ProjectAlias | null;
  readonly stateDirectory: string;
  readonly telegram: TelegramSettings;
  readonly projects: readonly Project[];
  /** By engine id; an engine without a table has no entry. */
  readonly engines: Readonly<Record<EngineId, EngineSettings>>;
  readonly progress: ProgressSettings;
  readonly footer: FooterSettings;
  readonly preamble: PreambleSettings;
  readonly security: SecuritySettings;
  readonly watchdog: WatchdogSettings;
  readonly autoContinue: AutoContinueSettings;
  readonly loop: LoopSettings;
  readonly costBudget: CostBudgetSettings;
  readonly triggers: TriggerSettings;
  readonly reload: ReloadSettings;
  readonly interaction: InteractionSettings;
  readonly history: HistorySettings;
  readonly log: LogSettings;
  readonly plugins: PluginSettings;
}
