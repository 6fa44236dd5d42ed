/** What is counted, by its name; every label has few values, all of them known to the program or its configuration. */
export const COUNTERS = {
  untether_runs_submitted_total: { help: 'Runs that were asked for.', labels: ['engine', 'origin'] },
  untether_runs_total: { help: 'Runs that ended.', labels: ['engine', 'origin', 'outcome'] },
  untether_runs_skipped_total: { help: 'Runs that ended before they began.', labels: ['reason'] },
  untether_finals_total: { help: 'Finals that were settled with Telegram.', labels: ['outcome'] },
  untether_webhook_deliveries_total: { help: 'Posts to webhooks by their answer.', labels: ['webhook', 'outcome'] },
  untether_cron_fires_total: { help: 'Instants of crons that were claimed.', labels: ['cron'] },
  untether_cron_missed_total: {
    help: 'Instants of crons that nobody was there for, whether or not they were run later.',
    labels: ['cron'],
  },
  untether_cron_failures_total: { help: 'Crons that were due and did not start.', labels: [] },
  untether_updates_total: { help: 'Updates that came from Telegram.', labels: [] },
  untether_updates_denied_total: { help: 'Updates of people who may not use the bot.', labels: ['kind'] },
  untether_reloads_total: { help: 'Readings of the configuration.', labels: ['result'] },
  untether_config_reloads_applied_total: { help: 'Readings that were applied, the first included.', labels: [] },
  untether_config_reloads_refused_total: { help: 'Readings that were refused.', labels: [] },
  untether_config_reloads_held_total: { help: 'Readings that had to wait for a person.', labels: ['reason'] },
  untether_telegram_calls_total: { help: 'Calls of the Bot API.', labels: ['method', 'outcome'] },
  untether_telegram_floods_total: { help: 'Times that Telegram asked for silence.', labels: [] },
  untether_telegram_poll_failures_total: { help: 'Polls that failed, conflicts included.', labels: [] },
  untether_telegram_poll_conflicts_total: {
    help: 'Polls that failed because another program polls with the same token.',
    labels: [],
  },
} as const;

/** What is measured, in seconds. */
export const HISTOGRAMS = {
  untether_run_duration_seconds: {
    help: 'How long runs took.',
    labels: ['engine', 'outcome'],
    buckets: [1, 5, 15, 30, 60, 120, 300, 600, 1_800, 3_600],
  },
  untether_config_reload_duration_seconds: {
    help: 'How long it took from the beginning of a reading until it was applied or refused.',
    labels: ['result'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  untether_webhook_accept_seconds: {
    help: 'How long it took until a delivery was on disk.',
    labels: [],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
  },
} as const;

/** One thing to be counted (by `value`) or measured. */
export interface Sample {
  readonly name: keyof typeof COUNTERS | keyof typeof HISTOGRAMS;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
