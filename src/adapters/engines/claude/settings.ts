import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import { listOf } from '../lines/json-value.js';

/** What `[claude]` says beyond the keys of every engine. */
export interface ClaudeSettings {
  readonly model: string | null;
  readonly permissionMode: string | null;
  /** Rules of tools that need no permission; `null` leaves them to the way the run is made. */
  readonly allowedTools: readonly string[] | null;
  readonly extraArgs: readonly string[];
  readonly dangerouslySkipPermissions: boolean;
  /** Whether the API key of the environment may be used, so that runs are billed to it. */
  readonly useApiBilling: boolean;
  /** How long the CLI's own watchdog lets a stream be silent. */
  readonly streamIdleTimeoutMs: number;
}

/** Reads the engine's table; a switch is on only if it is literally `true`. */
export function claudeSettings(table: EngineSettings | undefined, streamIdleTimeoutMs: number): ClaudeSettings {
  const extra = table?.extra ?? {};
  const allowed = extra['allowed_tools'];
  return {
    model: table?.model ?? null,
    permissionMode: table?.permissionMode ?? null,
    allowedTools: allowed === undefined || allowed === null ? null : listOf(allowed).filter((rule) => isText(rule)),
    extraArgs: table?.extraArgs ?? [],
    dangerouslySkipPermissions: extra['dangerously_skip_permissions'] === true,
    useApiBilling: extra['use_api_billing'] === true,
    streamIdleTimeoutMs,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
