import type { HealthReport, Liveness } from '../../application/values/health-report.js';

/** A value as it is now; `labels` tell several of one name apart. */
export interface GaugeReading {
  readonly name: string;
  readonly help: string;
  readonly values: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

const LIVENESS: readonly Liveness[] = ['ok', 'paused', 'degraded', 'deaf'];

/** The health report as gauges; what is not known is left out. */
export function gaugesOf(signs: HealthReport): readonly GaugeReading[] {
  const { hearing, runs, triggers, backlog } = signs;
  return [
    {
      name: 'untether_status',
      help: '1 for the status that the program is in.',
      values: LIVENESS.map((status) => ({ labels: { status }, value: Number(signs.status === status) })),
    },
    gauge('untether_generation', 'The configuration in use, counted from 1.', signs.generation),
    gauge('untether_uptime_seconds', 'Time since the start.', signs.uptimeMs / 1_000),
    gauge('untether_telegram_up', '1 while a bot is logged in.', Number(hearing.up)),
    gauge('untether_telegram_quiet_seconds', 'Time since the last good poll.', hearing.quietMs / 1_000),
    gauge('untether_telegram_polls_failing', 'Polls that failed since the last good one.', hearing.failures),
    gauge('untether_telegram_outbox', 'Messages on their way to Telegram.', signs.outbox),
    {
      name: 'untether_runs',
      help: 'Runs that are active or wait for their turn.',
      values: [
        { labels: { state: 'live' }, value: runs.live },
        { labels: { state: 'waiting' }, value: runs.waiting },
      ],
    },
    gauge('untether_delayed_runs', 'Runs that wait for their time.', signs.delayed),
    gauge('untether_crons', 'Active crons.', triggers.crons),
    gauge('untether_webhooks', 'Active webhooks.', triggers.webhooks),
    gauge('untether_paused', '1 while triggers are paused.', Number(signs.paused)),
    gauge('untether_draining', '1 while the program ends.', Number(signs.draining)),
    gauge(
      'untether_reload_rejected',
      '1 while the file says something that was refused.',
      Number(signs.reloadRejected),
    ),
    gauge(
      'untether_config_last_reload_successful',
      '0 while the file says something that was refused.',
      Number(!signs.reloadRejected),
    ),
    ...(signs.configuredAt === null
      ? []
      : [
          gauge(
            'untether_config_last_reload_success_timestamp_seconds',
            'When the configuration in use was applied.',
            signs.configuredAt / 1_000,
          ),
        ]),
    gauge('untether_config_generation', 'The configuration in use, counted from 1.', signs.generation),
    gauge('untether_config_held', '1 while an edit waits until a person applies it.', Number(signs.reloadHeld)),
    gauge('untether_store_set_aside', '1 if the database could not be used at the start.', Number(signs.storeSetAside)),
    ...(signs.unreachableChats === null
      ? []
      : [gauge('untether_unreachable_chats', 'Chats in which nobody can be reached.', signs.unreachableChats)]),
    ...(backlog === null
      ? []
      : [
          gauge('untether_unfinished', 'Accepted work that is not done.', backlog.unfinished),
          gauge('untether_undelivered_messages', 'Finals that Telegram has not confirmed.', backlog.undelivered),
          gauge(
            'untether_oldest_final_seconds',
            'Age of the oldest of them.',
            (signs.oldestUndeliveredMs ?? 0) / 1_000,
          ),
        ]),
  ];
}

function gauge(name: string, help: string, value: number): GaugeReading {
  return { name, help, values: [{ labels: {}, value }] };
}
