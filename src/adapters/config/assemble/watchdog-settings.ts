import type { WatchdogSettings } from '../../../application/values/config/run-settings.js';
import type { WatchdogDto } from '../schema/program/watchdog-dto.js';
import { ms } from './units.js';

/** What `[watchdog]` says. */
export function watchdogSettings(dto: WatchdogDto): WatchdogSettings {
  return {
    livenessTimeoutMs: ms(dto.liveness_timeout),
    stallAutoKill: dto.stall_auto_kill,
    stallRepeatMs: ms(dto.stall_repeat_seconds),
    reapOrphans: dto.reap_orphans,
    toolTimeoutMs: ms(dto.tool_timeout),
    mcpToolTimeoutMs: ms(dto.mcp_tool_timeout),
    subagentTimeoutMs: ms(dto.subagent_timeout),
    detectStuckAfterToolResult: dto.detect_stuck_after_tool_result,
    stuckAfterToolResultTimeoutMs: ms(dto.stuck_after_tool_result_timeout),
    stuckAfterToolResultRecoveryEnabled: dto.stuck_after_tool_result_recovery_enabled,
    stuckAfterToolResultRecoveryDelayMs: ms(dto.stuck_after_tool_result_recovery_delay),
    detectCatalogStaleness: dto.detect_catalog_staleness,
    notifyCatalogRefresh: dto.notify_catalog_refresh,
    catalogRefreshMinIntervalMs: ms(dto.catalog_refresh_min_interval_s),
    prespawnRamWarnMb: dto.prespawn_ram_warn_mb,
    prespawnRamBlockMb: dto.prespawn_ram_block_mb,
    prespawnRamPerRunReserveMb: dto.prespawn_ram_per_run_reserve_mb,
    maxConcurrentEngineRuns: dto.max_concurrent_engine_runs,
    streamIdleTimeoutMs: dto.claude_stream_idle_timeout_ms,
    streamIdleAutoRetry: dto.stream_idle_auto_retry,
    streamIdleMaxRetries: dto.stream_idle_max_retries,
    postResultIdleEnabled: dto.post_result_idle_enabled,
    postResultIdleTimeoutMs: ms(dto.post_result_idle_timeout),
    preResultSilenceTimeoutMs: ms(dto.pre_result_silence_timeout),
    postResultLimboGraceMs: ms(dto.post_result_limbo_grace),
    postResultBackgroundMaxHoldMs: ms(dto.post_result_bg_max_hold),
    bashGraceMs: ms(dto.bash_grace_seconds),
  };
}
