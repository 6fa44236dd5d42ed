import { Key, TakesEffect } from '../keys/key.js';
import { flag } from '../kinds/flag.js';
import { decimal, integer } from '../kinds/number.js';
import { lowered, raisedOrRemoved } from '../verdicts/verdicts.js';

/** `[watchdog]`. */
@TakesEffect('next-run')
export class WatchdogDto {
  @Key(
    decimal({ min: 60, max: 3600 }),
    'Seconds of silence, with nothing known to be running, after which the chat gets a message.',
    { widens: 'never' },
  )
  liveness_timeout = 600;

  @Key(flag(), 'End a run that stays silent after the third warning.', { widens: 'never' })
  stall_auto_kill = false;

  @Key(decimal({ min: 30, max: 600 }), 'Seconds between two warnings about the same stall.', { widens: 'never' })
  stall_repeat_seconds = 180;

  @Key(flag(), 'End processes that runs of an earlier start left behind.', { widens: 'never' })
  reap_orphans = true;

  @Key(decimal({ min: 60, max: 7200 }), 'Seconds that a tool may run without news before the chat gets a message.', {
    widens: 'never',
  })
  tool_timeout = 600;

  @Key(decimal({ min: 60, max: 7200 }), 'The same for a tool of an MCP server.', { widens: 'never' })
  mcp_tool_timeout = 900;

  @Key(decimal({ min: 60, max: 7200 }), 'The same for a subagent.', { widens: 'never' })
  subagent_timeout = 900;

  @Key(flag(), 'Notice an engine that says nothing more after the result of a tool.', { widens: 'never' })
  detect_stuck_after_tool_result = false;

  @Key(decimal({ min: 60, max: 1800 }), 'Seconds of silence after such a result until the chat gets a message.', {
    widens: 'never',
  })
  stuck_after_tool_result_timeout = 300;

  @Key(flag(), 'End an engine that is stuck there, and continue its conversation, once a run.', { widens: 'never' })
  stuck_after_tool_result_recovery_enabled = true;

  @Key(decimal({ min: 10, max: 600 }), 'Seconds from telling the chat until that is done.', { widens: 'never' })
  stuck_after_tool_result_recovery_delay = 60;

  @Key(flag(), 'Notice that the list of tools that an engine works with is out of date.', { widens: 'never' })
  detect_catalog_staleness = true;

  @Key(flag(), 'Tell the chat when that list was refreshed.', { widens: 'never' })
  notify_catalog_refresh = false;

  @Key(decimal({ min: 0, max: 60 }), 'Seconds between two refreshes of that list.', { widens: 'never' })
  catalog_refresh_min_interval_s = 5;

  @Key(integer({ min: 0, max: 65_536 }), 'Warn before a run if less memory is free, in MiB; 0 never warns.', {
    widens: 'never',
  })
  prespawn_ram_warn_mb = 2000;

  @Key(integer({ min: 0, max: 65_536 }), 'Refuse a run if less memory is free, in MiB; 0 never refuses.', {
    widens: lowered,
  })
  prespawn_ram_block_mb = 500;

  @Key(integer({ min: 0, max: 65_536 }), 'Memory in MiB that is set aside for each run that has just started.', {
    widens: 'never',
  })
  prespawn_ram_per_run_reserve_mb = 750;

  @Key(integer({ min: 0, max: 64 }), 'How many engines may run at the same time; 0 for any number.', {
    widens: raisedOrRemoved,
  })
  max_concurrent_engine_runs = 0;

  @Key(integer({ min: 30_000, max: 1_800_000 }), 'Milliseconds after which Claude Code gives up a silent stream.', {
    widens: 'never',
  })
  claude_stream_idle_timeout_ms = 300_000;

  @Key(flag(), 'Continue by itself a run whose answer Claude Code gave up in the middle.', { widens: 'never' })
  stream_idle_auto_retry = false;

  @Key(integer({ min: 1, max: 3 }), 'How often a run is continued for that.', { widens: 'never' })
  stream_idle_max_retries = 1;

  @Key(flag(), 'End an engine that does nothing after its answer.', { widens: 'never' })
  post_result_idle_enabled = true;

  @Key(decimal({ min: 30, max: 3600 }), 'Seconds that it may stay.', { widens: 'never' })
  post_result_idle_timeout = 600;

  @Key(
    decimal({ min: 0, max: 86_400 }),
    'Seconds without a sign of life before the answer after which a run is ended, or what an open tool may take if that is longer; 0 never.',
    { widens: 'never' },
  )
  pre_result_silence_timeout = 3600;

  @Key(decimal({ min: 0, max: 600 }), 'Seconds to wait for an engine that is neither working nor gone; 0 for ever.', {
    widens: 'never',
  })
  post_result_limbo_grace = 60;

  @Key(
    decimal({ min: 0, max: 7200 }),
    'Seconds that work in the background may keep an engine after its answer; 0 for ever.',
    { widens: 'never' },
  )
  post_result_bg_max_hold = 1800;

  @Key(
    decimal({ min: 5, max: 300 }),
    'Seconds that a shell command may run in any case before the chat gets a message.',
    {
      widens: 'never',
    },
  )
  bash_grace_seconds = 60;
}
