import type { HealthReport } from '../../../application/values/health-report.js';
import type { Answer } from '../server/answer.js';

/**
 * The health report as JSON, 503 if nobody can reach the program through Telegram or webhooks are refused. Whoever asks is told how the program is;
 * how busy it is, only those `inside`.
 */
export function healthPage(signs: HealthReport, inside: boolean): Answer {
  const { status, triggers, paused, generation, issues, reloadHeld: held } = signs;
  const config = { generation, ok: !signs.reloadRejected };
  const page = {
    status,
    webhooks: triggers.webhooks,
    paused,
    generation,
    ailments: issues,
    held,
    config,
    ...(inside ? details(signs) : {}),
  };
  const isUp = status !== 'deaf' && !signs.draining && !issues.includes('store-failing');
  return { outcome: 'page', status: isUp ? 200 : 503, type: 'application/json', text: `${JSON.stringify(page)}\n` };
}

function details({ hearing, listener, triggers, runs, backlog, ...signs }: HealthReport): object {
  return {
    started_at: new Date(signs.startedAt).toISOString(),
    uptime_s: seconds(signs.uptimeMs),
    telegram: {
      up: hearing.up,
      quiet_s: seconds(hearing.quietMs),
      last_good_poll: hearing.lastGoodPollAt === null ? null : new Date(hearing.lastGoodPollAt).toISOString(),
      failures: hearing.failures,
      trouble: hearing.trouble,
      conflicts: hearing.conflicts,
      outbox: signs.outbox,
    },
    listener: { ...listener },
    triggers: triggers.enabled,
    crons: triggers.crons,
    runs: { ...runs },
    delayed: signs.delayed,
    draining: signs.draining,
    unfinished: backlog?.unfinished ?? null,
    undelivered: backlog?.undelivered ?? null,
    oldest_final_s: signs.oldestUndeliveredMs === null ? null : seconds(signs.oldestUndeliveredMs),
    unreachable_chats: signs.unreachableChats,
    reload_rejected: signs.reloadRejected,
    configured_at: signs.configuredAt === null ? null : new Date(signs.configuredAt).toISOString(),
    store_set_aside: signs.storeSetAside,
  };
}

function seconds(ms: number): number {
  return Math.round(ms / 1_000);
}
