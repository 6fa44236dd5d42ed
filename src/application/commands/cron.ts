import type { Clock } from '../../domain/ports/clock.js';
import type { CronCalendar } from '../../domain/ports/cron-calendar.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import { localText } from '../../domain/schedule/local-text.js';
import { parseCronExpression } from '../../domain/trigger/cron-expression.js';
import { readCronTest } from '../../domain/trigger/cron-test-text.js';
import { scheduleInWords } from '../../domain/trigger/schedule-words.js';
import { codeSpan } from '../markdown.js';
import { cronComplaint } from '../triggers/cron-complaint.js';
import { nextFires } from '../triggers/next-fires.js';
import type { Command, CommandCall } from './command.js';

/** How many of the next times are shown. */
const SHOWN = 5;

/** `/cron`: what a schedule means, before it is written into the file. */
export class CronCommand implements Command {
  readonly name = 'cron';
  readonly description = 'see what a schedule means and when it fires next';
  readonly usage = ['/cron test "<minute hour day month weekday>" [zone]', '/cron test @daily [zone]'];
  readonly #calendar: CronCalendar;
  readonly #clock: Clock;

  constructor(calendar: CronCalendar, clock: Clock) {
    this.#calendar = calendar;
    this.#clock = clock;
  }

  async run(call: CommandCall): Promise<void> {
    const text = /^test\s+(?<asked>\S.*)$/s.exec(call.rest)?.groups?.['asked'];
    if (text === undefined) return call.reply({ problem: { kind: 'usage', usage: this.usage } });
    const { schedule, zone } = readCronTest(text, (name) => this.#calendar.knowsZone(name));
    await call.reply(this.#explained(schedule, zone, call), { silent: true });
  }

  #explained(schedule: string, named: string | null, { generation }: CommandCall): string {
    const expression = parseCronExpression(schedule);
    if (!expression.ok) {
      const { message, mend } = cronComplaint(expression.problem);
      return `❌ ${codeSpan(schedule)}: ${message} ${mend}`;
    }
    if (named !== null && !this.#calendar.knowsZone(named)) {
      return `❌ ${codeSpan(named)} is not a time zone. Write an IANA name such as ${codeSpan('Europe/Berlin')} or ${codeSpan('UTC')}.`;
    }
    const zone = named ?? generation.config.triggers.defaultTimezone;
    const words = scheduleInWords(expression.value);
    const where = zone === null ? 'the time of this machine' : codeSpan(zone);
    const head = `⏰ ${codeSpan(schedule)}${words === null ? '' : ` – ${words}`} (${where})`;
    return `${head}\n\n${this.#fires(schedule, zone).join('\n')}`;
  }

  #fires(schedule: string, zone: string | null): readonly string[] {
    const now = this.#clock.now();
    const timing = { schedule, at: null, timezone: zone };
    return nextFires(this.#calendar, timing, zone, { after: now, count: SHOWN }).map((instant) => {
      const { day, time, offset } = localText(instant, now, zone, this.#calendar);
      return `- ${day} ${time} (${offset}), in ${formatSpan(instant - now)}`;
    });
  }
}
