import type { Clock, Instant } from '../../../domain/ports/clock.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { HealthCheck } from '../../health/health-check.js';
import type { Machine } from '../../ports/system/machine.js';
import type { HealthReport, Liveness } from '../../values/health-report.js';
import { escapeMarkdown } from '../../wording/text/markdown.js';
import { turnedAwayText } from '../../wording/turned-away-text.js';
import type { Command, CommandCall } from './command.js';

/** `/health`: how the program and its machine are. A part that can't be had is said to be unknown; the others stand. */
export class HealthCommand implements Command {
  readonly name = 'health';
  readonly description = 'see how the program and its machine are';
  readonly usage = ['/health'];
  readonly #vitals: HealthCheck;
  readonly #machine: Machine;
  readonly #clock: Clock;

  constructor(vitals: HealthCheck, machine: Machine, clock: Clock) {
    this.#vitals = vitals;
    this.#machine = machine;
    this.#clock = clock;
  }

  async run(call: CommandCall): Promise<void> {
    const signs = await this.#vitals.now();
    const lines = [
      `${GLYPHS[signs.status]} **${signs.status}**${signs.issues.length === 0 ? '' : ` · ${signs.issues.join(', ')}`}`,
      `Up ${formatSpan(signs.uptimeMs)} · configuration ${signs.generation}${fileLine(signs)}`,
      telegramLine(signs),
      `Runs: ${signs.runs.live} running, ${signs.runs.waiting} waiting, ${signs.delayed} delayed`,
      storeLine(signs),
      triggersLine(signs),
      ...turnedAwayLine(signs, this.#clock.now()),
      `Memory: ${part(() => this.#memory())}`,
      `Own: ${part(() => this.#own())}`,
    ];
    await call.reply(lines.join('  \n'), { silent: true });
  }

  #memory(): string {
    const { totalBytes, availableBytes, swap } = this.#machine.memory();
    const used = totalBytes === 0 ? 0 : Math.round((100 * (totalBytes - availableBytes)) / totalBytes);
    const swapped =
      swap === null || swap.totalBytes === 0
        ? ''
        : `, swap ${megabytes(swap.totalBytes - swap.freeBytes)} of ${megabytes(swap.totalBytes)}`;
    return `${megabytes(availableBytes)} of ${megabytes(totalBytes)} free (${used}% used)${swapped}`;
  }

  #own(): string {
    const { pid, residentBytes, openFiles } = this.#machine.own();
    return `${megabytes(residentBytes)}, process ${pid}${openFiles === null ? '' : `, ${openFiles} open files`}`;
  }
}

const GLYPHS: Readonly<Record<Liveness, string>> = { ok: '🟢', paused: '⏸', degraded: '🟡', deaf: '🔴' };

function fileLine({ reloadRejected, reloadHeld }: HealthReport): string {
  return `${reloadRejected ? ', the file was refused' : ''}${reloadHeld ? ', an edit waits for you' : ''}`;
}

function telegramLine({ hearing, outbox, unreachableChats }: HealthReport): string {
  const { quietMs, conflicts, failures, trouble } = hearing;
  const troubled = trouble === null ? '' : `, ${failures} failed: ${escapeMarkdown(trouble)}`;
  const stolen = conflicts === 0 ? '' : `, ${conflicts} conflicts with another program`;
  const lost =
    unreachableChats === null || unreachableChats === 0 ? '' : `, ⚠️ ${counted(unreachableChats, 'chat')} out of reach`;
  return `Telegram: last poll ${formatSpan(quietMs)} ago${troubled}${stolen}, ${outbox} on the way${lost}`;
}

function storeLine({ backlog, oldestUndeliveredMs, storeSetAside }: HealthReport): string {
  const aside = storeSetAside ? ', the former database was put aside' : '';
  if (backlog === null) return `Store: unknown${aside}`;
  const age = oldestUndeliveredMs === null ? '' : ` (oldest ${formatSpan(oldestUndeliveredMs)})`;
  return `Store: ${backlog.unfinished} unfinished, ${backlog.undelivered} messages not delivered${age}${aside}`;
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

function turnedAwayLine({ lastTurnedAway }: HealthReport, now: Instant): readonly string[] {
  return lastTurnedAway === null ? [] : [`Last turned away: ${turnedAwayText(lastTurnedAway, now)}`];
}

/** What is there, or that it is not to be had. */
function part(read: () => string): string {
  try {
    return read();
  } catch {
    return 'unknown';
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MB`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
