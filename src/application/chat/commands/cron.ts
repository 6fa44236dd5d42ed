import type { CronCalendar } from '../../../domain/cron/cron-calendar.js';
import { readCronTest } from '../../../domain/cron/cron-test-text.js';
import type { ScheduleWords } from '../../../domain/cron/schedule-words.js';
import type { Clock } from '../../../domain/ports/clock.js';
import { localText } from '../../../domain/schedule/local-text.js';
import { nextFires } from '../../triggers/next-fires.js';
import {
  badScheduleText,
  badZoneText,
  type ExplainedSchedule,
  scheduleText,
} from '../../wording/commands/cron-text.js';
import type { Command, CommandCall } from './command.js';

/** How many of the next times are shown. */
const SHOWN = 5;

/** `/cron`: what a schedule means, before it is written into the file. */
export class CronCommand implements Command {
  readonly name = 'cron';
  readonly description = 'what a schedule means and when it runs next';
  readonly usage = ['/cron test "<minute hour day month weekday>" [zone]', '/cron test @daily [zone]'];
  readonly onlyShows = true;
  readonly #calendar: CronCalendar;
  readonly #words: ScheduleWords;
  readonly #clock: Clock;

  constructor(calendar: CronCalendar, words: ScheduleWords, clock: Clock) {
    this.#calendar = calendar;
    this.#words = words;
    this.#clock = clock;
  }

  async run(call: CommandCall): Promise<void> {
    const text = /^test\s+(?<asked>\S.*)$/s.exec(call.rest)?.groups?.['asked'];
    if (text === undefined) return call.reply({ problem: { kind: 'usage', usage: this.usage } });
    const { schedule, zone } = readCronTest(text, (name) => this.#calendar.knowsZone(name));
    await call.reply(await this.#explained(schedule, zone, call), { silent: true });
  }

  async #explained(schedule: string, named: string | null, { generation }: CommandCall): Promise<string> {
    const [verdict] = await this.#calendar.judge([schedule]);
    if (verdict !== undefined && verdict.problem !== null) return badScheduleText(schedule, verdict.problem);
    if (named !== null && !this.#calendar.knowsZone(named)) return badZoneText(named);
    const zone = named ?? generation.config.triggers.defaultTimezone;
    const doubts = verdict?.doubts ?? [];
    return scheduleText({
      schedule,
      words: await this.#words.of(schedule),
      zone,
      doubts,
      fires: this.#fires(schedule, zone),
    });
  }

  #fires(schedule: string, zone: string | null): ExplainedSchedule['fires'] {
    const now = this.#clock.now();
    const timing = { schedule, at: null, timezone: zone };
    return nextFires(this.#calendar, timing, zone, { after: now, count: SHOWN }).map((instant) => ({
      local: localText(instant, now, zone, this.#calendar),
      inMs: instant - now,
    }));
  }
}
