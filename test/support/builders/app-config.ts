import type { AppConfig } from '../../../src/application/values/app-config.js';
import { Secret } from '../../../src/domain/secret.js';

/** What a test may set otherwise; tables are merged one level deep. */
export type ConfigChange = {
  readonly [Key in keyof AppConfig]?: AppConfig[Key] extends object ? Partial<AppConfig[Key]> : AppConfig[Key];
};

/** A configuration with the product's defaults for person 7 in the private chat 7, with the given differences. */
export function appConfig(change: ConfigChange = {}): AppConfig {
  const merged: Record<string, unknown> = { ...DEFAULTS };
  for (const [key, value] of Object.entries(change)) {
    const before = merged[key];
    const isTable = typeof before === 'object' && before !== null && !Array.isArray(before);
    merged[key] = isTable ? { ...before, ...(value as object) } : value;
  }
  return merged as unknown as AppConfig;
}

const DEFAULTS: AppConfig = {
  watchConfig: true,
  defaultEngine: 'fake',
  defaultProject: null,
  stateDirectory: '/state',
  telegram: {
    token: new Secret('4000:fake'),
    apiUrl: 'http://127.0.0.1:1',
    chatId: 7,
    allowedUserIds: [7],
    allowAnyUser: false,
    messageOverflow: 'split',
    sessionMode: 'chat',
    showResumeLine: true,
    forwardCoalesceMs: 1_000,
    mediaGroupDebounceMs: 1_000,
    backlogMaxAgeMs: 600_000,
    topics: { enabled: false, scope: 'auto' },
    voice: {
      enabled: false,
      maxBytes: 10_485_760,
      model: 'gpt-4o-mini-transcribe',
      baseUrl: null,
      apiKey: null,
      language: null,
      urlAllowlist: [],
      showTranscription: true,
    },
    files: {
      enabled: false,
      autoPut: true,
      autoPutMode: 'upload',
      uploadsDirectory: 'incoming',
      allowedUserIds: [],
      denyGlobs: [],
      outboxEnabled: true,
      outboxDirectory: '.untether-outbox',
      outboxMaxFiles: 10,
      outboxCleanup: true,
      outboxNotifySkipped: true,
      outboxDeliverDirectories: 'off',
    },
  },
  projects: [],
  engines: {},
  progress: {
    verbosity: 'compact',
    maxActions: 5,
    minRenderIntervalMs: 2_000,
    groupChatRps: 20 / 60,
    heartbeatIntervalMs: 30_000,
  },
  footer: { showApiCost: true, showSubscriptionUsage: false },
  preamble: { enabled: true, text: null },
  security: {
    envAudit: true,
    envExtraAllow: [],
    envExtraPrefixAllow: [],
    outboundAllow: [],
    fileRoots: null,
    secretFiles: [],
  },
  watchdog: {
    livenessTimeoutMs: 600_000,
    stallAutoKill: false,
    stallRepeatMs: 180_000,
    reapOrphans: true,
    toolTimeoutMs: 600_000,
    mcpToolTimeoutMs: 900_000,
    subagentTimeoutMs: 900_000,
    detectStuckAfterToolResult: false,
    stuckAfterToolResultTimeoutMs: 300_000,
    stuckAfterToolResultRecoveryEnabled: true,
    stuckAfterToolResultRecoveryDelayMs: 60_000,
    detectCatalogStaleness: true,
    notifyCatalogRefresh: false,
    catalogRefreshMinIntervalMs: 5_000,
    prespawnRamWarnMb: 2_000,
    prespawnRamBlockMb: 500,
    prespawnRamPerRunReserveMb: 750,
    maxConcurrentEngineRuns: 0,
    streamIdleTimeoutMs: 300_000,
    streamIdleAutoRetry: false,
    streamIdleMaxRetries: 1,
    postResultIdleEnabled: true,
    postResultIdleTimeoutMs: 600_000,
    preResultSilenceTimeoutMs: 3_600_000,
    postResultLimboGraceMs: 60_000,
    postResultBackgroundMaxHoldMs: 1_800_000,
    bashGraceMs: 60_000,
  },
  autoContinue: {
    enabled: true,
    maxRetries: 1,
    resendEmptyResume: true,
    emptyResumeFresh: true,
    quarantineOnForcedTeardown: true,
    serializeSessionOwner: true,
    sessionHandoffTimeoutMs: 30_000,
    sessionHandoffBackgroundTimeoutMs: 600_000,
  },
  loop: {
    enabled: false,
    inlineThresholdMs: 300_000,
    redundancyCheckIntervalMs: 30_000,
    maxIterations: 20,
    maxTotalDurationMs: 14_400_000,
    minIntervalMs: 60_000,
    expiryMs: 604_800_000,
  },
  costBudget: { enabled: false, maxCostPerRunUsd: null, maxCostPerDayUsd: null, warnAtPercent: 70, autoCancel: false },
  triggers: {
    enabled: false,
    defaultTimezone: null,
    allowUnauthenticatedWebhooks: false,
    server: {
      host: '127.0.0.1',
      port: 9_876,
      rateLimit: 60,
      maxBodyBytes: 1_048_576,
      metrics: true,
      metricsPublic: false,
      always: false,
      trustedProxies: [],
      authFailuresPerMinute: 30,
    },
    webhooks: [],
    crons: [],
  },
  reload: { announce: 'changes', approve: false, tripwire: true, settleMs: 20 },
  interaction: { deadlineMs: 3_600_000, reminderMs: 600_000, steering: 'queue' },
  history: { keepMs: 2_592_000_000 },
  log: { level: 'info', format: 'json' },
  plugins: { enabled: [], tables: {} },
};
