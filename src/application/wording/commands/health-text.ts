import type { Instant } from '../../../domain/ports/clock.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { MemoryUse, OwnUse } from '../../ports/system/machine.js';
import type { HealthReport, Liveness } from '../../values/health-report.js';
import { ISSUE_TEXTS, LIVENESS_WORDS } from '../health/health-words.js';
import { turnedAwayText } from '../health/turned-away-text.js';
import { counted } from '../text/counted.js';
import { escapeMarkdown } from '../text/markdown.js';

const GLYPHS: Readonly<Record<Liveness, string>> = { ok: '🟢', paused: '⏸', degraded: '🟡', deaf: '🔴' };

/** What the machine says of itself and of this process; `null` where it doesn't. */
export interface MachineState {
  readonly memory: MemoryUse | null;
  readonly own: OwnUse | null;
}

/** How the program and its machine are, a line for each part; Markdown. */
export function healthText(report: HealthReport, { memory, own }: MachineState, now: Instant): string {
  const { status, issues, uptimeMs, generation, runs, delayed, lastTurnedAway } = report;
  const lines = [
    `${GLYPHS[status]} **${LIVENESS_WORDS[status]}**`,
    ...issues.map((issue) => `⚠️ ${escapeMarkdown(ISSUE_TEXTS[issue])}`),
    `Up ${formatSpan(uptimeMs)} · configuration ${generation}${fileText(report)}`,
    telegramLine(report),
    `Runs: ${runs.live} running, ${runs.waiting} queued, ${delayed} scheduled`,
    storeLine(report),
    triggersLine(report),
    ...(lastTurnedAway === null ? [] : [`Last turned away: ${turnedAwayText(lastTurnedAway, now)}`]),
    `Memory: ${memory === null ? UNKNOWN : memoryText(memory)}`,
    `Untether: ${own === null ? UNKNOWN : ownText(own)}`,
  ];
  return lines.join('  \n');
}

const UNKNOWN = 'unknown';

function fileText({ reloadRejected, reloadHeld }: HealthReport): string {
  return `${reloadRejected ? ', the last edit was refused' : ''}${reloadHeld ? ', an edit waits for you' : ''}`;
}

function telegramLine({ hearing, outbox, unreachableChats }: HealthReport): string {
  const { quietMs, conflicts, failures, trouble } = hearing;
  const troubled = trouble === null ? '' : `, ${failures} failed: ${escapeMarkdown(trouble)}`;
  const stolen = conflicts === 0 ? '' : `, ${counted(conflicts, 'conflict')} with another program`;
  const lost =
    unreachableChats === null || unreachableChats === 0 ? '' : `, ⚠️ ${counted(unreachableChats, 'chat')} out of reach`;
  return `Telegram: last poll ${formatSpan(quietMs)} ago${troubled}${stolen}, ${counted(outbox, 'message')} to send${lost}`;
}

function storeLine({ backlog, oldestUndeliveredMs, storeSetAside }: HealthReport): string {
  const aside = storeSetAside ? ', the previous database was set aside' : '';
  if (backlog === null) return `Store: ${UNKNOWN}${aside}`;
  const age = oldestUndeliveredMs === null ? '' : ` (oldest ${formatSpan(oldestUndeliveredMs)})`;
  return `Store: ${counted(backlog.unfinished, 'task')} unfinished, ${counted(backlog.undelivered, 'message')} undelivered${age}${aside}`;
}

function triggersLine({ triggers, paused, listener }: HealthReport): string {
  if (!triggers.enabled && listener.state === 'off') return 'Triggers: off';
  const counts = triggers.enabled
    ? `${counted(triggers.crons, 'cron')}, ${counted(triggers.webhooks, 'webhook')}`
    : 'off';
  const server = {
    off: '',
    up: ', server up',
    down: `, ⚠️ server down: ${escapeMarkdown(listener.trouble ?? 'not open')}`,
  };
  return `Triggers: ${counts}${paused ? ', paused' : ''}${server[listener.state]}`;
}

function memoryText({ totalBytes, availableBytes, swap }: MemoryUse): string {
  const used = totalBytes === 0 ? 0 : Math.round((100 * (totalBytes - availableBytes)) / totalBytes);
  const swapped =
    swap === null || swap.totalBytes === 0
      ? ''
      : `, swap ${megabytes(swap.totalBytes - swap.freeBytes)} of ${megabytes(swap.totalBytes)}`;
  return `${megabytes(availableBytes)} of ${megabytes(totalBytes)} free (${used}% used)${swapped}`;
}

function ownText({ pid, residentBytes, openFiles }: OwnUse): string {
  return `${megabytes(residentBytes)}, process ${pid}${openFiles === null ? '' : `, ${openFiles} open files`}`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MB`;
}
