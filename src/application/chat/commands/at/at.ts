import type { DelayedRun } from '../../../../domain/accepted/delayed-run.js';
import type { Clock } from '../../../../domain/ports/clock.js';
import type { LocalTime } from '../../../../domain/ports/local-time.js';
import type { SpokenTime, SpokenTimes } from '../../../../domain/ports/spoken-times.js';
import { type AtScheduler, type Delayed, MOST_DELAYED_PER_CHAT } from '../../../../domain/schedule/at-scheduler.js';
import { localText } from '../../../../domain/schedule/local-text.js';
import { maySayMore } from '../../../../domain/schedule/may-say-more.js';
import { parseWhen, type WhenProblem } from '../../../../domain/schedule/parse-when.js';
import { resolveSpoken } from '../../../../domain/schedule/resolve-spoken.js';
import { resolveWhen } from '../../../../domain/schedule/resolve-when.js';
import type { When } from '../../../../domain/schedule/when.js';
import { delayedIdOf, freezeRun } from '../../../schedule/delayed-run.js';
import {
  badWhenText,
  droppedText,
  needsTimeOfDay,
  notWaitingText,
  scheduledText,
} from '../../../wording/commands/at-text.js';
import { CANCEL_LABEL } from '../../../wording/commands/cancel-text.js';
import { momentProblem } from '../../../wording/schedule/moment-problem.js';
import { taskName } from '../../../wording/text/task-name.js';
import type { Command, CommandCall } from '../command.js';
import type { CommandTask } from '../command-task.js';
import type { AskTime } from './ask-time.js';
import type { AtList } from './at-list.js';
import { DROP_DELAYED_BUTTON } from './drop-delayed-button.js';

/** What `/at` is built on. */
export interface AtCommandTools {
  readonly delayed: AtScheduler<DelayedRun>;
  readonly list: AtList;
  readonly task: CommandTask;
  readonly spoken: SpokenTimes;
  readonly askTime: AskTime;
  readonly times: LocalTime;
  readonly clock: Clock;
}

/** `/at`: a run later, on disk before it is confirmed. */
export class AtCommand implements Command {
  readonly name = 'at';
  readonly description = 'run a task later';
  readonly usage = [
    '/at <delay, such as 5m, 1h30m or in 20 minutes> <task>',
    '/at <time, such as 14:30, mon 9:00, tomorrow 9:00 or 2030-12-31 18:00> <task>',
    '/at <time in your own words, such as tomorrow, tonight or next friday 9am> <task>',
    '/at list',
    '/at cancel <number>',
  ];
  readonly group = 'tasks';
  readonly #tools: AtCommandTools;

  constructor(tools: AtCommandTools) {
    this.#tools = tools;
  }

  async run(call: CommandCall): Promise<void> {
    const [word = '', id, ...more] = call.rest.split(/\s+/);
    if (word === 'list' && id === undefined) return this.#list(call);
    if (word === 'cancel' && id !== undefined && more.length === 0) return this.#cancel(call, id);
    return this.#schedule(call);
  }

  async #schedule(call: CommandCall): Promise<void> {
    const { askTime, clock, delayed, task, times } = this.#tools;
    const asked = parseWhen(call.rest);
    if (!asked.ok) {
      const spoken = asked.problem.kind === 'no-text' ? null : await this.#spoken(call);
      return this.#understand(call, asked.problem, spoken);
    }
    const { when, written, text } = asked.value;
    // “9:00 tomorrow …” is not today’s nine o’clock, and “tomorrow” no part of the task.
    const isDoubtful = maySayMore(asked.value);
    const more = isDoubtful ? await this.#spoken(call) : null;
    if (more !== null && more.text.length < text.length) {
      return this.#understand(call, { kind: 'no-text', written: more.written }, more);
    }
    const now = clock.now();
    const due = resolveWhen(when, now, zoneOf(call), times);
    if (!due.ok) return call.reply({ problem: momentProblem(due.problem, written, now, zoneOf(call), times) });
    if (isDoubtful) {
      const read = { written, text, when: { kind: 'instant', instant: due.value } } as const;
      return askTime.ask(call, read, { due: due.value, now });
    }
    const request = await task.read(call, text);
    if (request === null) return;
    const { engine } = request;
    const found = call.generation.engines.find(engine);
    if (!found.ok) return call.reply({ problem: { kind: 'engine', engine, problem: found.problem } });
    const run = freezeRun(request, call.generation, { written, askedAt: now });
    const scheduled = await delayed.schedule(call.message.chatId, due.value, run, delayedIdOf(call.message));
    if (scheduled.ok) return this.#confirm(call, when, scheduled.value);
    if (scheduled.problem === 'known') return;
    await call.reply({ problem: { kind: 'too-many-delayed', limit: MOST_DELAYED_PER_CHAT } });
  }

  /** What the strict notation doesn't know may be a time in the person's own words: that is said back first. */
  async #understand(call: CommandCall, problem: WhenProblem, read: SpokenTime | null): Promise<void> {
    const { clock, times, askTime } = this.#tools;
    const [now, zone] = [clock.now(), zoneOf(call)];
    if (read === null) return this.#refuse(call, badWhenText(problem, call.rest));
    const { written, text, when } = read;
    const due = resolveSpoken(when, now, zone, times);
    if (!due.ok) {
      if (due.problem === 'no-time-of-day') return this.#refuse(call, needsTimeOfDay(written));
      return call.reply({ problem: momentProblem(due.problem, written, now, zone, times) });
    }
    if (text === '') return this.#refuse(call, badWhenText({ kind: 'no-text', written }, call.rest));
    await askTime.ask(call, read, { due: due.value, now });
  }

  #spoken(call: CommandCall): Promise<SpokenTime | null> {
    const { clock, times, spoken } = this.#tools;
    const now = clock.now();
    return spoken.read(call.rest, now + times.offset(zoneOf(call), now));
  }

  async #refuse(call: CommandCall, why: string | null): Promise<void> {
    await call.reply({ problem: { kind: 'usage', usage: this.usage, ...(why === null ? {} : { why }) } });
  }

  async #confirm(call: CommandCall, { kind }: When, scheduled: Delayed<DelayedRun>): Promise<void> {
    const { id, due, request } = scheduled;
    const now = this.#tools.clock.now();
    const local = localText(due, now, zoneOf(call), this.#tools.times);
    const text = scheduledText(taskName(scheduled), { local, inMs: due - now }, { kind, written: request.written });
    await call.reply(text, { buttons: [[{ label: CANCEL_LABEL, data: `${DROP_DELAYED_BUTTON}${id}` }]] });
  }

  async #list(call: CommandCall): Promise<void> {
    const { markdown, buttons } = this.#tools.list.view(call.place);
    await call.reply(markdown, { silent: true, buttons });
  }

  async #cancel(call: CommandCall, written: string): Promise<void> {
    const number = /^#?(\d{1,6})$/.exec(written)?.[1];
    const isMeant = (delayed: Delayed<DelayedRun>) =>
      delayed.id === written || (number !== undefined && delayed.number === Number(number));
    const [dropped] = await this.#tools.delayed.cancel(call.message.chatId, isMeant);
    const text = dropped === undefined ? notWaitingText(written) : droppedText(taskName(dropped));
    await call.reply(text, { silent: true });
  }
}

function zoneOf({ generation }: CommandCall): string | null {
  return generation.config.triggers.defaultTimezone;
}
