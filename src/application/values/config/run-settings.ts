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

/** What runs may cost, in US dollars; `null` for no limit. */
export interface CostBudgetSettings {
  readonly enabled: boolean;
  readonly maxCostPerRunUsd: number | null;
  readonly maxCostPerDayUsd: number | null;
  readonly warnAtPercent: number;
  readonly autoCancel: boolean;
}
