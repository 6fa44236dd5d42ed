import type { InteractionSettings } from '../../../application/values/config/chat-settings.js';
import type { SecuritySettings } from '../../../application/values/config/engine-settings.js';
import type { LoopSettings } from '../../../application/values/config/loop-settings.js';
import type {
  AutoContinueSettings,
  CostBudgetSettings,
  ProgressSettings,
} from '../../../application/values/config/run-settings.js';
import { absolute, type Surroundings } from '../environment/surroundings.js';
import type { InteractionDto } from '../schema/chat/interaction-dto.js';
import type { ProgressDto } from '../schema/chat/progress-dto.js';
import type { AutoContinueDto } from '../schema/program/auto-continue-dto.js';
import type { CostBudgetDto } from '../schema/program/cost-budget-dto.js';
import type { LoopDto } from '../schema/program/loop-dto.js';
import type { SecurityDto } from '../schema/program/security-dto.js';
import { hoursInMs, ms } from './units.js';

/** What `[progress]` says. */
export function progressSettings(dto: ProgressDto): ProgressSettings {
  return {
    verbosity: dto.verbosity,
    maxActions: dto.max_actions,
    minRenderIntervalMs: ms(dto.min_render_interval),
    groupChatRps: dto.group_chat_rps,
    heartbeatIntervalMs: ms(dto.heartbeat_interval),
  };
}

/** What `[security]` says; `secretFiles` are those that other tables name. */
export function securitySettings(
  dto: SecurityDto,
  secretFiles: readonly string[],
  around: Surroundings,
): SecuritySettings {
  return {
    envAudit: dto.env_audit,
    envExtraAllow: dto.env_extra_allow,
    envExtraPrefixAllow: dto.env_extra_prefix_allow,
    outboundAllow: dto.outbound_allow,
    fileRoots: dto.file_roots?.map((root) => absolute(root, around)) ?? null,
    secretFiles,
  };
}

/** What `[auto_continue]` says. */
export function autoContinueSettings(dto: AutoContinueDto): AutoContinueSettings {
  return {
    enabled: dto.enabled,
    maxRetries: dto.max_retries,
    resendEmptyResume: dto.resend_empty_resume,
    emptyResumeFresh: dto.empty_resume_fresh,
    quarantineOnForcedTeardown: dto.quarantine_on_forced_teardown,
    serializeSessionOwner: dto.serialize_session_owner,
    sessionHandoffTimeoutMs: ms(dto.session_handoff_timeout_s),
    sessionHandoffBackgroundTimeoutMs: ms(dto.session_handoff_bg_timeout_s),
  };
}

/** What `[loop]` says. */
export function loopSettings(dto: LoopDto): LoopSettings {
  return {
    enabled: dto.enabled,
    inlineThresholdMs: ms(dto.inline_threshold_seconds),
    redundancyCheckIntervalMs: ms(dto.redundancy_check_interval),
    maxIterations: dto.max_iterations,
    maxTotalDurationMs: hoursInMs(dto.max_total_duration_hours),
    minIntervalMs: ms(dto.min_interval_seconds),
    expiryMs: hoursInMs(24 * dto.expiry_days),
  };
}

/** What `[cost_budget]` says. */
export function costBudgetSettings(dto: CostBudgetDto): CostBudgetSettings {
  return {
    enabled: dto.enabled,
    maxCostPerRunUsd: dto.max_cost_per_run,
    maxCostPerDayUsd: dto.max_cost_per_day,
    warnAtPercent: dto.warn_at_pct,
    autoCancel: dto.auto_cancel,
  };
}

/** `[interaction]`; a time of 0 means never. */
export function interactionSettings(dto: InteractionDto): InteractionSettings {
  const { deadline_s, reminder_s, steering } = dto;
  return { deadlineMs: ms(deadline_s) || null, reminderMs: ms(reminder_s) || null, steering };
}
