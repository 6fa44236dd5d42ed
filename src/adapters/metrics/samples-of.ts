import type { Fact } from '../../application/ports/system/journal.js';
import type { Sample } from './instruments.js';

/** What a fact adds to the numbers; nothing for most of them. */
export function samplesOf({ name, data = {} }: Fact): readonly Sample[] {
  const text = (key: string) => labelOf(data[key]);
  switch (name) {
    case 'run.submitted':
      return [one('untether_runs_submitted_total', { engine: text('engine'), origin: kindOf(data['origin']) })];
    case 'run.ended': {
      const [engine, outcome] = [text('engine'), text('outcome')];
      return [
        one('untether_runs_total', { engine, origin: kindOf(data['origin']), outcome }),
        { name: 'untether_run_duration_seconds', labels: { engine, outcome }, value: seconds(data['elapsedMs']) },
      ];
    }
    case 'run.skipped':
      return [one('untether_runs_skipped_total', { reason: text('reason') })];
    case 'final.settled':
      return [one('untether_finals_total', { outcome: text('outcome') })];
    case 'webhook.answered':
      return delivery(text('webhook'), text('outcome'), data['ms']);
    case 'cron.due':
      return [one('untether_cron_fires_total', { cron: text('id') })];
    case 'cron.missed':
      return [{ ...one('untether_cron_missed_total', { cron: text('id') }), value: Number(data['times'] ?? 0) }];
    case 'cron.failed':
    case 'cron.dropped':
      return [one('untether_cron_failures_total')];
    case 'telegram.updates-accepted':
      return [{ ...one('untether_updates_total'), value: Number(data['count'] ?? 0) }];
    case 'access.denied':
      return [one('untether_updates_denied_total', { kind: text('kind') })];
    case 'config.applied':
      return [one('untether_reloads_total', { result: 'applied' }), one('untether_config_reloads_applied_total')];
    case 'config.rejected':
      return [one('untether_reloads_total', { result: 'rejected' }), one('untether_config_reloads_refused_total')];
    case 'config.held':
      return [one('untether_config_reloads_held_total', { reason: text('reason') })];
    case 'config.reloaded': {
      const result = data['applied'] === true ? 'applied' : 'refused';
      return [{ name: 'untether_config_reload_duration_seconds', labels: { result }, value: seconds(data['ms']) }];
    }
    case 'telegram.called':
      return [one('untether_telegram_calls_total', { method: text('method'), outcome: text('outcome') })];
    case 'telegram.flood':
      return [one('untether_telegram_floods_total')];
    case 'telegram.poll-failed': {
      const failures = [one('untether_telegram_poll_failures_total')];
      return data['conflict'] === true ? [...failures, one('untether_telegram_poll_conflicts_total')] : failures;
    }
    default:
      return [];
  }
}

function delivery(webhook: string, outcome: string, ms: unknown): readonly Sample[] {
  const counted = one('untether_webhook_deliveries_total', { webhook, outcome });
  if (outcome !== 'accepted') return [counted];
  return [counted, { name: 'untether_webhook_accept_seconds', labels: {}, value: seconds(ms) }];
}

function one(name: Sample['name'], labels: Sample['labels'] = {}): Sample {
  return { name, labels, value: 1 };
}

function seconds(ms: unknown): number {
  return typeof ms === 'number' ? ms / 1_000 : 0;
}

function labelOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What kind of thing asked for a run; its name would be another label value with each `/at`. */
function kindOf(origin: unknown): string {
  return typeof origin === 'object' && origin !== null && 'kind' in origin ? labelOf(origin.kind) : '';
}
