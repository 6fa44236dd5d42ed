import type { DelayedRun } from '../../../../domain/accepted/delayed-run.js';
import type { Clock } from '../../../../domain/ports/clock.js';
import type { LocalTime } from '../../../../domain/ports/local-time.js';
import { type AtScheduler, type Delayed, MOST_DELAYED_PER_CHAT } from '../../../../domain/schedule/at-scheduler.js';
import { localText } from '../../../../domain/schedule/local-text.js';
import { parseWhen } from '../../../../domain/schedule/parse-when.js';
import { resolveWhen } from '../../../../domain/schedule/resolve-when.js';
import type { When } from '../../../../domain/schedule/when.js';
import { delayedIdOf, freezeRun } from '../../../schedule/delayed-run.js';
import { badWhenText, droppedText, notWaitingText, scheduledText } from '../../../wording/commands/at-text.js';
import { CANCEL_LABEL } from '../../../wording/commands/cancel-text.js';
import { momentProblem } from '../../../wording/schedule/moment-problem.js';
import type { Command, CommandCall } from '../command.js';
import type { CommandTask } from '../command-task.js';
import type { AtList } from './at-list.js';
import { DROP_DELAYED_BUTTON } from './drop-delayed-button.js';

/** What `/at` is built on. */
export interface AtCommandTools {
  readonly delayed: AtScheduler<DelayedRun>;
  readonly list: AtList;
  readonly task: CommandTask;
  readonly times: LocalTime;
  readonly clock: Clock;
}

/** `/at`: a run later, on disk before it is confirmed. */
export class AtCommand implements Command {
  readonly name = 'at';
  readonly description = 'run a prompt later';
  readonly usage = [
    '/at <delay, such as 5m or 1h30m> <prompt>',
    '/at <time, such as 14:30, mon 9:00, tomorrow 9:00 or 2030-12-31 18:00> <prompt>',
    '/at list',
    '/at cancel <id>',
  ];
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
    const { clock, delayed, task, times } = this.#tools;
    const asked = parseWhen(call.rest);
    if (!asked.ok) return this.#refuse(call, badWhenText(asked.problem));
    const { when, written, text } = asked.value;
    const now = clock.now();
    const due = resolveWhen(when, now, zoneOf(call), times);
    if (!due.ok) return call.reply({ problem: momentProblem(due.problem, written, now, zoneOf(call), times) });
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

  async #refuse(call: CommandCall, why: string | null): Promise<void> {
    await call.reply({ problem: { kind: 'usage', usage: this.usage, ...(why === null ? {} : { why }) } });
  }

  async #confirm(call: CommandCall, { kind }: When, { id, due, request }: Delayed<DelayedRun>): Promise<void> {
    const now = this.#tools.clock.now();
    const local = localText(due, now, zoneOf(call), this.#tools.times);
    const text = scheduledText({ id, local, inMs: due - now }, { kind, written: request.written });
    await call.reply(text, { buttons: [[{ label: CANCEL_LABEL, data: `${DROP_DELAYED_BUTTON}${id}` }]] });
  }

  async #list(call: CommandCall): Promise<void> {
    const { markdown, buttons } = this.#tools.list.view(call.place);
    await call.reply(markdown, { silent: true, buttons });
  }

  async #cancel(call: CommandCall, id: string): Promise<void> {
    const dropped = await this.#tools.delayed.cancel(call.message.chatId, (delayed) => delayed.id === id);
    await call.reply(dropped.length > 0 ? droppedText(id) : notWaitingText(id), { silent: true });
  }
}

function zoneOf({ generation }: CommandCall): string | null {
  return generation.config.triggers.defaultTimezone;
}
