import type { ChatId, EngineId, ProjectAlias, UserId } from '../../domain/ids.js';
import type { Project } from '../../domain/project/project.js';
import type { Secret } from '../../domain/secret.js';
import type { Cron, Webhook } from '../../domain/trigger/trigger.js';

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

/** The bot, its chats and who may steer. */
export interface TelegramSettings {
  readonly token: Secret;
  readonly apiUrl: string;
  readonly chatId: ChatId | null;
  readonly allowedUserIds: readonly UserId[];
  readonly allowAnyUser: boolean;
  readonly messageOverflow: 'split' | 'trim';
  readonly sessionMode: 'stateless' | 'chat';
  readonly showResumeLine: boolean;
  readonly forwardCoalesceMs: number;
  readonly mediaGroupDebounceMs: number;
  readonly backlogMaxAgeMs: number;
  readonly topics: { readonly enabled: boolean; readonly scope: 'auto' | 'main' | 'projects' | 'all' };
  readonly voice: VoiceSettings;
  readonly files: FileSettings;
}

/** How voice notes are turned into text. */
export interface VoiceSettings {
  readonly enabled: boolean;
  readonly maxBytes: number;
  readonly model: string;
  readonly baseUrl: string | null;
  readonly apiKey: Secret | null;
  readonly language: string | null;
  readonly urlAllowlist: readonly string[];
  readonly showTranscription: boolean;
}

/** Files from chats to projects, and from the outbox of a run to its chat; directories are relative to the project. */
export interface FileSettings {
  readonly enabled: boolean;
  readonly autoPut: boolean;
  readonly autoPutMode: 'upload' | 'prompt';
  readonly uploadsDirectory: string;
  readonly allowedUserIds: readonly UserId[];
  readonly denyGlobs: readonly string[];
  readonly outboxEnabled: boolean;
  readonly outboxDirectory: string;
  readonly outboxMaxFiles: number;
  readonly outboxCleanup: boolean;
  readonly outboxNotifySkipped: boolean;
  readonly outboxDeliverDirectories: 'off' | 'zip';
}

/**
 * What an engine's own table says; `extra` holds the keys that only that engine knows, under their names in the file,
 * defaults filled in.
 */
export interface EngineSettings {
  readonly command: string | null;
  readonly model: string | null;
  readonly permissionMode: string | null;
  readonly extraArgs: readonly string[];
  readonly extra: Readonly<Record<string, unknown>>;
}

/** What progress messages show, and how often they are edited. */
export interface ProgressSettings {
  readonly verbosity: 'compact' | 'verbose';
  readonly maxActions: number;
  readonly minRenderIntervalMs: number;
  /** Messages a second to one group chat. */
  readonly groupChatRps: number;
  readonly heartbeatIntervalMs: number;
}

/** What an answer's last line shows. */
export interface FooterSettings {
  readonly showApiCost: boolean;
  readonly showSubscriptionUsage: boolean;
}

/** What an agent reads ahead of each prompt. */
export interface PreambleSettings {
  readonly enabled: boolean;
  /** `null` for the built-in text. */
  readonly text: string | null;
}

/** What engines see of the environment, and what triggers may reach. */
export interface SecuritySettings {
  readonly envAudit: boolean;
  readonly envExtraAllow: readonly string[];
  readonly envExtraPrefixAllow: readonly string[];
  readonly outboundAllow: readonly string[];
  /** Absolute; `null` for the projects and `<state>/uploads`. */
  readonly fileRoots: readonly string[] | null;
  /** Absolute; the files that hold secrets of the configuration, which no trigger touches. */
  readonly secretFiles: readonly string[];
}

/** When a run counts as silent and what is done then, and how many runs the machine bears. Limits of 0 are off. */
export interface WatchdogSettings {
  readonly livenessTimeoutMs: number;
  readonly stallAutoKill: boolean;
  readonly stallRepeatMs: number;
  readonly reapOrphans: boolean;
  readonly toolTimeoutMs: number;
  readonly mcpToolTimeoutMs: number;
  readonly subagentTimeoutMs: number;
  readonly detectStuckAfterToolResult: boolean;
  readonly stuckAfterToolResultTimeoutMs: number;
  readonly stuckAfterToolResultRecoveryEnabled: boolean;
  readonly stuckAfterToolResultRecoveryDelayMs: number;
  readonly detectCatalogStaleness: boolean;
  readonly notifyCatalogRefresh: boolean;
  readonly catalogRefreshMinIntervalMs: number;
  readonly prespawnRamWarnMb: number;
  readonly prespawnRamBlockMb: number;
  readonly prespawnRamPerRunReserveMb: number;
  readonly maxConcurrentEngineRuns: number;
  readonly streamIdleTimeoutMs: number;
  readonly streamIdleAutoRetry: boolean;
  readonly streamIdleMaxRetries: number;
  readonly postResultIdleEnabled: boolean;
  readonly postResultIdleTimeoutMs: number;
  readonly preResultSilenceTimeoutMs: number;
  readonly postResultLimboGraceMs: number;
  readonly postResultBackgroundMaxHoldMs: number;
  readonly bashGraceMs: number;
}

/** What is done about runs that end without an answer. */
export interface AutoContinueSettings {
  readonly enabled: boolean;
  readonly maxRetries: number;
  readonly resendEmptyResume: boolean;
  readonly emptyResumeFresh: boolean;
  readonly quarantineOnForcedTeardown: boolean;
  readonly serializeSessionOwner: boolean;
  readonly sessionHandoffTimeoutMs: number;
  readonly sessionHandoffBackgroundTimeoutMs: number;
}

/** Limits of the wake-ups that an agent sets for itself. */
export interface LoopSettings {
  readonly enabled: boolean;
  readonly inlineThresholdMs: number;
  readonly redundancyCheckIntervalMs: number;
  readonly maxIterations: number;
  readonly maxTotalDurationMs: number;
  readonly minIntervalMs: number;
  readonly expiryMs: number;
}

/** What runs may cost, in US dollars; `null` for no limit. */
export interface CostBudgetSettings {
  readonly enabled: boolean;
  readonly maxCostPerRunUsd: number | null;
  readonly maxCostPerDayUsd: number | null;
  readonly warnAtPercent: number;
  readonly autoCancel: boolean;
}

/** The crons and webhooks, and the server that webhooks come in by. */
export interface TriggerSettings {
  readonly enabled: boolean;
  readonly defaultTimezone: string | null;
  readonly allowUnauthenticatedWebhooks: boolean;
  readonly server: ServerSettings;
  readonly webhooks: readonly Webhook[];
  readonly crons: readonly Cron[];
}

/** The server for webhooks, health and metrics. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  /** Requests a minute. */
  readonly rateLimit: number;
  readonly maxBodyBytes: number;
  readonly metrics: boolean;
  readonly metricsPublic: boolean;
  readonly always: boolean;
  readonly trustedProxies: readonly string[];
  readonly authFailuresPerMinute: number;
}

/** How edits of the file are taken over. */
export interface ReloadSettings {
  readonly announce: 'all' | 'changes' | 'failures' | 'none';
  readonly approve: boolean;
  readonly tripwire: boolean;
  readonly settleMs: number;
}

/** How a person is asked, and heard, during a run. */
export interface InteractionSettings {
  /** How long an agent waits for an answer; `null` for ever. */
  readonly deadlineMs: number | null;
  /** When an unanswered request is brought to mind; `null` never. */
  readonly reminderMs: number | null;
  /** What becomes of a message to a conversation that goes on. */
  readonly steering: 'queue' | 'hand_over';
}

/** How long what is over is remembered. */
export interface HistorySettings {
  readonly keepMs: number;
}

/** Which lines are logged, and how they look. */
export interface LogSettings {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly format: 'auto' | 'json' | 'pretty';
}

/** Which plugins are loaded (all, if none is named), and the table of each. */
export interface PluginSettings {
  readonly enabled: readonly string[];
  readonly tables: Readonly<Record<string, unknown>>;
}
