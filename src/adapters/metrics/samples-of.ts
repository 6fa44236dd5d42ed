import type { Fact } from '../../application/ports/facts/fact.js';
import type { Sample } from './instruments.js';
import { nothing } from './not-counted.js';

/** What a fact adds to the numbers; nothing for most of them. */
export function samplesOf(fact: Fact): readonly Sample[] {
  switch (fact.name) {
    case 'run.submitted': {
      const { engine, origin } = fact.data;
      return [one('untether_runs_submitted_total', { engine, origin: origin.kind })];
    }
    case 'run.ended': {
      const { engine, origin, outcome, elapsedMs } = fact.data;
      return [
        one('untether_runs_total', { engine, origin: origin.kind, outcome }),
        { name: 'untether_run_duration_seconds', labels: { engine, outcome }, value: elapsedMs / 1_000 },
      ];
    }
    case 'run.skipped':
      return [one('untether_runs_skipped_total', { reason: fact.data.reason })];
    case 'final.settled':
      return [one('untether_finals_total', { outcome: fact.data.outcome })];
    case 'webhook.answered':
      return delivery(fact.data);
    case 'cron.due':
      return [one('untether_cron_fires_total', { cron: fact.data.id })];
    case 'cron.missed':
      return [{ ...one('untether_cron_missed_total', { cron: fact.data.id }), value: fact.data.times }];
    case 'cron.failed':
    case 'cron.dropped':
      return [one('untether_cron_failures_total')];
    case 'telegram.updates-accepted':
      return [{ ...one('untether_updates_total'), value: fact.data.count }];
    case 'access.denied':
      return [one('untether_updates_denied_total', { kind: fact.data.kind })];
    case 'config.applied':
      return [one('untether_reloads_total', { result: 'applied' }), one('untether_config_reloads_applied_total')];
    case 'config.rejected':
      return [one('untether_reloads_total', { result: 'rejected' }), one('untether_config_reloads_refused_total')];
    case 'config.held':
      return [one('untether_config_reloads_held_total', { reason: fact.data.reason })];
    case 'config.reloaded': {
      const result = fact.data.applied ? 'applied' : 'refused';
      return [{ name: 'untether_config_reload_duration_seconds', labels: { result }, value: fact.data.ms / 1_000 }];
    }
    case 'telegram.called':
      return [one('untether_telegram_calls_total', { method: fact.data.method, outcome: fact.data.outcome })];
    case 'telegram.flood':
      return [one('untether_telegram_floods_total')];
    case 'telegram.poll-failed': {
      const failures = [one('untether_telegram_poll_failures_total')];
      return fact.data.conflict ? [...failures, one('untether_telegram_poll_conflicts_total')] : failures;
    }
    default:
      return nothing(fact.name);
  }
}

function delivery({ webhook, outcome, ms }: Fact<'webhook.answered'>['data']): readonly Sample[] {
  const counted = one('untether_webhook_deliveries_total', { webhook, outcome });
  if (outcome !== 'accepted') return [counted];
  return [counted, { name: 'untether_webhook_accept_seconds', labels: {}, value: ms / 1_000 }];
}

function one(name: Sample['name'], labels: Sample['labels'] = {}): Sample {
  return { name, labels, value: 1 };
}
