import { formatSpan } from '../../../domain/schedule/delay.js';
import type { Generation } from '../../values/generation.js';
import type { HealthReport } from '../../values/health-report.js';
import { listenerTrouble } from '../health/listener-trouble.js';
import { counted } from '../text/counted.js';

/** That the bot is there, since when, and what is going on; `triggers` is their line, if any report in the chat. Markdown. */
export function pingText(report: HealthReport, generation: Generation, triggers: string | null): string {
  const { uptimeMs, hearing, runs } = report;
  const lines = [
    `🏓 pong · up ${formatSpan(uptimeMs)} · configuration ${generation.number}`,
    `last poll ${formatSpan(hearing.quietMs)} ago · ${runs.live} running, ${runs.waiting} waiting`,
    ...queuesLine(report),
    ...(triggers === null ? [] : [triggers]),
    ...warningLines(report),
  ];
  return lines.join('  \n');
}

/** What waits to be sent or started, if anything does. */
function queuesLine({ outbox, backlog, delayed }: HealthReport): readonly string[] {
  const undelivered = backlog?.undelivered ?? 0;
  const parts = [
    ...(delayed === 0 ? [] : [`${delayed} delayed`]),
    ...(outbox === 0 ? [] : [`${outbox} waiting to be sent`]),
    ...(undelivered === 0 ? [] : [`${counted(undelivered, 'message')} not delivered yet`]),
  ];
  return parts.length === 0 ? [] : [parts.join(', ')];
}

function warningLines({ hearing, listener, issues, reloadHeld }: HealthReport): readonly string[] {
  const { conflicts, failures } = hearing;
  return [
    ...(conflicts === 0 ? [] : [`⚠️ Another program polls with the same token (${conflicts} conflicts).`]),
    ...(failures === 0 ? [] : [`⚠️ ${failures} polls failed.`]),
    ...(listener.state === 'down' ? [listenerTrouble(listener.trouble)] : []),
    ...(issues.includes('reload-rejected')
      ? ['⚠️ The configuration file was refused; the previous settings stay in use.']
      : []),
    ...(reloadHeld ? ['✋ An edit of the configuration waits for you; the previous settings stay in use.'] : []),
    ...(issues.includes('store-failing') ? ['⚠️ The store can’t be read.'] : []),
  ];
}
